import Database
import Glibc
import Platform
import Postgres
import TestSupport
import Testing

/// A compute that should sleep is left alone: who does nothing causes no traffic, neither to the server nor to the platform.
struct IdleStories {
  /// Seconds of doing nothing.
  private static let idleSeconds = 2.0

  /// Waits until what is looked at has stayed the same for a while; then it must stay so.
  private func staysTheSame<Value: Equatable>(_ look: () throws -> Value) throws -> Bool {
    var last = try look()
    var changedAt = ContinuousClock.now
    func stood(_ seconds: Double) throws -> Bool {
      // Between two looks.
      usleep(50_000)
      let found = try look()
      if found != last { (last, changedAt) = (found, ContinuousClock.now) }
      return ContinuousClock.now - changedAt >= .seconds(seconds)
    }
    _ = try eventually("quiet") { try stood(1.5) ? true : nil }
    let settled = last
    _ = try eventually("time has passed") { try stood(Self.idleSeconds) || last != settled ? true : nil }
    return last == settled
  }

  @Test func `An idle workbench sends its server nothing`() throws {
    let workbench = try Workbench()
    try workbench.execute("create table in_sight (n int)")
    let terminal = try workbench.open()
    try terminal.query("select 1 as n")
    try terminal.wait(for: "1 row · ")
    try terminal.type("-- thinking")
    // One connection for all looks: each of its own would be seen going by the next.
    let watcher = try Connection(workbench.database)
    func look() throws -> [String] {
      let rows = try watcher.execute(
        """
        select concat_ws(' ', pid, backend_start, state_change, query_start) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' order by 1
        """)
      return (0..<rows.rowCount).map { rows.text(row: $0, column: 0) ?? "" }
    }
    try terminal.wait(for: "in_sight")
    _ = try eventually("the catalog's reader has left") { try look().count == 1 ? true : nil }
    #expect(try staysTheSame(look))
  }

  @Test func `With the switcher closed the platform is asked nothing`() throws {
    let settings = try PrivateServer.shared.get().settings()
    let stub = TeamStub(connection: [
      "host": JSON.text(settings["host"] ?? ""), "database": "postgres", "user": JSON.text(settings["user"] ?? ""),
      "password": "short-lived",
    ])
    stub.addTenant("acme")
    let home = TemporaryDirectory()
    let terminal = try PseudoTerminal(
      ["--platform", "platform", "--tenant", "acme", "--branch", "main"], home: home.path,
      environment: ["PERCH_PLATFORM_URL": stub.server.address, "PERCH_API_KEY": "team-key"], keeping: home)
    try terminal.wait(for: "no tx")
    try terminal.press("F2")
    // What is used up of the platform's rate is told where it is used.
    try terminal.wait(for: "of 600 requests a minute")
    try terminal.press("Esc")
    try terminal.wait(forNo: "requests a minute")
    #expect(try staysTheSame { stub.server.requests.count })
  }
}
