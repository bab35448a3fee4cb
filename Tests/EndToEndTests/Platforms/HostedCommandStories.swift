import Glibc
import Platform
import TestSupport
import Testing

/// The same verbs on a platform behind HTTP.
struct HostedCommandStories {
  private let directory = TemporaryDirectory()

  private func perch(_ stub: NeonStub, _ arguments: String...) throws -> ProgramRun { try perch(stub, arguments) }

  private func perch(_ stub: NeonStub, _ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(
      arguments + ["--platform", "neon"], home: directory.path,
      environment: ["NEON_BASE_URL": stub.address, "NEON_API_KEY": "napi_key"])
  }

  @Test func `Tenants and branches of a hosted platform are listed, made and deleted by name`() throws {
    let stub = NeonStub()
    stub.addProject("acme")
    let list = try perch(stub, "tenants", "list")
    #expect(list.code == 0 && list.output.contains("acme"), "\(list.errors)")
    let made = try perch(stub, "branches", "create", "acme/dev")
    #expect(made.code == 0 && made.output.contains("dev"), "\(made.errors)")
    #expect(try perch(stub, "branches", "list", "acme").output.contains("dev"))
    #expect(try perch(stub, "branches", "show", "acme/nope").errors == "perch: there is no branch \"nope\"\n")
    #expect(try perch(stub, "branches", "delete", "acme/dev").code == 64)
    let deleted = try perch(stub, "branches", "delete", "acme/dev", "--yes")
    #expect(deleted.code == 0, "\(deleted.errors)")
    let refused = try perch(stub, "tenants", "archive", "acme")
    #expect(refused.code == 1 && refused.errors.contains("Neon archives branches by itself"))
    let words = try ProgramRun(
      ["completion", "words", "--", "branches", "show", "--platform", "neon", "acme/"], home: directory.path,
      environment: ["NEON_BASE_URL": stub.address, "NEON_API_KEY": "napi_key"])
    #expect(words.output.contains("acme/main") || words.output.contains("acme/production"), "\(words.output)")
    #expect(![list, made, deleted, refused].contains { ($0.output + $0.errors).contains("napi_key") })
  }

  @Test func `What a branch holds and runs on is listed and changed from the shell`() throws {
    let stub = NeonStub()
    stub.addProject("acme")
    let schema = try perch(stub, "branches", "schema", "acme/main@-2h")
    #expect(schema.code == 0 && schema.output.contains("CREATE TABLE t"), "\(schema.errors)")
    let asked = stub.server.requests.last { $0.path.last == "schema" }
    #expect(asked?.query["timestamp"]?.isEmpty == false && asked?.query["db_name"] == "app")
    let compared = try perch(stub, "branches", "compare", "acme/main", "acme/main@-1d")
    #expect(compared.code == 0 && compared.output.contains("+CREATE TABLE"), "\(compared.errors)")
    #expect(try perch(stub, "branches", "databases", "acme/main").output.contains("app_owner"))
    let owner = ["--owner", "app_owner", "--no-wait"]
    #expect(try perch(stub, ["branches", "databases", "acme/main", "create", "shop"] + owner).code == 0)
    #expect(try perch(stub, "branches", "databases", "acme/main", "drop", "shop").code == 64)
    #expect(try perch(stub, "branches", "roles", "acme/main", "drop", "app_owner", "--yes", "--no-wait").code == 0)
    #expect(try perch(stub, "branches", "roles", "acme/main", "paint", "x").errors.contains("create, drop, password"))
    let sleeping = try perch(stub, "branches", "computes", "acme/main")
    #expect(sleeping.output.contains("sleeping"), "\(sleeping.output)")
    #expect(try perch(stub, "branches", "computes", "acme/main", "start", "--no-wait").output.contains("running"))
    #expect(try perch(stub, "branches", "default", "acme/main", "--no-wait").code == 0)
  }

  @Test func `Snapshots are taken, made branches of, and deleted by name`() throws {
    let stub = NeonStub()
    let project = stub.addProject("acme")
    #expect(try perch(stub, "branches", "snapshots", "acme/main", "create", "before").output.contains("before"))
    let restored = try perch(
      stub, "branches", "snapshots", "acme/main", "restore", "before", "--as", "again", "--no-wait")
    #expect(restored.code == 0 && stub.branchNames(project).contains("again"), "\(restored.errors)")
    #expect(try perch(stub, "branches", "snapshots", "acme/main", "restore", "never").errors.contains("\"never\""))
    let deleted = try perch(stub, "branches", "snapshots", "acme/main", "delete", "before", "--yes")
    #expect(deleted.code == 0 && !deleted.output.contains("before"), "\(deleted.errors)")
  }

  @Test func `A statement goes over HTTP where that is asked for, and says so`() throws {
    let stub = NeonStub()
    stub.addProject("acme")
    let words = ["branches", "query", "acme/main", "select 1", "--database", "app", "--platform", "neon"]
    let variables = [
      "NEON_BASE_URL": stub.address, "NEON_API_KEY": "napi_key", "NEON_SQL_BASE_URL": stub.server.address,
    ]
    let read = try ProgramRun(words, home: directory.path, environment: variables)
    #expect(read.code == 0 && read.output.contains("select 1  true"), "\(read.output) \(read.errors)")
    #expect(read.errors.contains("over HTTP") && read.errors.contains("no session"))
    let write = try ProgramRun(words + ["--write", "--format", "json"], home: directory.path, environment: variables)
    #expect(write.code == 0 && write.output.contains("\"read_only\":\"false\""), "\(write.output) \(write.errors)")
    #expect(![read, write].contains { ($0.output + $0.errors).contains("npg_secret") })
  }

  @Test func `A deleted tenant says how it comes back, and does`() throws {
    let stub = NeonStub()
    let id = stub.addProject("acme")
    let deleted = try perch(stub, "tenants", "delete", "acme", "--yes")
    #expect(deleted.code == 0 && deleted.errors.contains("perch tenants recover \(id)"), "\(deleted.errors)")
    #expect(stub.projectNames.isEmpty)
    let back = try perch(stub, "tenants", "recover", id)
    #expect(back.code == 0 && stub.projectNames == ["acme"], "\(back.errors)")
    #expect(try perch(stub, "tenants", "recover", "proj-nope").code == 1)
  }

  @Test func `Usage is told for now and for a time, and the doctor tells of the key and the rate`() throws {
    let stub = NeonStub()
    stub.addProject("acme")
    #expect(try perch(stub, "tenants", "usage", "acme").output.contains("compute_time_seconds"))
    let variables = ["NEON_BASE_URL": stub.address, "NEON_API_KEY": "napi_key", "NEON_ORG_ID": "org-1"]
    let past = try ProgramRun(
      ["tenants", "usage", "acme", "--since", "7d", "--platform", "neon"], home: directory.path, environment: variables)
    #expect(past.code == 0 && past.output.contains("3,600"), "\(past.output) \(past.errors)")
    let doctor = try ProgramRun(["doctor", "--platform", "neon"], home: directory.path, environment: variables)
    #expect(doctor.output.contains("platform neon") && doctor.output.contains("requests a minute"), "\(doctor.output)")
  }

  @Test func `Without a key it is told where to put one`() throws {
    let run = try ProgramRun(["tenants", "list", "--platform", "neon"], home: directory.path)
    #expect(run.code == 1 && run.errors.contains("NEON_API_KEY"))
  }
}
