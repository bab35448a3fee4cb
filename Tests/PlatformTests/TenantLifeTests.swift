import Database
import Glibc
import Postgres
import Synchronization
import Testing

@testable import Platform

@Suite struct TenantLifeTests {
  private func fixture() throws -> PlatformFixture {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.connect("ada").execute("create table t as select n from generate_series(1, 1000) as n")
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    return fixture
  }

  @Test func `a suspended tenant lets nobody in, and comes back whole`() throws {
    let fixture = try fixture()
    let other = try fixture.connect("ada")
    #expect(throws: PlatformError.self) { try fixture.platform.suspendTenant("ada") }
    #expect(try other.execute("select 1").text(row: 0, column: 0) == "1")
    try fixture.platform.suspendTenant("ada", Call(endsOtherSessions: true))
    #expect(try fixture.platform.tenants().first?.state == .paused)
    #expect(try fixture.platform.branches(of: "ada").map(\.state) == [.paused, .paused])
    let refusal = #expect(throws: PlatformError.self) {
      try fixture.platform.connection(tenant: "ada", branch: "main")
    }
    #expect(refusal?.message == "tenant \"ada\" is not ready: paused; tenants restore brings it back")
    #expect(try fixture.home.psql("select 1", database: "ada").contains("not currently accepting connections"))
    try fixture.platform.restoreTenant("ada")
    #expect(try fixture.value("ada", "b", "select count(*) from t") == "1000")
  }

  @Test func `an archived tenant is dumps only, and comes back with data, owners and settings`() throws {
    let fixture = try fixture()
    _ = try fixture.home.psql(
      "alter database ada connection limit 17; alter database ada set work_mem = '9MB'; comment on database ada is 'it''s ada'"
    )
    try fixture.platform.setProtected(true, tenant: "ada", branch: "b")
    let facts = """
      select string_agg(datname || datconnlimit || datallowconn || datacl::text || datistemplate || coalesce(shobj_description(oid, 'pg_database'), '') ||
      coalesce((select setconfig::text from pg_db_role_setting where setdatabase = d.oid), ''), ' ' order by datname)
      from pg_database d where datname like 'ada%'
      """
    let before = try fixture.home.psql(facts)
    try fixture.platform.archiveTenant("ada")
    #expect(try fixture.platform.tenants().first?.state == .archived)
    #expect(try fixture.home.psql("select count(*) from pg_database where datname like 'ada%'") == "0")
    let branches = try fixture.platform.branches(of: "ada")
    #expect(branches.allSatisfy { $0.state == .archived && $0.archivedBytes ?? 0 > 1000 })
    #expect(throws: PlatformError.self) { try fixture.platform.connection(tenant: "ada", branch: "main") }
    try fixture.platform.restoreTenant("ada")
    #expect(try fixture.home.psql(facts) == before)
    #expect(try fixture.value("ada", "select count(*) || current_user from t") == "1000ada")
    #expect(try fixture.value("ada", "b", "select count(*) from t") == "1000")
    #expect(Files.names(in: fixture.home.server.place.archive) == [])
    #expect(try fixture.platform.branches(of: "ada").allSatisfy { $0.archivedBytes == nil && $0.state == .ready })
  }

  @Test func `archiving that is given up opens the tenant again`() throws {
    let fixture = try fixture()
    let cancellation = Cancellation()
    let call = Call(cancellation: cancellation) { text in
      if text.hasPrefix("archiving ada ▸ b") { cancellation.cancel() }
    }
    #expect(throws: PlatformError.cancelled) { try fixture.platform.archiveTenant("ada", call) }
    #expect(try fixture.value("ada", "b", "select count(*) from t") == "1000")
    #expect(try fixture.home.psql("select datconnlimit from pg_database where datname = 'ada'") == "-1")
    #expect(Files.names(in: fixture.home.server.place.archive).filter { $0.hasSuffix(".dump") } == [])
  }

  @Test func `a dump that is gone is missed before anything is restored`() throws {
    let fixture = try fixture()
    try fixture.platform.archiveTenant("ada")
    let archive = fixture.home.server.place.archive
    let first = try #require(Files.names(in: archive).first)
    let path = archive + "/" + first
    #expect(rename(path, path + ".away") == 0)
    let error = #expect(throws: PlatformError.self) { try fixture.platform.restoreTenant("ada") }
    #expect(error?.reason == "file")
    #expect(try fixture.platform.tenants().first?.state == .archived)
    // What is no dump fails half way and leaves the tenant archived.
    try Files.write("no dump", to: path)
    #expect(throws: PlatformError.self) { try fixture.platform.restoreTenant("ada") }
    #expect(try fixture.platform.tenants().first?.state == .archived)
    #expect(rename(path + ".away", path) == 0)
    try fixture.platform.restoreTenant("ada")
    #expect(try fixture.value("ada", "select count(*) from t") == "1000")
  }

  @Test func `tenants that nobody used for long are archived`() throws {
    let fixture = try fixture()
    try fixture.platform.createTenant("bob")
    _ = try fixture.home.psql(
      "update platform_tenants set last_used_at = now() - interval '40 days' where name = 'ada'",
      database: "perch_platform")
    #expect(try fixture.platform.archiveIdleTenants(days: 30) == ["ada"])
    #expect(try fixture.platform.tenants().map(\.state) == [.archived, .ready])
  }

  @Test func `a plan's limits stop what would exceed them`() throws {
    let fixture = try fixture()
    _ = try fixture.home.psql("update platform_tenants set max_databases = 2", database: "perch_platform")
    let tooMany = #expect(throws: PlatformError.self) {
      try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "c")
    }
    #expect(tooMany == .quota("tenant \"ada\" has 2 branches, plan free allows 2"))
    try fixture.platform.setPlan("enterprise", of: "ada")
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "c")
    _ = try fixture.home.psql("update platform_tenants set max_storage_mb = 25", database: "perch_platform")
    let tooLarge = #expect(throws: PlatformError.self) {
      try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "d")
    }
    #expect(tooLarge?.reason == "quota")
    try fixture.platform.setPlan("free", of: "ada")
    #expect(try fixture.home.psql("select rolconnlimit from pg_roles where rolname = 'ada'") == "20")
    let usage = try fixture.platform.usage(of: "ada")
    #expect(usage.first { $0.name == "branches" } == UsageFigure("branches", 3, .count, limit: 10))
    let storage = try #require(usage.first { $0.name == "storage_bytes" })
    #expect(storage.value > 20_000_000 && storage.limit == 1e9)
  }
}

