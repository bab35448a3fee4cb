import Glibc

/// The text of an errno value.
func systemText(_ code: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
  return buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
}

extension PlatformError {
  /// The failure of a call on a path, by its errno.
  static func system(_ code: Int32, path: String) -> PlatformError {
    code == ENOSPC || code == EDQUOT ? .diskFull(path) : .file(path: path, reason: systemText(code))
  }
}
