import Platform
import Postgres
import TestSupport
import Testing

/// A platform behind HTTP leads to a real server.
struct HostedStories {
  private let home = TemporaryDirectory()
  private let stub: TeamStub
  private let variables: [String: String]

  init() throws {
    let settings = try PrivateServer.shared.get().settings()
    stub = TeamStub(connection: [
      "host": JSON.text(settings["host"] ?? ""), "database": "postgres", "user": JSON.text(settings["user"] ?? ""),
      "password": "short-lived",
    ])
    stub.addTenant("acme")
    variables = ["PERCH_PLATFORM_URL": stub.server.address, "PERCH_API_KEY": "team-key"]
  }

  private func perch(_ arguments: [String], _ variables: [String: String], in place: String? = nil) throws -> ProgramRun
  {
    try ProgramRun(arguments, home: home.path, environment: variables, in: place)
  }

  @Test func `A branch of a platform is connected to by its names`() throws {
    let words = ["--platform", "platform", "--tenant", "acme", "--branch", "main", "-At", "-c", "select 40 + 2"]
    let run = try perch(words, variables)
    #expect(run.output == "42\n" && run.code == 0)
    #expect(!run.errors.contains("short-lived"))
  }

  @Test func `A name that is not there connects nowhere`() throws {
    let run = try perch(
      ["--platform", "platform", "--tenant", "acme", "--branch", "mian", "-c", "select 1"], variables)
    #expect(run.code == 1 && run.errors.contains("there is no branch \"mian\"") && run.output.isEmpty)
    let guess = try perch(["--platform", "platform", "--tenant", "acme", "-c", "select 1"], variables)
    #expect(guess.code == 64 && guess.errors.contains("--branch"))
  }

  @Test func `A missing key is told with the place for it`() throws {
    let run = try perch(["--platform", "neon", "--tenant", "a", "--branch", "b", "-c", "select 1"], [:])
    #expect(run.code == 1 && run.errors.contains("NEON_API_KEY") && run.errors.contains("token-command"))
  }

  @Test func `The workbench connects to a platform's branch and lists its tenants`() throws {
    stub.addTenant("globex")
    let terminal = try PseudoTerminal(
      ["--platform", "platform", "--tenant", "acme", "--branch", "main"], home: home.path,
      environment: variables.mapValues { $0 }, columns: 120, rows: 36, keeping: home)
    try terminal.wait(for: "no tx")
    try terminal.wait(for: "acme ▸ main")
    try terminal.press("F2")
    try terminal.wait(for: "globex")
  }

  @Test func `A platform alone opens the list of its tenants, of which one is gone to`() throws {
    let terminal = try PseudoTerminal(
      ["--platform", "platform"], home: home.path, environment: variables.mapValues { $0 }, columns: 120, rows: 36,
      keeping: home)
    try terminal.wait(for: "Enter lists its branches")
    try terminal.press("Enter")
    try terminal.wait(for: "acme ▸ main")
    try terminal.press("Enter")
    try terminal.wait(for: "no tx")
  }

  @Test func `A role that ends is asked for anew before somebody goes its way again`() throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    // As good as over when it is given.
    let stub = TeamStub(connection: [
      "host": JSON.text(settings["host"] ?? ""), "database": JSON.text(settings["dbname"] ?? ""),
      "user": JSON.text(settings["user"] ?? ""), "password": "short-lived", "expiresAt": "2020-01-01T00:00:00Z",
    ])
    stub.addTenant("acme")
    let terminal = try PseudoTerminal(
      ["--platform", "platform", "--tenant", "acme", "--branch", "main"], home: home.path,
      environment: ["PERCH_PLATFORM_URL": stub.server.address, "PERCH_API_KEY": "team-key"], keeping: home)
    try terminal.wait(for: "no tx")
    let line = "GET /api/v1/tenants/t-acme/branches/b-main/connection"
    _ = try eventually("the catalog's reader has a role of its own") { stub.server.count(line) > 1 ? true : nil }
    let before = stub.server.count(line)
    try terminal.query("create table made_later (n int)")
    try terminal.wait(for: "CREATE TABLE")
    _ = try eventually("another role for the changed catalog") { stub.server.count(line) > before ? true : nil }
  }

  // MARK: Addresses in the environment and in files

  private func address(_ query: String = "") throws -> String {
    let settings = try PrivateServer.shared.get().settings()
    let host = (settings["host"] ?? "").map { $0 == "/" ? "%2F" : String($0) }.joined()
    return "postgresql://\(settings["user"] ?? "")@\(host)/postgres" + query
  }

  @Test func `A file of the directory names the database, its foreign parameters translated`() throws {
    home.write("# secrets\nexport DATABASE_URL=\"\(try address("?pgbouncer=true&schema=pg_catalog"))\"\n", to: ".env")
    let run = try perch(["-At", "-c", "show search_path"], [:], in: home.path)
    #expect(run.output == "pg_catalog\n" && run.code == 0)
    #expect(run.errors.contains("pgbouncer=true was understood") && run.errors.contains("DIRECT_DATABASE_URL"))
  }

  @Test func `A script whose address cannot be read from the file runs nowhere else`() throws {
    home.write("DATABASE_URL=postgresql://${OWNER}@db.example.com/shop\n", to: ".env")
    let run = try perch(["-At", "-c", "select 1"], [:], in: home.path)
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(
      run.errors == "perch: .env: DATABASE_URL refers to other variables or is not closed, and was not read; "
        + "name a database, or --local for the local platform\n")
  }

  @Test func `The direct address wins, and the environment wins over files`() throws {
    home.write("DATABASE_URL=postgresql://nobody@127.0.0.1:1/nowhere\n", to: ".env")
    let run = try perch(["-At", "-c", "select 1"], ["DIRECT_DATABASE_URL": try address()], in: home.path)
    #expect(run.output == "1\n")
    let named = try perch(["-At", "-c", "select 1"], ["DATABASE_URL": try address()], in: home.path)
    #expect(named.output == "1\n")
  }

  @Test func `A file cannot send a key of the environment elsewhere`() throws {
    home.write("PERCH_PLATFORM_URL=\(stub.server.address)\n", to: ".env")
    let words = ["--platform", "platform", "--tenant", "acme", "--branch", "main", "-c", "select 1"]
    let run = try perch(words, ["PERCH_API_KEY": "team-key"], in: home.path)
    #expect(run.code == 1 && run.errors.contains("PERCH_PLATFORM_URL") && stub.server.requests.isEmpty)
  }
}