@Suite struct OrphanTests {
  @Test func `what registry and server disagree on is told, and set right where no data is lost`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "gone")
    _ = try fixture.home.psql("drop database \"ada--gone\"")
    for sql in [
      "create database \"ada--found\" owner ada", "create database strange", "create database \"perch~new~x\"",
      "create role ghost login in role perch_tenants",
    ] { _ = try fixture.home.psql(sql) }
    let archive = fixture.home.server.place.archive
    try Files.makeDirectory(archive, mode: 0o700)
    try Files.write("half", to: archive + "/x.dump.unfinished")
    try Files.write("whole", to: archive + "/y.dump")
    let told = try fixture.platform.orphans().map { "\($0.kind.rawValue) \($0.name) \($0.remedy.rawValue)" }
    let lost = ["database strange leave", "dump y.dump leave"]
    #expect(
      Set(told)
        == Set(
          lost + [
            "database ada--found adopt", "scratch perch~new~x remove", "branch ada--gone forget",
            "dump x.dump.unfinished remove", "role ghost remove",
          ]))
    #expect(try fixture.platform.repair().count == 5)
    #expect(try fixture.platform.orphans().map { "\($0.kind.rawValue) \($0.name) \($0.remedy.rawValue)" } == lost)
    #expect(try fixture.platform.branches(of: "ada").map(\.name) == ["main", "found"])
    #expect(try fixture.value("ada", "found", "select current_database()") == "ada--found")
    #expect(try fixture.platform.orphans().first?.sizeBytes ?? 0 > 1_000_000)
  }
}
