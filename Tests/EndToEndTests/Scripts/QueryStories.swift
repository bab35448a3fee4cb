import Database
import Postgres
import TestSupport
import Testing

struct QueryStories {
  @Test func `From the first key to rows`() throws {
    let terminal = try Workbench().open()
    try terminal.type("select 42 as answer, 'ä' as letter, null as nothing;")
    try terminal.press("F5")
    try terminal.wait(for: "1 row · ")
    try terminal.wait(for: "answer")
    try terminal.wait(for: "NULL")
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test func `A million rows scroll to the last and back, more come when asked`() throws {
    let terminal = try Workbench().open()
    try terminal.type("select n, n * 2 as twice from generate_series(1, 1000500) n")
    try terminal.press("F5")
    try terminal.wait(for: "1,000,000 rows · paused at the row limit", seconds: 120)
    try terminal.press("F12", "End")
    try terminal.wait(for: "row 1 of 1,000,000")
    try terminal.press("G")
    try terminal.wait(for: "row 1,000,000 of ")
    try terminal.wait(for: "2000000")
    try terminal.wait(for: "1,000,500 rows · ", seconds: 60)
    try terminal.press("G")
    try terminal.wait(for: "row 1,000,500 of 1,000,500")
    try terminal.press("g")
    try terminal.wait(for: "row 1 of 1,000,500")
  }

  @Test func `A syntax error is shown at its place`() throws {
    let terminal = try Workbench().open()
    try terminal.type("select 1;")
    try terminal.press("Enter")
    try terminal.type("selec 'ä' fro users")
    try terminal.press("F5")
    try terminal.wait(for: "ERROR 42601: syntax error at or near \"selec\"")
    try terminal.wait(for: "◀ syntax error at or near")
    try terminal.wait("the cursor at the error") { screen in
      screen.row(screen.cursor.y).contains("selec 'ä'")
        && screen.look(x: screen.cursor.x, y: screen.cursor.y).isUnderlined
    }
  }

  @Test func `A sleeping query is cancelled at once`() throws {
    let terminal = try Workbench().open()
    try terminal.type("select pg_sleep(60)")
    try terminal.press("F5")
    try terminal.wait(for: "running")
    try terminal.press("Ctrl-C")
    // A moment on a free machine; without the cancel it sleeps for sixty seconds.
    try terminal.wait(for: "cancelled · 0 rows", seconds: 20)
  }

  @Test func `A lost connection is said, and nothing is run again`() throws {
    let workbench = try Workbench()
    try workbench.execute("create table log (n int)")
    let terminal = try workbench.open()
    try terminal.type("insert into log values (1); select pg_sleep(60)")
    try terminal.press("F6")
    try terminal.wait(for: "running")
    let backend = try workbench.waitForBackend(running: "select pg_sleep%")
    try workbench.execute("select pg_terminate_backend(\(backend))")
    try terminal.wait(for: "connection lost")
    try terminal.press("Ctrl-P")
    try terminal.type("reconnect")
    try terminal.press("Enter")
    try terminal.wait(for: "no tx")
    try terminal.wait(for: "connected to ")
    #expect(try workbench.value("select count(*) from log") == "1")
  }

  @Test func `Several statements give a result each, up to the first error`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.paste(
      "create table t (a int); insert into t values (1), (2); select * from t; select 1/0; drop table t;")
    try terminal.press("F6")
    try terminal.wait(for: "DROP removes what it names")
    try terminal.type("run")
    try terminal.press("Enter")
    try terminal.wait(for: "4: error")
    try terminal.wait(for: "2: INSERT 0 2")
    try terminal.wait(for: "3: 2 rows")
    #expect(try workbench.value("select count(*) from t") == "2")
  }

  @Test func `What COPY puts out is shown, and what it would take is not there`() throws {
    let terminal = try Workbench().open()
    try terminal.type("copy (select generate_series(1, 100000), 'x') to stdout")
    try terminal.press("F5")
    try terminal.wait(forOutcome: "100,000 rows")
    try terminal.wait(for: "1→x")
    try terminal.press("Ctrl-A")
    try terminal.type("copy pg_catalog.pg_am from stdin")
    try terminal.press("F5")
    try terminal.wait(for: "there is no data here")
    try terminal.press("Ctrl-A")
    try terminal.type("select 7 as seven")
    try terminal.press("F5")
    try terminal.wait(for: "1 row · ")
  }

  @Test func `A join is completed from its foreign key`() throws {
    let workbench = try Workbench()
    try workbench.execute(
      """
      create table customers (id int primary key, name text);
      create table orders (id int primary key, customer_id int references customers);
      """)
    let terminal = try workbench.open()
    try terminal.wait(for: "customers")
    try terminal.type("select * from orders o join cus")
    try terminal.wait(for: "customers c on c.id = o.customer_id")
    try terminal.press("Tab")
    try terminal.wait(for: "join customers c on c.id = o.customer_id")
    try terminal.press("F5")
    try terminal.wait(for: "0 rows · ")
  }
}
