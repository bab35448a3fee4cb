import Database
import Postgres
import TestSupport
import Testing

@testable import Platform

@Suite struct MemberTests {
  private let home = TemporaryHome()

  private func run(_ sql: String, as user: String, on database: String) throws -> String {
    let rows = try Connection(home.server.settings(database: database, user: user)).execute(sql)
    return rows.rowCount == 0 ? "" : rows.text(row: 0, column: 0) ?? "NULL"
  }

  private func platform() throws -> LocalPlatform {
    let platform = LocalPlatform(server: home.server)
    try platform.start()
    return platform
  }

  @Test func `A member does what its level allows, in its tenant alone, and nothing once it is out`() throws {
    let platform = try platform()
    for name in ["ada", "bob"] {
      try platform.createTenant(name, blueprint: .statements("create table t as select 1 as n"))
    }
    try platform.setMember("eve", level: .viewer, of: "ada")
    #expect(try run("select n from t", as: "eve", on: "ada") == "1")
    #expect(throws: (any Error).self) { try run("insert into t values (2)", as: "eve", on: "ada") }
    #expect(throws: (any Error).self) { try run("select 1", as: "eve", on: "bob") }
    // What the owner makes later, and a branch made later, are read too.
    _ = try run("create schema s; create table s.u as select 7 as n", as: "ada", on: "ada")
    try platform.createBranch(tenant: "ada", parent: "main", name: "dev")
    #expect(try run("select n from s.u", as: "eve", on: "ada--dev") == "7")

    try platform.setMember("eve", level: .developer, of: "ada")
    try platform.setMember("eve", level: .viewer, of: "bob")
    _ = try run("create table made (); insert into t values (2)", as: "eve", on: "ada")
    #expect(try run("select tableowner from pg_tables where tablename = 'made'", as: "ada", on: "ada") == "ada")
    #expect(try platform.registry().members(of: "ada").map(\.role) == ["owner", "developer"])

    try platform.setMember("eve", level: nil, of: "ada")
    #expect(throws: (any Error).self) { try run("select 1", as: "eve", on: "ada") }
    #expect(try run("select n from t", as: "eve", on: "bob") == "1")
    try platform.deleteTenant("bob")
    #expect(try home.psql("select count(*) from pg_roles where rolname = 'eve'") == "0")
    #expect(try platform.orphans() == [])
  }

  @Test func `Owners of tenants and administrators are no members`() throws {
    let platform = try platform()
    for name in ["ada", "bob"] { try platform.createTenant(name) }
    for name in ["ada", "bob", LocalServer.adminRole, "pg_monitor", "Eve"] {
      #expect(throws: PlatformError.self, "\(name)") { try platform.setMember(name, level: .viewer, of: "ada") }
    }
    #expect(throws: PlatformError.notFound(.role, name: "eve")) {
      try platform.setMember("eve", level: nil, of: "ada")
    }
  }
}
