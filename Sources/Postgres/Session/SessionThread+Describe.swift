import CLibpq
import Database

extension SessionThread {
  /// Prepares a statement without a name and asks for its output columns; nothing of it runs. In an open transaction a savepoint takes the
  /// blow when the statement is wrong.
  mutating func describe(_ id: Int, _ statement: String, _ wire: Wire) {
    let isInTransaction = wire.transaction == .inTransaction
    if isInTransaction { quietly("savepoint perch_describe", wire) }
    let wasCancelled = ask(id, statement, wire)
    if isInTransaction, !wire.isBroken {
      quietly("rollback to savepoint perch_describe; release savepoint perch_describe", wire)
    }
    if isClosed { return }
    if wire.isBroken { session.sink(.lost(wire.lossReason)) }
    session.sink(.finished(id: id, wire.isBroken ? .unknown : wire.transaction, cancelled: wasCancelled))
  }

  private mutating func ask(_ id: Int, _ statement: String, _ wire: Wire) -> Bool {
    var columns: [Column] = []
    for (index, request) in [StatementReader.Request.prepare, .describe].enumerated() {
      var reader = StatementReader(
        session: session, wire: wire, run: id, index: index, statement: statement, rowLimit: nil, request: request)
      let end = reader.read()
      note(reader)
      if end == .failed || isClosed { return reader.wasCancelled }
      columns = reader.columns
    }
    guard !columns.isEmpty else { return false }
    var reader = StatementReader(
      session: session, wire: wire, run: id, index: 2, statement: Self.typeQuery(columns), rowLimit: nil)
    _ = reader.read()
    note(reader)
    return reader.wasCancelled
  }

  private mutating func note(_ reader: StatementReader) {
    waiting += reader.laterOrders
    if reader.isClosing { isClosed = true }
  }

  /// The names of the columns' types, one in a row.
  private static func typeQuery(_ columns: [Column]) -> String {
    let oids = columns.map { String($0.typeOID) }.joined(separator: ",")
    let modifiers = columns.map { String($0.typeModifier) }.joined(separator: ",")
    return """
      select pg_catalog.format_type(t, m) from rows from (
        pg_catalog.unnest('{\(oids)}'::pg_catalog.oid[]), pg_catalog.unnest('{\(modifiers)}'::pg_catalog.int4[])
      ) with ordinality x (t, m, place) order by place
      """
  }

  private func quietly(_ sql: String, _ wire: Wire) {
    PQsetnonblocking(wire.connection, 0)
    defer { PQsetnonblocking(wire.connection, 1) }
    PQclear(PQexec(wire.connection, sql))
  }
}
