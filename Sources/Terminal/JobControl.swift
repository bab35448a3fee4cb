import Glibc

/// The shell that stops and wakes programs, if there is one.
enum JobControl {
  /// Whether the process group has a parent in the session that is not of the group itself: the system ignores stops of any other.
  static var isThere: Bool {
    let group = getpgrp()
    var process = getppid()
    while process > 1, getpgid(process) == group {
      guard let parent = parent(of: process) else { return false }
      process = parent
    }
    return process > 1 && getsid(process) == getsid(0)
  }

  /// From `/proc`: `12 (name) S 11 …`; the name may hold anything.
  private static func parent(of process: pid_t) -> pid_t? {
    let descriptor = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0, let name = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = bytes[(name + 1)..<count].split(separator: UInt8(ascii: " "))
    return fields.count > 1 ? pid_t(String(decoding: fields[1], as: UTF8.self)) : nil
  }
}
