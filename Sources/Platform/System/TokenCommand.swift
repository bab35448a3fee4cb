import Glibc

/// A command of the user's that prints a secret, as a keyring's client does.
enum TokenCommand {
  private static let patience = 30.0

  /// The first line that the shell's command prints; what it says on standard error would fall onto the screen, so its exit code must do.
  static func run(_ command: String) throws(PlatformError) -> String {
    guard let stream = popen("{ \(command)\n} 2>/dev/null", "re") else { throw .system(errno, path: "token-command") }
    var bytes: [UInt8] = []
    let descriptor = fileno(stream)
    let deadline = MonotonicTime.now + patience
    var isLate = false
    while true {
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let left = deadline - MonotonicTime.now
      guard left > 0 else {
        isLate = true
        break
      }
      guard poll(&polled, 1, Int32(left * 1000)) > 0 else { continue }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0, bytes.count < 65_536 else { break }
      bytes += chunk[..<count]
    }
    guard !isLate else {
      // Closing waits for the command, which may never end: it is left behind.
      throw .timedOut(operation: "token-command", seconds: patience)
    }
    let status = pclose(stream)
    guard status == 0 else {
      throw .unauthenticated("token-command failed with exit code \(status >> 8 & 0xFF)")
    }
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty else { throw .unauthenticated("token-command printed nothing") }
    return String(decoding: line, as: UTF8.self)
  }
}
