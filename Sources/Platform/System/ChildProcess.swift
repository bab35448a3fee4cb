import CUnix
import Glibc

/// A program started in its own session with default signals, a clean environment and nothing inherited but what is named here.
struct ChildProcess {
  let pid: pid_t

  struct Streams {
    var input: Int32?
    var output: Int32
    var errors: Int32
    /// Becomes descriptor 3 of the child, reachable there as `/proc/self/fd/3`.
    var directory: Int32?
  }

  /// Words only: no PG… variable of ours may redirect the server's programs.
  static var environment: [String] {
    var words = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "LANG=C.UTF-8"]
    if let zone = getenv("TZ") { words.append("TZ=" + String(cString: zone)) }
    return words
  }

  /// `arguments` without the program's own name.
  init(_ program: String, _ arguments: [String], streams: Streams) throws(PlatformError) {
    let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(null) }
    let code = Self.withStrings([program] + arguments) { argv in
      Self.withStrings(Self.environment) { envp in
        var pid: pid_t = 0
        let code = csystem_start_child(
          &pid, program, argv, envp, streams.input ?? null, streams.output, streams.errors, streams.directory ?? -1)
        return (code, pid)
      }
    }
    guard code.0 == 0 else { throw .system(code.0, path: program) }
    pid = code.1
  }

  private static func withStrings<T>(_ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> T)
    -> T
  {
    let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeBufferPointer { body($0.baseAddress!) }
  }

  /// Waits for the end: exit status, or 128 plus the signal.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return Self.code(status)
  }

  /// As `wait`, nil while the program runs.
  func endedWith() -> Int32? {
    var status: Int32 = 0
    let found = waitpid(pid, &status, WNOHANG)
    if found == 0 { return nil }
    return found == pid ? Self.code(status) : 0
  }

  private static func code(_ status: Int32) -> Int32 {
    status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}
