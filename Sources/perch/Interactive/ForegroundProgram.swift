import Glibc

/// Another program with the terminal to itself, as an editor needs it.
enum ForegroundProgram {
  /// Runs a command of the shell's language with these arguments behind it, and waits until it ends. Returns the exit code; nil when it could
  /// not be started or a signal ended it.
  static func run(_ command: String, _ arguments: [String]) -> Int32? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this program catches, the other must not find ignored.
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let words = ["/bin/sh", "-c", command + " \"$@\"", command] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in argv { free(pointer) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, "/bin/sh", nil, &attributes, &argv, environ) == 0 else { return nil }
    var status: Int32 = 0
    while true {
      let ended = waitpid(pid, &status, WUNTRACED)
      if ended < 0, errno == EINTR { continue }
      guard ended == pid else { return nil }
      guard status & 0xFF == 0x7F else { break }
      // Ctrl-Z in the editor puts both in the background of the shell.
      kill(0, SIGSTOP)
      kill(pid, SIGCONT)
    }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }
}
