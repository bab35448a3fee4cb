import Glibc

/// Which file or directory a path leads to, whatever it is called and wherever it is moved.
struct FileIdentity: Hashable {
  let device: UInt64
  let number: UInt64

  init?(path: String) {
    var result = stat()
    guard fstatat(AT_FDCWD, path, &result, 0) == 0 else { return nil }
    device = UInt64(result.st_dev)
    number = UInt64(result.st_ino)
  }

  /// A short word of letters, digits and a hyphen.
  var word: String { String(number, radix: 36) + "-" + String(device, radix: 36) }
}
