import Glibc
import TestSupport

/// The real program between two pipes, alive while a test feeds, reads and signals it.
final class PipedProgram {
  let pid: pid_t
  private var input: Int32
  private let output: Int32
  private var code: Int32?

  init(_ arguments: [String], home: String) throws {
    var toProgram: [Int32] = [0, 0]
    var fromProgram: [Int32] = [0, 0]
    guard pipe(&toProgram) == 0, pipe(&fromProgram) == 0 else {
      throw PseudoTerminal.Failure(description: "no pipe")
    }
    for end in toProgram + fromProgram { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, toProgram[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromProgram[1], 1)
    // The threads that run tests have signals blocked.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    let words = ["LC_ALL=C.UTF-8", "HOME=\(home)", "PERCH_HOME=\(home)", "PATH=/usr/bin:/bin"]
    var argv: [UnsafeMutablePointer<CChar>?] = ([PseudoTerminal.perch] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    let problem = posix_spawn(&pid, PseudoTerminal.perch, &actions, &attributes, &argv, &envp)
    close(toProgram[0])
    close(fromProgram[1])
    self.pid = pid
    input = toProgram[1]
    output = fromProgram[0]
    guard problem == 0 else { throw PseudoTerminal.Failure(description: "perch does not start") }
  }

  deinit {
    closeInput()
    close(output)
    // No number would stand for the tests themselves.
    if pid > 0, code == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
  }

  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
  }

  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  func closeOutput() { dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), output) }

  /// The next bytes that come, at most `count`; fails when none come in time.
  func read(_ count: Int) throws -> String {
    var polled = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, Int32(PseudoTerminal.patience * 1000)) == 1 else {
      throw PseudoTerminal.Failure(description: "no output")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    let length = Glibc.read(output, &bytes, count)
    return String(decoding: bytes[..<max(0, length)], as: UTF8.self)
  }

  /// The next line with its end; its bytes may come in several pieces.
  func readLine() throws -> String {
    var line = ""
    while !line.hasSuffix("\n") {
      let piece = try read(1)
      if piece.isEmpty { break }
      line += piece
    }
    return line
  }

  /// Sends a signal, unless the program's end was seen: its number may be another's by now.
  func signal(_ number: Int32) {
    if code == nil { kill(pid, number) }
  }

  /// The exit code, 128 and the signal's number when one ended the program; fails when it goes on.
  func waitForExit() throws -> Int32 {
    var status: Int32 = 0
    for _ in 0..<Int(PseudoTerminal.patience * 100) {
      if waitpid(pid, &status, WNOHANG) == pid {
        let ended = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
        code = ended
        return ended
      }
      usleep(10_000)
    }
    throw PseudoTerminal.Failure(description: "the program goes on")
  }

  /// The most memory it has held so far, in kilobytes.
  var peakMemory: Int {
    let file = open("/proc/\(pid)/status", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let length = Glibc.read(file, &bytes, bytes.count)
    let lines = String(decoding: bytes[..<max(0, length)], as: UTF8.self).split(separator: "\n")
    return lines.first { $0.hasPrefix("VmHWM:") }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}
