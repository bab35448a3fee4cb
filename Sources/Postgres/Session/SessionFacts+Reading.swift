import CLibpq
import Database

extension SessionFacts {
  /// Asks the server, in one round trip. What `before` knows of the cluster is taken from there, since it cannot change.
  init(_ wire: Wire, after before: SessionFacts? = nil) throws(ServerError) {
    func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
    let sql = """
      select session_user, current_user, pg_catalog.current_setting('is_superuser'),
        pg_catalog.current_setting('default_transaction_read_only'), pg_catalog.pg_is_in_recovery(),
        pg_catalog.array_to_string(pg_catalog.current_schemas(false), E'\\n'), pg_catalog.current_database(),
        pg_catalog.current_setting('statement_timeout'),
        pg_catalog.current_setting('idle_in_transaction_session_timeout'),
        pg_catalog.current_setting('idle_session_timeout', true),
        pg_catalog.current_setting('neon.branch_id', true), pg_catalog.pg_backend_pid()
      """
    PQsetnonblocking(wire.connection, 0)
    defer { PQsetnonblocking(wire.connection, 1) }
    let result = PQexec(wire.connection, sql)
    defer { PQclear(result) }
    guard let result, PQresultStatus(result) == PGRES_TUPLES_OK else {
      if let result { throw ServerError(result: result, statement: sql) }
      throw wire.lastError
    }
    func value(_ column: Int32) -> String { text(PQgetvalue(result, 0, column)) }
    let connection = wire.connection
    self.init(
      database: value(6), user: value(0), role: value(1), host: text(PQhost(connection)),
      port: Int(text(PQport(connection))) ?? 5432)
    serverVersion =
      text(PQparameterStatus(connection, "server_version")).split(separator: " ").first.map(String.init) ?? ""
    serverVersionNumber = Int(PQserverVersion(connection))
    backendPID = PQbackendPID(connection)
    // A pool makes up the number by which its clients cancel.
    isPooled = Int32(value(11)) != backendPID
    isSuperuser = value(2) == "on"
    isReadOnly = value(3) == "on"
    isInRecovery = value(4) == "t"
    usesTLS = PQsslInUse(connection) == 1
    isLocalSocket = host.hasPrefix("/")
    statementTimeout = DurationSetting.milliseconds(value(7)) ?? 0
    idleInTransactionTimeout = DurationSetting.milliseconds(value(8)) ?? 0
    idleTimeout = DurationSetting.milliseconds(value(9)) ?? 0
    searchPath = value(5).split(separator: "\n").map(String.init)
    branchID = value(10)
    stringsHaveEscapes = wire.stringsHaveEscapes
    systemIdentifier = before?.systemIdentifier ?? Self.systemIdentifier(wire)
  }

  /// Empty where the server does not tell it: an answer of its own, for an error would take the rest with it.
  private static func systemIdentifier(_ wire: Wire) -> String {
    let result = PQexec(wire.connection, "select system_identifier from pg_catalog.pg_control_system()")
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_TUPLES_OK, let text = PQgetvalue(result, 0, 0) else { return "" }
    return String(cString: text)
  }
}
