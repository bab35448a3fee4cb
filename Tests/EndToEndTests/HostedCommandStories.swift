import Glibc
import Platform
import TestSupport
import Testing

/// The same verbs on a platform behind HTTP.
struct HostedCommandStories {
  private let directory = TemporaryDirectory()

  private func perch(_ stub: NeonStub, _ arguments: String...) throws -> ProgramRun {
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

  @Test func `Without a key it is told where to put one`() throws {
    let run = try ProgramRun(["tenants", "list", "--platform", "neon"], home: directory.path)
    #expect(run.code == 1 && run.errors.contains("NEON_API_KEY"))
  }
}
