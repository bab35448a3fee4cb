import Database
import Postgres
import TestSupport

/// A workbench on a terminal, with a place of its own for files and a database of its own.
struct Workbench {
  let home: TemporaryDirectory
  let database: ConnectionSettings

  init() throws {
    home = TemporaryDirectory()
    database = try PrivateServer.shared.get().makeDatabase()
  }

  /// Opens Perch and waits until it is connected.
  func open(
    _ arguments: [String] = [], columns: Int = 120, rows: Int = 36, environment: [String: String?] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments + [database.description], home: home.path, environment: environment, columns: columns, rows: rows,
      keeping: home)
    try terminal.wait(for: "no tx")
    return terminal
  }

  /// Runs a statement on a connection beside the workbench.
  func execute(_ sql: String) throws { try Connection(database).execute(sql) }

  /// The first cell of a query's result; nil where that is null or there is no row.
  func value(_ sql: String) throws -> String? {
    let rows = try Connection(database).execute(sql)
    return rows.rowCount > 0 ? rows.text(row: 0, column: 0) : nil
  }

  /// Waits until the text is in the journal of the first Perch; it may be a second behind.
  func waitForJournal(holding text: String) throws {
    _ = try eventually("the journal holds \(text)") {
      home.text(of: "buffers/1.jsonl")?.contains(text) == true ? true : nil
    }
  }

  /// The process id of the server's side once it runs a statement like this; other tests may run the same one in databases of theirs.
  func waitForBackend(running pattern: String) throws -> Int32 {
    try eventually("a backend running \(pattern)") {
      try value(
        """
        select pid from pg_stat_activity
        where query like '\(pattern)' and state = 'active' and pid <> pg_backend_pid() and datname = current_database()
        """
      )
      .flatMap { Int32($0) }
    }
  }
}

extension PseudoTerminal {
  /// Puts the statement in place of the buffer's text and runs it; the editor has to have the keys.
  func query(_ sql: String) throws {
    try press("Ctrl-A")
    try paste(sql)
    try press("F5")
  }

  /// Waits until a run is over and the last line tells its rows or its tag. What comes before that, cells and counts of rows, says nothing of
  /// the end: most commands are refused while a statement runs.
  func wait(forOutcome outcome: String, seconds: Double = PseudoTerminal.patience) throws {
    try wait("the outcome \"\(outcome)\"", seconds: seconds) { $0.row($0.rows - 1).hasPrefix(" \(outcome) · ") }
  }

  /// Waits until the cursor is in the line of a question: one that opened by itself takes the keys only then.
  func waitForLine() throws {
    try wait("the cursor is in the line") { $0.isCursorVisible && $0.row($0.cursor.y).contains("│ ›") }
  }

  /// Runs a command by its name, from the list of commands.
  func run(command name: String) throws {
    try press("Ctrl-P")
    try type(name)
    try wait(for: "▸ \(name)")
    try press("Enter")
  }
}
