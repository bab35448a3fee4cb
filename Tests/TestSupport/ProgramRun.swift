import Glibc

/// A program run to its end, its streams through pipes.
package struct ProgramRun {
  package var output: String
  package var errors: String
  package var code: Int32

  /// Runs the program with this as its standard input, in `place` or else where the tests run; `environment` is all it gets besides a fixed
  /// base.
  package init(
    _ arguments: [String], program: String = PseudoTerminal.perch, home: String, input: String = "",
    environment: [String: String] = [:], in place: String? = nil
  ) throws {
    let directory = TemporaryDirectory()
    let names = ["input", "output", "errors"].map { directory.path + "/" + $0 }
    let file = open(names[0], O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    _ = Array(input.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    var values = [
      "LC_ALL": "C.UTF-8", "HOME": home, "PERCH_HOME": home, "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
    ]
    values.merge(environment) { $1 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, names[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, names[1], O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, names[2], O_WRONLY | O_CREAT, 0o600)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let words = (place.map { ["/usr/bin/env", "-C", $0] } ?? []) + [program] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = values.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, words[0], &actions, nil, &argv, &envp) == 0 else {
      throw PseudoTerminal.Failure(description: "\(program) does not start")
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    output = directory.text(of: "output") ?? ""
    errors = directory.text(of: "errors") ?? ""
  }
}
