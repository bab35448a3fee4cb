import Database
import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Platform

/// A started platform in a home of its own.
struct PlatformFixture {
  let home = TemporaryHome()
  let platform: LocalPlatform

  init() throws {
    platform = LocalPlatform(server: home.server)
    try platform.start()
  }

  func connect(_ tenant: String, _ branch: String = "main") throws -> Connection {
    try Connection(try platform.connection(tenant: tenant, branch: branch))
  }

  /// As the tenant's owner, whatever state the registry knows.
  func connect(to tenant: String) throws -> Connection {
    try Connection(try home.server.settings(database: tenant, user: tenant))
  }

  func value(_ tenant: String, _ sql: String) throws -> String? { try value(tenant, "main", sql) }

  func value(_ tenant: String, _ branch: String, _ sql: String) throws -> String? {
    try connect(tenant, branch).execute(sql).text(row: 0, column: 0)
  }
}

@Suite struct LocalPlatformTests {
  @Test func `a tenant is a database and an owner role, closed to others`() throws {
    let fixture = try PlatformFixture()
    let tenant = try fixture.platform.createTenant("ada")
    #expect(tenant.state == .ready)
    #expect(tenant.ownerRole == "ada")
    #expect(try fixture.value("ada", "select current_user || ' ' || current_database()") == "ada ada")
    try fixture.platform.createTenant("bob")
    let foreign = try fixture.platform.connection(tenant: "ada", branch: "main").with("user", "bob")
    let error = #expect(throws: ServerError.self) { try Connection(foreign) }
    #expect(error?.message.contains("permission denied for database \"ada\"") == true)
    #expect(
      try fixture.home.psql("select rolsuper or rolcreatedb or rolcreaterole from pg_roles where rolname = 'ada'")
        == "f")
  }

  @Test func `a branch is a copy that changes alone`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.connect("ada").execute("create table t (n int); insert into t select generate_series(1, 10)")
    let branch = try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "feature/x")
    #expect(branch.origin == .head(of: "main"))
    #expect(branch.parent == "main")
    #expect(branch.database == "ada--feature/x")
    #expect(branch.state == .ready)
    try fixture.connect("ada", "feature/x").execute("insert into t values (11); create table u ()")
    #expect(try fixture.value("ada", "feature/x", "select count(*) from t") == "11")
    #expect(try fixture.value("ada", "select count(*) || coalesce(to_regclass('u')::text, '') from t") == "10")
    let child = try fixture.platform.createBranch(tenant: "ada", parent: "feature/x", name: "y")
    #expect(child.parent == "feature/x")
    try fixture.platform.deleteBranch(tenant: "ada", name: "feature/x")
    let left = try fixture.platform.branches(of: "ada")
    #expect(left.map(\.name) == ["main", "y"])
    #expect(left[1].parent == nil)
    #expect(left[1].origin == .head(of: "feature/x"))
    #expect(try fixture.value("ada", "y", "select count(*) from t") == "11")
  }

  @Test func `other people's sessions are named and left alone, a dump copies beside them`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    let other = try Connection(
      try fixture.platform.connection(tenant: "ada", branch: "main").with("application_name", "someone's report"))
    try other.execute("create table t as select 1 as n; create view v as select * from t; comment on table t is 'kept'")
    let error = #expect(throws: PlatformError.self) {
      try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    }
    guard case .sessionsInTheWay("main", let sessions) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      sessions == [
        BlockingSession(
          pid: other.backendPID, user: "ada", application: "someone's report", client: "local", state: "idle")
      ])
    #expect(try fixture.platform.branches(of: "ada").map(\.name) == ["main"])
    #expect(try other.execute("select n from t").text(row: 0, column: 0) == "1")
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b", method: .dump)
    #expect(try other.execute("select n from t").text(row: 0, column: 0) == "1")
    #expect(try fixture.value("ada", "b", "select n || obj_description('t'::regclass) from v") == "1kept")
    #expect(
      try fixture.value("ada", "b", "select tableowner from pg_tables where tablename = 't'") == "ada")
    let deletion = #expect(throws: PlatformError.self) { try fixture.platform.deleteTenant("ada") }
    #expect(deletion?.reason == "sessions_in_the_way")
  }

  @Test func `a session that was closed and is still seen is waited for, however slow the looks are`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    let server = try Connection(
      try fixture.home.server.settings(database: "postgres", user: LocalServer.adminRole))
    let closed: Int32
    do {
      let session = try fixture.connect("ada")
      closed = session.backendPID
      kill(closed, SIGSTOP)
    }
    defer { kill(closed, SIGCONT) }
    let platform = fixture.platform
    let copying = BlockingWork { try platform.createBranch(tenant: "ada", parent: "main", name: "b") }
    let looking = """
      select pid from pg_stat_activity
      where datname = 'perch_platform' and query like '%FROM pg_catalog.pg_stat_activity%'
      """
    let looker = try eventually("somebody looks") {
      let rows = try server.execute(looking)
      return rows.rowCount == 0 ? nil : rows.text(row: 0, column: 0).flatMap(Int32.init)
    }
    func lastLook() throws -> String? {
      let rows = try server.execute("select query_start from pg_stat_activity where pid = \(looker)")
      return rows.rowCount == 0 ? nil : rows.text(row: 0, column: 0)
    }
    kill(looker, SIGSTOP)
    defer { kill(looker, SIGCONT) }
    // A machine that gives it no time, for longer than looking takes on a free one.
    usleep(500_000)
    let before = try lastLook()
    kill(looker, SIGCONT)
    _ = try eventually("it looks again") { try lastLook() == before ? nil : true }
    kill(looker, SIGSTOP)
    kill(closed, SIGCONT)
    _ = try eventually("the session is gone") {
      try server.execute("select from pg_stat_activity where pid = \(closed)").rowCount == 0 ? true : nil
    }
    kill(looker, SIGCONT)
    #expect(try copying.wait().get().state == .ready)
  }

  @Test func `the caller's own sessions are ended for the copy`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    // Who left them to PostgreSQL would wait five seconds each time; a busy machine is slow only at times.
    let isInTime = try (1...5).contains { number in
      let own = try fixture.connect("ada")
      let started = MonotonicTime.now
      try fixture.platform.createBranch(
        tenant: "ada", parent: "main", name: "b\(number)", Call(ownPIDs: [own.backendPID]))
      let seconds = MonotonicTime.now - started
      #expect(throws: ServerError.self) { try own.execute("select 1") }
      return seconds < 4
    }
    #expect(isInTime)
  }

  @Test(arguments: [false, true]) func `a copy keeps privileges, limits, comment and settings`(byDump: Bool) throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.platform.createTenant("bob")
    _ = try fixture.home.psql(
      """
      grant connect on database ada to bob; alter database ada connection limit 17; comment on database ada is 'it''s ada';
      alter database ada set work_mem = '7MB'; alter database ada set search_path = "$user", 'odd "name', public;
      alter role bob in database ada set statement_timeout = '3s'; alter database ada set my.word = 'a ''quoted'' word'
      """)
    let wanted = """
      select datacl::text, datconnlimit, shobj_description(oid, 'pg_database'), (select array_agg(coalesce(setrole::regrole::text, '')
      || setconfig::text order by setrole) from pg_db_role_setting where setdatabase = d.oid) from pg_database d where datname =
      """
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b", method: byDump ? .dump : .files)
    let parent = try fixture.home.psql(wanted + " 'ada'")
    #expect(parent.contains("bob=c/ada"))
    #expect(parent.contains("statement_timeout"))
    #expect(try fixture.home.psql(wanted + " 'ada--b'") == parent)
    #expect(try fixture.value("ada", "b", "show search_path") == "\"$user\", \"odd \"\"name\", public")
  }

  @Test func `names are checked for length and letters before anything happens`() throws {
    let fixture = try PlatformFixture()
    let long = String(repeating: "x", count: 40)
    try fixture.platform.createTenant(long)
    let tooLong = #expect(throws: PlatformError.self) {
      try fixture.platform.createBranch(tenant: long, parent: "main", name: String(repeating: "y", count: 22))
    }
    #expect(tooLong?.message == "branch name: 22 bytes are too long, 21 are possible in tenant \"\(long)\"")
    let longest = String(repeating: "y", count: 21)
    #expect(try fixture.platform.createBranch(tenant: long, parent: "main", name: longest).database.utf8.count == 63)
    for name in ["", "Ada", "a b", "a--b", "-a", "é", "postgres", "perch", "a\"b", String(repeating: "x", count: 64)] {
      let error = #expect(throws: PlatformError.self, "\(name)") { try fixture.platform.createTenant(name) }
      #expect(error?.reason == "invalid")
    }
    #expect(try fixture.platform.tenants().map(\.name) == [long])
  }

  @Test func `a name that is taken or missing is said so`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    #expect(throws: PlatformError.nameTaken(.tenant, name: "ada")) { try fixture.platform.createTenant("ada") }
    #expect(throws: PlatformError.nameTaken(.branch, name: "main")) {
      try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "main")
    }
    #expect(throws: PlatformError.notFound(.tenant, name: "bob")) {
      try fixture.platform.connection(tenant: "bob", branch: "main")
    }
    #expect(throws: PlatformError.notFound(.branch, name: "dev")) {
      try fixture.platform.connection(tenant: "ada", branch: "dev")
    }
    _ = try fixture.home.psql("create database \"ada--foreign\"")
    #expect(throws: PlatformError.nameTaken(.branch, name: "foreign")) {
      try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "foreign")
    }
    #expect(try fixture.home.psql("select count(*) from pg_database where datname = 'ada--foreign'") == "1")
    _ = try fixture.home.psql("create role carl")
    #expect(throws: PlatformError.nameTaken(.tenant, name: "carl")) { try fixture.platform.createTenant("carl") }
    #expect(try fixture.home.psql("select count(*) from pg_roles where rolname = 'carl'") == "1")
    #expect(try fixture.platform.tenants().map(\.name) == ["ada"])
  }

  @Test func `default and protected branches are not deleted`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    try fixture.platform.setProtected(true, tenant: "ada", branch: "b")
    for name in ["main", "b"] {
      let error = #expect(throws: PlatformError.self) { try fixture.platform.deleteBranch(tenant: "ada", name: name) }
      #expect(error?.reason == "protected")
    }
    try fixture.platform.setProtected(false, tenant: "ada", branch: "b")
    try fixture.platform.deleteBranch(tenant: "ada", name: "b")
    try fixture.platform.deleteTenant("ada")
    #expect(try fixture.platform.tenants() == [])
    #expect(try fixture.home.psql("select count(*) from pg_database where datname like 'ada%'") == "0")
    #expect(try fixture.home.psql("select count(*) from pg_roles where rolname = 'ada'") == "0")
  }

  @Test func `changes of one tenant from several processes happen one after the other`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    let failures = Mutex<[String]>([])
    let threads = (1...4).map { number in
      let platform = LocalPlatform(server: fixture.home.another())
      return startThread {
        do throws(PlatformError) {
          try platform.createBranch(tenant: "ada", parent: "main", name: "b\(number)")
        } catch { failures.withLock { $0.append(error.message) } }
      }
    }
    for thread in threads { pthread_join(thread, nil) }
    #expect(failures.withLock { $0 } == [])
    #expect(try fixture.platform.branches(of: "ada").map(\.name).sorted() == ["b1", "b2", "b3", "b4", "main"])
    #expect(try fixture.platform.branches(of: "ada").allSatisfy { $0.state == .ready && $0.sizeBytes ?? 0 > 1_000_000 })
  }

  @Test func `a login says what its session must find`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    let main = try fixture.platform.branches(of: "ada")[0]
    let expected = try fixture.platform.login(LoginTarget(main), Call()).expected
    #expect(expected.database == "ada" && expected.user == "ada")
    let identifier = try fixture.value("ada", "main", "select system_identifier from pg_control_system()")
    #expect(expected.systemIdentifier == identifier)
  }

  @Test func `a branch is renamed with its database`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "old")
    try fixture.platform.renameBranch(tenant: "ada", name: "old", to: "new")
    #expect(try fixture.value("ada", "new", "select current_database()") == "ada--new")
    #expect(throws: PlatformError.nameTaken(.branch, name: "main")) {
      try fixture.platform.renameBranch(tenant: "ada", name: "new", to: "main")
    }
    #expect(try fixture.platform.branches(of: "ada").map(\.name) == ["main", "new"])
  }

  @Test func `the registry shows an owner role its own tenant only`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.platform.createTenant("bob")
    try fixture.platform.createBranch(tenant: "bob", parent: "main", name: "b")
    let registry = try Connection(try fixture.home.server.settings(database: "perch_platform", user: "bob"))
    func all(_ sql: String) throws -> [String?] {
      let rows = try registry.execute(sql)
      return (0..<rows.rowCount).map { rows.text(row: $0, column: 0) }
    }
    #expect(try all("select name from platform_tenants") == ["bob"])
    #expect(try all("select name from tenant_branches order by 1") == ["b", "main"])
    #expect(try all("select distinct tenant from audit") == ["bob"])
    #expect(try all("select member_role from tenant_permissions") == ["bob"])
    #expect(throws: ServerError.self) { try registry.execute("delete from audit") }
  }
}
