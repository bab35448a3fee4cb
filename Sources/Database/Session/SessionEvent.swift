/// What the control connection learned about a session when it was made; the context bar shows nothing else.
package struct SessionFacts: Sendable, Hashable {
  package var database: String
  /// `session_user`, and `current_user` when the session has set another role.
  package var user: String
  package var role: String
  /// Host name, address, or the directory of the unix socket.
  package var host: String
  package var port: Int
  /// As the server writes it, such as `15.20`.
  package var serverVersion: String
  /// libpq's number: 150020 for 15.20.
  package var serverVersionNumber: Int
  package var backendPID: Int32
  /// Whether something between gives the session's statements to servers of its own choice.
  package var isPooled: Bool
  package var isSuperuser: Bool
  package var isReadOnly: Bool
  package var isInRecovery: Bool
  package var usesTLS: Bool
  package var isLocalSocket: Bool
  package var searchPath: [String]
  /// What tells the cluster from all others, and the platform's id of the branch; empty where the server does not say.
  package var systemIdentifier: String
  package var branchID: String
  /// `statement_timeout`, `idle_in_transaction_session_timeout` and `idle_session_timeout` in milliseconds; 0 for none.
  package var statementTimeout: Int64
  package var idleInTransactionTimeout: Int64
  package var idleTimeout: Int64
  /// Whether a backslash in a plain string means something: `standard_conforming_strings` is off.
  package var stringsHaveEscapes: Bool

  package init(database: String, user: String, role: String, host: String, port: Int) {
    self.database = database
    self.user = user
    self.role = role
    self.host = host
    self.port = port
    serverVersion = ""
    serverVersionNumber = 0
    backendPID = 0
    isPooled = false
    isSuperuser = false
    isReadOnly = false
    isInRecovery = false
    usesTLS = false
    isLocalSocket = false
    searchPath = []
    systemIdentifier = ""
    branchID = ""
    statementTimeout = 0
    idleInTransactionTimeout = 0
    idleTimeout = 0
    stringsHaveEscapes = false
  }
}

/// Why no more rows of a result are read for now.
package enum PauseReason: Sendable, Hashable {
  case rowLimit
  /// There is no room to keep them; the sentence says where.
  case noRoom(String)
}

/// What happens on a session, in order. `id` is the run the event belongs to, `statement` its index in that run from 0.
package enum SessionEvent: Sendable {
  case connected(SessionFacts)
  case connectFailed(ServerError)
  /// A statement changed what the session said of itself: its role, path, limits or strings.
  case changed(SessionFacts)
  /// The connection is gone; whether a statement in flight took effect is unknown.
  case lost(ServerError)
  case notice(ServerError)
  case notification(channel: String, payload: String, pid: Int32)
  /// The statement returns rows; its columns are known before the first of them.
  case columns(id: Int, statement: Int, [Column])
  case rows(id: Int, statement: Int, RowBatch)
  /// `COPY … TO STDOUT`: the rows that follow have one column without a name, a message of the server each, its line feed included.
  case copyingOut(id: Int, statement: Int)
  /// `COPY … FROM STDIN` waits for a piece of its data, or its end.
  case copyWanted(id: Int, statement: Int, isBinary: Bool)
  /// Reading paused; the socket is left unread until reading goes on.
  case paused(id: Int, statement: Int, rows: Int, PauseReason = .rowLimit)
  /// Nobody let reading go on for so long that the statement is cancelled: an open one keeps the server from cleaning up.
  case pauseEnded(id: Int, statement: Int)
  /// `tag` is the server's command tag (`SELECT 3`, `UPDATE 1`).
  case completed(id: Int, statement: Int, tag: String, seconds: Double)
  case failed(id: Int, statement: Int, ServerError, seconds: Double)
  /// More of the run follows in another state of the transaction than before.
  case transaction(id: Int, TransactionStatus)
  /// The run is over, the session takes the next one. The last event of each run, lost connections included.
  case finished(id: Int, TransactionStatus, cancelled: Bool)
}
