import Glibc
import Platform
import Postgres
import TestSupport
import Testing

/// Tenants and branches from the shell, on a local platform of its own.
struct TenantCommandStories {
  private final class Home {
    let directory = TemporaryDirectory()

    func perch(_ arguments: String...) throws -> ProgramRun { try ProgramRun(arguments, home: directory.path) }

    deinit { try? LocalServer(dataHome: directory.path).destroy() }
  }

  @Test func `A tenant's life from the shell`() throws {
    let home = Home()
    let made = try home.perch("tenants", "create", "ada", "--blueprint", "starter", "--plan", "pro")
    #expect(made.code == 0 && made.output.contains("ada   ready  pro"), "\(made.output)\(made.errors)")
    #expect(made.errors.contains("perch: ada: creating policies"))
    let query = try home.perch("--tenant", "ada", "-Atc", "select count(*) from projects")
    #expect(query.output == "1\n", "\(query.errors)")
    for arguments in [["tenants", "suspend", "ada"], ["tenants", "restore", "ada"], ["tenants", "archive", "ada"]] {
      #expect(try ProgramRun(arguments, home: home.directory.path).code == 0, "\(arguments)")
    }
    let size = try home.perch("branches", "show", "ada/main", "--format", "json").output.firstMatch(
      of: /"size_bytes":(\d+)/)
    #expect(size.flatMap { Int($0.1) } ?? 0 < 1_000_000, "an archived branch takes what its dump takes")
    let archived = try home.perch("connect", "ada")
    #expect(archived.code == 1 && archived.output.isEmpty)
    #expect(archived.errors == "perch: tenant \"ada\" is not ready: archived; tenants restore brings it back\n")
    #expect(try home.perch("tenants", "restore", "ada", "--yes").code == 0)
    #expect(try home.perch("--tenant", "ada", "-Atc", "select count(*) from projects").output == "1\n")
    let usage = try home.perch("tenants", "usage", "ada", "--format", "json")
    #expect(usage.output.contains("{\"figure\":\"branches\",\"value\":1,\"limit\":50,\"unit\":\"count\"}"))
    #expect(try home.perch("tenants", "members", "ada").output.contains("ada   owner"))
    let unsure = try home.perch("tenants", "delete", "ada")
    #expect(
      unsure.code == 64 && unsure.errors.contains("deleting ada and all its branches cannot be undone; say --yes"))
    #expect(try home.perch("tenants", "delete", "ada", "--yes").code == 0)
    #expect(try home.perch("tenants", "list", "--format", "json").output == "[]\n")
  }

  @Test func `A branch's life from the shell`() throws {
    let home = Home()
    #expect(try home.perch("tenants", "create", "ada").code == 0)
    _ = try home.perch("--tenant", "ada", "-c", "create table t as select 1 as n")
    let made = try home.perch("branches", "create", "ada/dev", "--expires", "7d", "--format", "json")
    #expect(made.output.contains("\"tenant\":\"ada\",\"name\":\"dev\",\"parent\":\"main\",\"state\":\"ready\""))
    #expect(!made.output.contains("\"expires_at\":null"))
    try showsItsSizeAndKeepsItsHistory(home)
    let listed = try home.perch("branches", "list", "ada").output.split(separator: "\n")
    #expect(
      listed[0].split(separator: "  ", omittingEmptySubsequences: true).map { $0.trimmingPrefix(" ") }
        == ["TENANT", "NAME", "PARENT", "STATE", "DEFAULT", "SIZE", "CREATED", "EXPIRES", "DATABASE", "ID"],
      "people see no column without values, and no units of programs: \(listed)")
    #expect(try home.perch("branches", "create", "ada/dev").errors == "perch: branch \"dev\" exists already\n")
    #expect(try home.perch("branches", "create", "ada/dev", "--or-use").code == 0)
    try otherIsOnTheParent(home)
    let empty = try home.perch("branches", "create", "ada/empty", "--from", "dev", "--schema-only")
    #expect(empty.code == 0, "\(empty.errors)")
    #expect(try home.perch("--tenant", "ada", "--branch", "empty", "-Atc", "select count(*) from t").output == "0\n")
    #expect(try home.perch("--tenant", "ada", "--branch", "empty^parent", "-Atc", "select n from t").output == "1\n")
    _ = try home.perch("--tenant", "ada", "--branch", "dev", "-c", "drop table t")
    #expect(try home.perch("branches", "reset", "ada/dev").code == 64)
    #expect(try home.perch("branches", "reset", "ada/dev", "--keep", "before").code == 0)
    #expect(try home.perch("--tenant", "ada", "--branch", "dev", "-Atc", "select n from t").output == "1\n")
    #expect(try home.perch("branches", "restore", "ada/dev", "before", "--yes").code == 0)
    #expect(try home.perch("branches", "protect", "ada/dev").code == 0)
    let refused = try home.perch("--tenant", "ada", "--branch", "dev", "-c", "create table u ()")
    #expect(refused.code == 1 && refused.errors.contains("read-only transaction"))
    let unlocking = ["--tenant", "ada", "--branch", "dev", "--unlock", "dev", "-qc", "create table u (); drop table u"]
    #expect(try ProgramRun(unlocking, home: home.directory.path).code == 0)
    #expect(try home.perch("branches", "delete", "ada/dev", "--yes").errors.contains("\"dev\" is protected"))
    #expect(try home.perch("branches", "protect", "ada/dev", "--off").code == 0)
    #expect(try home.perch("branches", "rename", "ada/dev", "fix").code == 0)
    #expect(try home.perch("branches", "expire", "ada/fix", "1d", "--yes").code == 0)
    #expect(try home.perch("branches", "protect", "ada/fix", "--yes").errors.contains("its expiry is gone"))
    #expect(try home.perch("branches", "protect", "ada/fix", "--off").code == 0)
    #expect(try home.perch("branches", "create", "ada/child", "--from", "fix").code == 0)
    #expect(try home.perch("branches", "delete", "ada/fix", "--yes").code == 0)
    let orphan = try home.perch("branches", "show", "ada/child", "--format", "json").output
    #expect(orphan.contains("\"parent\":null") && orphan.contains("\"former_parent\":\"fix\""), "\(orphan)")
    let missing = try home.perch("branches", "show", "ada/fix")
    #expect(missing.code == 1 && missing.errors == "perch: there is no branch \"fix\"\n")
    let past = try home.perch("connect", "ada/main@-2h")
    #expect(past.code == 1 && past.errors.contains("the local server keeps no history"))
    let uri = try home.perch("connect", "ada/main", "--no-secrets").output
    #expect(uri.hasPrefix("postgresql://ada@/ada?"))
    #expect(try home.perch(String(uri.dropLast()), "-Atc", "select n from t").output == "1\n")
  }

  private func showsItsSizeAndKeepsItsHistory(_ home: Home) throws {
    func size() throws -> Substring? {
      try home.perch("branches", "show", "ada/dev", "--format", "json").output.firstMatch(of: /"size_bytes":(\d+)/)?.1
    }
    let before = try size()
    _ = try home.perch(
      "--tenant", "ada", "--branch", "dev", "-c",
      "create table big as select repeat('x', 1000) from generate_series(1, 999)")
    #expect(try size() != before && before != nil)
    let history = home.directory.names(in: "history").compactMap { home.directory.text(of: "history/" + $0) }.joined()
    #expect(history.contains("\"tenant\":\"ada\",\"branch\":\"dev\""), "\(history)")
  }

  private func otherIsOnTheParent(_ home: Home) throws {
    let other = try Connection(LocalServer(dataHome: home.directory.path).settings(database: "ada", user: "ada"))
    let late = try withExtendedLifetime(other) { try home.perch("branches", "create", "ada/late") }
    #expect(
      late.code == 1 && late.errors.contains("; --by-dump copies beside them, --force ends them"), "\(late.errors)")
  }

  @Test func `Tenants that nobody used for long are archived from the shell, and none is said to be none`() throws {
    let home = Home()
    #expect(try home.perch("tenants", "create", "ada").code == 0)
    let none = try home.perch("tenants", "archive", "--inactive", "30")
    #expect(none.code == 0 && none.output.isEmpty)
    #expect(none.errors == "perch: no tenant to archive: each was used in the last 30 days\n")
    #expect(try home.perch("tenants", "archive", "--inactive", "30", "--format", "json").output == "[]\n")
    let registry = try Connection(
      LocalServer(dataHome: home.directory.path).settings(database: "perch_platform", user: LocalServer.adminRole))
    try registry.execute("update platform_tenants set last_used_at = now() - interval '31 days'")
    let some = try home.perch("tenants", "archive", "--inactive", "30", "--format", "json")
    #expect(some.output.contains("\"name\":\"ada\",\"state\":\"archived\""), "\(some.output)\(some.errors)")
    #expect(try home.perch("tenants", "show", "ada").output.contains("archived"))
  }

  @Test func `Subcommands find the demo tenants where nobody made a tenant, and the one that they name`() throws {
    let home = Home()
    let made = try home.perch("branches", "create", "globex/try")
    #expect(made.code == 0 && made.output.contains("globex  try   main"), "\(made.output)\(made.errors)")
    #expect(made.errors.contains("perch: globex: creating"))
    #expect(try home.perch("tenants", "delete", "globex", "--yes").code == 0)
    #expect(try home.perch("tenants", "create", "ada").code == 0)
    let names = try home.perch("tenants", "list", "--format", "json").output.matches(of: /"name":"(\w+)"/).map(\.1)
    #expect(names == ["ada"], "who has tenants of his own gets no others unasked")
    #expect(try home.perch("connect", "globex").errors == "perch: there is no tenant \"globex\"\n")
  }

  @Test func `Wrong words are told with what there is`() throws {
    let home = Home()
    let unknown = try home.perch("branches", "frobnicate")
    #expect(unknown.code == 64)
    #expect(unknown.errors.contains("branches: unknown word \"frobnicate\"; there are list, show, create, rename"))
    let missing = try home.perch("branches", "rename", "ada/dev")
    #expect(missing.code == 64 && missing.errors.contains("NEW-NAME is missing: perch branches rename TENANT/BRANCH"))
    for subcommand in ["platform", "history", "doctor", "format"] {
      let help = try home.perch(subcommand, "--help")
      #expect(help.code == 0 && help.output.hasPrefix("perch \(subcommand)"), "\(help.errors)")
    }
    let nowhere = try home.perch("connect")
    #expect(nowhere.code == 64 && nowhere.errors.contains("TENANT/BRANCH is missing: perch connect TENANT/BRANCH"))
    #expect(try home.perch("tenants", "show", "a", "b").errors.contains("one word too many, \"b\""))
    #expect(try home.perch("tenants", "list", "--format", "xml").code == 64)
    #expect(try home.perch("tenants", "list", "--platform", "nowhere").code == 64)
    #expect(try home.perch("branches", "--help").output.contains("perch branches reset TENANT/BRANCH [--keep NAME]"))
    #expect(try home.perch("platform", "status").output.contains("not set up"))
  }
}
