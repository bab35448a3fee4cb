import Database
import Glibc
import Platform
import Postgres
import TestSupport
import Testing

/// COPY in scripts, and files written by the workbench.
struct CopyStories {
  private let home = TemporaryDirectory()
  private let settings: ConnectionSettings

  init() throws { settings = try PrivateServer.shared.get().makeDatabase() }

  private func perch(_ arguments: [String], input: String = "") throws -> ProgramRun {
    try ProgramRun(arguments + [settings.description], home: home.path, input: input)
  }

  private func value(_ sql: String) throws -> String? { try Connection(settings).execute(sql).text(row: 0, column: 0) }

  private static let table = "create table t (a int, b text)"

  private static let script = """
    \(table);
    copy t from stdin; select 'the same line';
    1\tit's
    2\tsemi;colon
    \\.
    copy t (a, b) from stdin with (format csv);
    3,"two
    lines"
    \\.
    select count(*) from t;
    copy t to stdout (format csv, header);

    """

  private static let printed = "the same line\n3\na,b\n1,it's\n2,semi;colon\n3,\"two\nlines\"\n"

  @Test func `Data stands behind its statement in a script`() throws {
    let run = try perch(["-Atq"], input: Self.script)
    #expect(run.errors == "" && run.output == Self.printed)
  }

  @Test func `A script with data does as under psql`() throws {
    let path = home.path + "/script.sql"
    home.write(Self.script, to: "script.sql")
    let psql = try LocalServer(dataHome: "/nonexistent").programsDirectory() + "/psql"
    let own = try perch(["-At", "-f", path])
    let peer = try ProgramRun(
      ["-X", "-At", "-c", "drop table t", "-f", path, settings.description], program: psql, home: home.path)
    #expect(own.code == peer.code && "DROP TABLE\n" + own.output == peer.output)
  }

  @Test func `A command takes its data from standard input`() throws {
    _ = try perch(["-c", Self.table])
    let run = try perch(["-c", "copy t from stdin", "-c", "select count(*) from t"], input: "1\tx\n2\ty")
    #expect(run.output.hasPrefix("COPY 2\n") && run.code == 0)
    #expect(try value("select string_agg(b, ',' order by a) from t") == "x,y")
  }

  @Test func `Data that is refused is no SQL`() throws {
    _ = try perch(["-c", Self.table])
    let run = try perch(["-At"], input: "copy t from stdin;\nselect 1;\n2\tx\n\\.\nselect 'after';\n")
    #expect(run.output == "after\n" && run.errors.contains("invalid input syntax"))
    #expect(try value("select count(*) from t") == "0")
  }

  @Test func `Data of a copy that is refused before it begins is no SQL`() throws {
    _ = try perch(["-c", Self.table])
    let script = "copy gone from stdin; select 'same line';\n1\tit's; delete from t;\n\\.\nselect 'after';\n"
    let run = try perch(["-At"], input: script)
    #expect(run.output == "same line\nafter\n" && run.errors.contains("\"gone\" does not exist"))
    #expect(!run.errors.contains("syntax error"))
  }

  @Test func `Binary data comes back as it was`() throws {
    _ = try perch(["-c", Self.table, "-c", "insert into t select g, E'\\\\.\\n' from generate_series(1, 1000) g"])
    let path = home.path + "/data.bin"
    _ = try ProgramRun(
      ["-o", path, "-c", "copy t to stdout (format binary)", settings.description], home: home.path)
    _ = try perch(["-c", "create table u (like t)"])
    let shell =
      "exec '\(PseudoTerminal.perch)' -c 'copy u from stdin (format binary)' '\(settings.description)' < '\(path)'"
    let run = try ProgramRun(["-c", shell], program: "/bin/sh", home: home.path)
    #expect(run.output == "COPY 1000\n")
    #expect(try value("select count(*) from (table t except all table u) d") == "0")
  }

  @Test func `A text that the terminal's clipboard has no room for is said to be in a file`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.query("select repeat('y', 74994) as most, repeat('z', 74995) as more")
    try terminal.wait(forOutcome: "1 row")
    try terminal.press("F12", "y")
    try terminal.wait(for: "cell as text")
    try terminal.press("Enter")
    try terminal.wait(for: "copied most")
    try terminal.wait("the clipboard") { _ in terminal.state.commands.contains { $0.hasPrefix("52;c;eXl5") } }
    #expect(workbench.home.text(of: "clipboard.txt") == nil)
    try terminal.press("Right", "y", "Enter")
    try terminal.wait(for: "too long for the terminal's clipboard")
    #expect(workbench.home.text(of: "clipboard.txt") == String(repeating: "z", count: 74_995))
    #expect(!terminal.state.commands.contains { $0.hasPrefix("52;c;enp6") })
  }

  @Test func `Inside tmux a copied text is given to tmux, which ignores the terminal's way as it is set up`() throws {
    let workbench = try Workbench()
    mkdir(workbench.home.path + "/bin", 0o700)
    workbench.home.write("#!/bin/sh\necho \"$*\" > \"$HOME/called\"; cat > \"$HOME/loaded\"\n", to: "bin/tmux")
    chmod(workbench.home.path + "/bin/tmux", 0o755)
    let path = workbench.home.path + "/bin:/usr/bin:/bin"
    let terminal = try workbench.open(environment: ["TMUX": "/tmp/tmux-0/default,1,0", "PATH": path])
    try terminal.query("select repeat('y', 600000) as y")
    try terminal.wait(forOutcome: "1 row")
    try terminal.press("F12", "y")
    try terminal.wait(for: "cell as text")
    try terminal.press("Enter")
    try terminal.wait(for: "copied y")
    _ = try eventually("tmux has it") { workbench.home.text(of: "loaded")?.count == 600_000 ? true : nil }
    #expect(workbench.home.text(of: "called") == "load-buffer -w -\n")
    #expect(workbench.home.text(of: "clipboard.txt") == nil)
  }

  @Test(arguments: [("csv", "CSV"), ("ndjson", "NDJSON")])
  func `A statement is exported straight from the server`(name: String, title: String) throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    let query = "select g as id, 'a, b' as t, null as n, '' as e from generate_series(1, 50000) g"
    let path = home.path + "/rows.\(name)"
    try terminal.type(query)
    try terminal.press("Esc")
    try terminal.press("Ctrl-P")
    try terminal.type("query.export")
    try terminal.press("Enter")
    try terminal.wait(for: "every row of the statement")
    try terminal.type(title)
    try terminal.press("Enter")
    try terminal.press("Ctrl-U")
    try terminal.type(path)
    try terminal.press("Enter")
    try terminal.wait(for: "exported 50,000 rows")
    let last = name == "csv" ? "50000,\"a, b\",,\"\"\n" : "{\"id\":50000,\"t\":\"a, b\",\"n\":null,\"e\":\"\"}\n"
    let text = try #require(home.text(of: "rows.\(name)"))
    #expect(text.hasSuffix(last) && text.utf8.count { $0 == 0x0A } == (name == "csv" ? 50_001 : 50_000))
    #expect(!home.names(in: "").contains { $0.contains(".perch-") })
  }
}
