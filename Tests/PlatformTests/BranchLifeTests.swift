import Database
import Postgres
import Synchronization
import Testing

@testable import Platform

@Suite struct BranchLifeTests {
  private func fixture() throws -> PlatformFixture {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.connect("ada").execute("create table t as select n from generate_series(1, 10) as n")
    return fixture
  }

  @Test func `a reset gives a branch its parent's data under the same name and keeps its settings`() throws {
    let fixture = try fixture()
    let before = try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    try fixture.connect("ada", "b").execute("drop table t; create table mine ()")
    _ = try fixture.home.psql("alter database \"ada--b\" set work_mem = '9MB'")
    try fixture.connect("ada").execute("insert into t values (11)")
    let branch = try fixture.platform.resetBranch(tenant: "ada", name: "b")
    #expect(branch.id == before.id)
    #expect(branch.resetAt != nil)
    #expect(try fixture.value("ada", "b", "select count(*) || coalesce(to_regclass('mine')::text, '') from t") == "11")
    #expect(try fixture.value("ada", "b", "show work_mem") == "9MB")
    #expect(try fixture.home.psql("select count(*) from pg_database where datname like 'perch~%'") == "0")
  }

  @Test func `a reset can keep what was there under another name`() throws {
    let fixture = try fixture()
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    try fixture.connect("ada", "b").execute("create table mine ()")
    try fixture.platform.resetBranch(tenant: "ada", name: "b", keeping: "b-before")
    #expect(try fixture.platform.branches(of: "ada").map(\.name).sorted() == ["b", "b-before", "main"])
    #expect(try fixture.value("ada", "b-before", "select to_regclass('mine')") == "mine")
    #expect(try fixture.value("ada", "b", "select to_regclass('mine')") == nil)
    #expect(throws: PlatformError.nameTaken(.branch, name: "b-before")) {
      try fixture.platform.resetBranch(tenant: "ada", name: "b", keeping: "b-before")
    }
  }

  @Test func `a branch takes the data of any other branch, never its own`() throws {
    let fixture = try fixture()
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "good")
    try fixture.connect("ada").execute("delete from t")
    try fixture.platform.restoreBranch(tenant: "ada", name: "main", from: "good")
    #expect(try fixture.value("ada", "select count(*) from t") == "10")
    #expect(throws: PlatformError.invalid(field: "source", reason: "a branch cannot be restored from itself")) {
      try fixture.platform.restoreBranch(tenant: "ada", name: "good", from: "good")
    }
    let orphan = #expect(throws: PlatformError.self) { try fixture.platform.resetBranch(tenant: "ada", name: "main") }
    #expect(orphan?.reason == "unsupported")
  }

  @Test func `sessions on a branch stop its reset until the caller says otherwise`() throws {
    let fixture = try fixture()
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    let other = try fixture.connect("ada", "b")
    let error = #expect(throws: PlatformError.self) { try fixture.platform.resetBranch(tenant: "ada", name: "b") }
    #expect(error?.reason == "sessions_in_the_way")
    #expect(try other.execute("select 1").text(row: 0, column: 0) == "1")
    try fixture.platform.resetBranch(tenant: "ada", name: "b", Call(endsOtherSessions: true))
    #expect(throws: ServerError.self) { try other.execute("select 1") }
    #expect(try fixture.value("ada", "b", "select count(*) from t") == "10")
  }

  @Test func `a reset copies beside the sessions on its source when it is to spare them`() throws {
    let fixture = try fixture()
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    let other = try fixture.connect("ada")
    var call = Call(endsOtherSessions: true)
    call.sparesSources = true
    try fixture.platform.resetBranch(tenant: "ada", name: "b", call)
    #expect(try other.execute("select 1").text(row: 0, column: 0) == "1")
    #expect(try fixture.value("ada", "b", "select count(*) from t") == "10")
  }

  @Test func `a branch without data has the tables and no rows`() throws {
    let fixture = try fixture()
    let branch = try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "empty", method: .schemaOnly)
    #expect(branch.origin == .schemaOnly(of: "main"))
    #expect(try fixture.value("ada", "empty", "select count(*) from t") == "0")
  }

  @Test func `a protected branch is read-only on the server, is not reset, and its copies are free`() throws {
    let fixture = try fixture()
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    try fixture.platform.setProtected(true, tenant: "ada", branch: "b")
    let refusal = #expect(throws: ServerError.self) {
      try fixture.connect("ada", "b").execute("insert into t values (1)")
    }
    #expect(refusal?.sqlState == "25006")
    #expect(throws: PlatformError.self) { try fixture.platform.resetBranch(tenant: "ada", name: "b") }
    #expect(throws: PlatformError.self) {
      try fixture.platform.setExpiry(2_000_000_000, tenant: "ada", branch: "b")
    }
    #expect(try fixture.home.psql("drop database \"ada--b\"").contains("cannot drop a template database"))
    try fixture.platform.createBranch(tenant: "ada", parent: "b", name: "copy")
    try fixture.connect("ada", "copy").execute("insert into t values (1)")
    try fixture.platform.setProtected(false, tenant: "ada", branch: "b")
    try fixture.connect("ada", "b").execute("insert into t values (1)")
  }

  @Test func `a branch that is asked for is measured, however little time there is`() throws {
    let fixture = try fixture()
    for name in ["a", "b", "c"] { try fixture.platform.createBranch(tenant: "ada", parent: "main", name: name) }
    func size() throws -> Int64? { try fixture.platform.branches(of: "ada").first { $0.name == "b" }?.sizeBytes }
    for _ in 1...3 {
      let before = try size()
      try fixture.connect("ada", "b").execute("insert into t select generate_series(1, 100000)")
      #expect(try fixture.platform.measureSizes(of: "ada", branch: "b", seconds: 0))
      #expect(try size() ?? 0 > before ?? .max)
    }
  }

  @Test func `expired branches go once nobody is on them`() throws {
    let fixture = try fixture()
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "past", expiresAt: 1_000_000_000)
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "busy", expiresAt: 1_000_000_000)
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "later", expiresAt: 4_000_000_000)
    do {
      let session = try fixture.connect("ada", "busy")
      #expect(try fixture.platform.deleteExpired().map(\.name) == ["past"])
      _ = session.backendPID
    }
    #expect(try fixture.platform.branches(of: "ada").last?.expiresAt == 4_000_000_000)
    try fixture.platform.setExpiry(nil, tenant: "ada", branch: "busy")
    #expect(try fixture.platform.deleteExpired().isEmpty)
    #expect(throws: PlatformError.self) { try fixture.platform.setExpiry(1, tenant: "ada", branch: "main") }
  }

  @Test(arguments: [CopyMethod.files, .dump]) func `a copy that is given up leaves nothing behind`(
    method: CopyMethod
  ) throws {
    let fixture = try fixture()
    let cancellation = Cancellation()
    let told = Mutex<[String]>([])
    let call = Call(cancellation: cancellation) { text in
      told.withLock { $0.append(text) }
      cancellation.cancel()
    }
    // Large enough not to be over before anybody looks.
    try fixture.connect("ada").execute(
      "create table big as select n, repeat('x', 500) as filler from generate_series(1, 400000) as n")
    #expect(throws: PlatformError.cancelled) {
      try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b", method: method, call)
    }
    #expect(told.withLock { $0.first } == "copying ada ▸ main")
    #expect(try fixture.platform.branches(of: "ada").map(\.name) == ["main"])
    #expect(try fixture.home.psql("select count(*) from pg_database where datname = 'ada--b'") == "0")
    #expect(try fixture.platform.operations(limit: 1).first?.state == .cancelled)
  }
}
