import Glibc

/// A directory that goes with its owner.
final class TemporaryDirectory: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/perch-history-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template))
  }

  deinit {
    for name in ["history", "buffers"] { remove(path + "/" + name) }
    rmdir(path)
  }

  private func remove(_ directory: String) {
    guard let handle = opendir(directory) else { return }
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      unlink(directory + "/" + name)
    }
    closedir(handle)
    rmdir(directory)
  }
}
