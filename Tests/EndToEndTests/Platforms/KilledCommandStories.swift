import Glibc
import Platform
import TestSupport
import Testing

/// Commands of several steps, killed at each step that they tell of: the next start finds nothing half done.
struct KilledCommandStories {
  private final class Home {
    let directory = TemporaryDirectory()
    let platform: LocalPlatform

    init() throws {
      platform = LocalPlatform(server: LocalServer(dataHome: directory.path))
      try platform.start()
    }

    deinit { try? platform.server.destroy() }

    /// Starts the program and kills it when it has told of so many steps; false when it has told of fewer.
    func kill(atStep step: Int, _ arguments: [String]) throws -> Bool {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
      defer { posix_spawn_file_actions_destroy(&actions) }
      let home = directory.path
      var argv: [UnsafeMutablePointer<CChar>?] = ([PseudoTerminal.perch] + arguments).map { strdup($0) } + [nil]
      let environment = ["HOME=\(home)", "PERCH_HOME=\(home)"]
      var envp: [UnsafeMutablePointer<CChar>?] = environment.map { (word: String) in strdup(word) } + [nil]
      defer { for pointer in argv + envp { free(pointer) } }
      var pid: pid_t = 0
      try #require(posix_spawn(&pid, PseudoTerminal.perch, &actions, nil, &argv, &envp) == 0)
      close(ends[1])
      var lines = 0
      var byte: UInt8 = 0
      while lines < step, read(ends[0], &byte, 1) == 1 { if byte == UInt8(ascii: "\n") { lines += 1 } }
      Glibc.kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
      close(ends[0])
      return lines == step
    }

    /// Starts until what the dead process has left is settled: the server may still be at its last statement.
    func settle() throws {
      _ = try eventually("the interrupted operation is settled") { () -> Bool? in
        try platform.start()
        return try platform.operations(limit: 5).contains { $0.state.isPending } ? nil : true
      }
      #expect(try platform.orphans() == [])
    }
  }

  /// Kills the command at each of its steps in turn, calling `check` after each settlement.
  private func kill(
    _ home: Home, _ arguments: [String], before: () throws -> Void = {}, check: () throws -> Void
  ) throws {
    var step = 1
    while true {
      try before()
      let isKilled = try home.kill(atStep: step, arguments)
      try home.settle()
      try check()
      guard isKilled, step < 20 else { break }
      step += 1
    }
    #expect(step > 1, "\(arguments) has told of \(step - 1) steps")
  }

  private func count(_ home: Home, _ place: String, _ sql: String) throws -> String {
    let parts = place.split(separator: "/").map(String.init)
    let run = try ProgramRun(
      ["--tenant", parts[0], "--branch", parts.last!, "-Atc", sql], home: home.directory.path)
    return run.output + run.errors
  }

  @Test func `A tenant that is being made is there whole, or not at all`() throws {
    let home = try Home()
    try kill(home, ["tenants", "create", "ada", "--blueprint", "starter"]) {
      guard try home.platform.tenants().contains(where: { $0.name == "ada" }) else { return }
      #expect(try home.platform.tenants().map(\.state) == [.ready])
      #expect(try count(home, "ada/main", "select count(*) from projects, pg_policies") == "6\n")
      try home.platform.deleteTenant("ada")
    }
  }

  @Test func `A branch that is made, reset and deleted is old or new`() throws {
    let home = try Home()
    try home.platform.createTenant("ada", blueprint: .statements("create table t as select 1 as n"))
    try kill(home, ["branches", "create", "ada/dev"]) {
      if try home.platform.branches(of: "ada").count == 2 { try home.platform.deleteBranch(tenant: "ada", name: "dev") }
    }
    try home.platform.createBranch(tenant: "ada", parent: "main", name: "dev")
    try kill(home, ["branches", "reset", "ada/dev", "--yes", "--force"]) {
      let found = try count(home, "ada/dev", "update t set n = 2 where n = 1; select n from t")
      #expect(found.hasSuffix("2\n"), "\(found)")
    }
  }

  @Test func `A tenant that is archived and restored is whole after each death`() throws {
    let home = try Home()
    try home.platform.createTenant("ada", blueprint: .statements("create table t as select 1 as n"))
    try home.platform.createBranch(tenant: "ada", parent: "main", name: "dev")
    try kill(home, ["tenants", "archive", "ada"]) {
      try home.platform.restoreTenant("ada")
      #expect(try count(home, "ada/dev", "select n from t") == "1\n")
    }
    func archive() throws { try home.platform.archiveTenant("ada") }
    try kill(home, ["tenants", "restore", "ada"], before: archive) {
      try home.platform.restoreTenant("ada")
      #expect(try count(home, "ada/dev", "select n from t") == "1\n")
    }
  }
}
