import Glibc

/// A directory that goes, with all it holds, when nobody needs it any more.
package final class TemporaryDirectory: Sendable {
  package let path: String

  package init() { path = Self.make("perch-test") }

  /// A new directory, removed when the run of the tests ends at the latest.
  package static func make(_ name: String) -> String {
    var template = Array("\(root)/\(name)-XXXXXX".utf8CString)
    let path = String(cString: mkdtemp(&template))
    Sweeper.add(path)
    return path
  }

  /// In memory where there is plenty of it: servers come and go with thousands of files, and waiting for a disk proves nothing.
  private static let root: String = {
    var place = statvfs()
    let plenty: UInt = 8 << 30
    // ST_NOEXEC, which the C library's headers keep for GNU programs: tests run scripts of their own.
    let noExecution: UInt = 8
    let isUsable =
      statvfs("/dev/shm", &place) == 0 && place.f_flag & noExecution == 0 && place.f_bavail * place.f_frsize >= plenty
    return isUsable ? "/dev/shm" : "/tmp"
  }()

  deinit { Self.remove(path) }

  /// What a file in it holds, as text; nil when there is none.
  package func text(of name: String) -> String? {
    let file = open(path + "/" + name, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  package func write(_ text: String, to name: String) {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    _ = Array(text.utf8).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    close(file)
  }

  /// The names of what lies in a directory inside.
  package func names(in directory: String) -> [String] { Self.names(in: path + "/" + directory).sorted() }

  private static func names(in directory: String) -> [String] {
    guard let handle = opendir(directory) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func remove(_ path: String) {
    var link: CChar = 0
    // What a link leads to stays.
    if readlink(path, &link, 1) < 0 { for name in names(in: path) { remove(path + "/" + name) } }
    // Does the right thing for files, links and empty directories.
    Glibc.remove(path)
  }
}
