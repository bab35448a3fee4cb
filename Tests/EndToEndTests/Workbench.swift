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
    _ arguments: [String] = [], columns: Int = 120, rows: Int = 36, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments + [database.description], home: home.path, environment: environment, columns: columns, rows: rows,
      keeping: home)
    try terminal.wait(for: "no tx")
    return terminal
  }

  /// Runs a statement on a connection beside the workbench.
  func execute(_ sql: String) throws { try Connection(database).execute(sql) }

  /// The first cell of a query's result.
  func value(_ sql: String) throws -> String? {
    let rows = try Connection(database).execute(sql)
    return rows.text(row: 0, column: 0)
  }
}
