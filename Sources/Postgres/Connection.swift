import CLibpq
package import Database
import Glibc

/// A connection for a thread that may wait: each call returns when the server has answered.
package final class Connection {
  let wire: Wire

  /// Fails with libpq's reason.
  package init(_ settings: ConnectionSettings) throws(ServerError) { wire = try Wire(settings) }

  /// Takes notices as they come.
  package func onNotice(_ take: @escaping (ServerError) -> Void) { wire.onNotice(take) }

  /// Process id of the server's side.
  package var backendPID: Int32 { PQbackendPID(wire.connection) }

  /// Runs one or more statements without parameters, or one with; the rows are those of the last statement that returned any.
  @discardableResult
  package func execute(_ sql: String, _ parameters: [String?] = []) throws(ServerError) -> ResultSet {
    try execute(sql, parameters) { _ in }
  }

  /// The same; `commandTag` is told the tag of each statement.
  @discardableResult
  package func execute(
    _ sql: String, _ parameters: [String?] = [], commandTag: (String) -> Void
  ) throws(ServerError) -> ResultSet {
    PQsetnonblocking(wire.connection, 0)
    guard send(sql, parameters) == 1 else { throw wire.lastError }
    return try takeResults(of: sql, commandTag)
  }

  func takeResults(of sql: String, _ commandTag: (String) -> Void) throws(ServerError) -> ResultSet {
    var rows = ResultSet(columns: [])
    var failure: ServerError?
    while let result = PQgetResult(wire.connection) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK:
        rows = Self.rows(of: result)
        commandTag(String(cString: PQcmdStatus(result)))
      case PGRES_COMMAND_OK: commandTag(String(cString: PQcmdStatus(result)))
      case PGRES_EMPTY_QUERY: break
      case PGRES_COPY_IN, PGRES_COPY_BOTH: PQputCopyEnd(wire.connection, "COPY is not used here")
      case PGRES_COPY_OUT: drainCopy()
      default: failure = failure ?? wire.error(of: result, statement: sql)
      }
    }
    if let failure { throw failure }
    return rows
  }

  func send(_ sql: String, _ parameters: [String?]) -> Int32 {
    if parameters.isEmpty { return PQsendQuery(wire.connection, sql) }
    let values: [UnsafePointer<CChar>?] = parameters.map { $0.map { UnsafePointer(strdup($0)) } }
    defer { for value in values { free(UnsafeMutablePointer(mutating: value)) } }
    return PQsendQueryParams(wire.connection, sql, Int32(values.count), nil, values, nil, nil, 0)
  }

  private func drainCopy() {
    var buffer: UnsafeMutablePointer<CChar>?
    while PQgetCopyData(wire.connection, &buffer, 0) > 0 { PQfreemem(buffer) }
  }

  static func rows(of result: OpaquePointer) -> ResultSet {
    var set = ResultSet(columns: Column.all(of: result))
    var builder = RowBatch.Builder(columnCount: set.columns.count)
    for row in 0..<PQntuples(result) { builder.append(row: row, of: result) }
    set.append(builder.finish())
    return set
  }
}

extension Column {
  static func all(of result: OpaquePointer) -> [Column] {
    (0..<PQnfields(result)).map { index in
      Column(
        name: String(cString: PQfname(result, index)), typeOID: PQftype(result, index),
        typeModifier: PQfmod(result, index),
        tableOID: PQftable(result, index), tableColumn: Int16(truncatingIfNeeded: PQftablecol(result, index)))
    }
  }
}

extension RowBatch.Builder {
  mutating func append(row: Int32, of result: OpaquePointer) {
    let columns = Int32(truncatingIfNeeded: columnCount)
    if columns == 0 { return appendEmptyRow() }
    withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer?.self, capacity: columnCount) { cells in
      for column in 0..<columns {
        let length = PQgetlength(result, row, column)
        // NULL has no length; asking is only needed then.
        let isNull = length == 0 && PQgetisnull(result, row, column) == 1
        cells.initializeElement(
          at: Int(column),
          to: isNull
            ? nil : UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(length)))
      }
      append(row: UnsafeBufferPointer(cells))
    }
  }
}
