import Database
import Testing

struct ConnectionTroubleTests {
  @Test(arguments: [
    ("", "connection to server at \"localhost\" (::1), port 1 failed: Connection refused", ConnectionTrouble.refused),
    ("", "connection to server on socket \"/tmp/.s.PGSQL.1\" failed: No such file or directory", .refused),
    ("", "could not translate host name \"nowhere\" to address: Name or service not known", .unknownHost),
    ("", "connection to server failed: timeout expired", .silent),
    ("", "SSL SYSCALL error: EOF detected", .dropped), ("", "SSL error: unexpected eof while reading", .dropped),
    ("", "SSL connection has been closed unexpectedly", .dropped), ("", "SSL error: certificate verify failed", .tls),
    ("28P01", "password authentication failed for user \"ada\"", .authentication),
    ("", "fe_sendauth: no password supplied", .authentication),
    ("", "FATAL:  no pg_hba.conf entry for host \"::1\"", .authentication),
    ("3D000", "database \"x\" does not exist", .unknownDatabase),
    ("", "FATAL:  database \"x\" does not exist", .unknownDatabase),
    ("53300", "sorry, too many clients already", .full),
    ("57P01", "terminating connection due to administrator command", .shutDown),
    ("57P02", "crash of another server process", .crashed),
    ("57P03", "the database system is starting up", .unready), ("57P05", "idle-session timeout", .idle),
    ("25P03", "idle-in-transaction timeout", .idleInTransaction), ("", "SSL error: certificate verify failed", .tls),
    ("", "server closed the connection unexpectedly", .dropped), ("42P01", "relation \"x\" does not exist", .other),
  ]) func `An error tells what became of the connection`(state: String, message: String, trouble: ConnectionTrouble) {
    #expect(ConnectionTrouble(ServerError(severity: "FATAL", sqlState: state, message: message)) == trouble)
  }

  @Test func `The cause leaves out where one was on the way to`() {
    let error = ServerError(
      severity: "FATAL", message: "connection to server at \"h\" (::1), port 1 failed: Connection refused")
    #expect(error.cause == "FATAL: Connection refused")
    #expect(ServerError(severity: "", message: "x failed: y").cause == "x failed: y")
  }

  @Test func `Every trouble but an unknown one has an answer`() {
    for trouble in ConnectionTrouble.allCases { #expect((trouble.advice == nil) == (trouble == .other)) }
  }

  @Test(arguments: [
    ("0", Int64(0)), ("30s", 30_000), ("5min", 300_000), ("1500ms", 1500), ("1h", 3_600_000), ("2d", 172_800_000),
    ("1500us", 1), ("2 min", 120_000),
    ("", nil), ("soon", nil), ("5 parsecs", nil), ("99999999999999999999", nil), ("9223372036854775807h", nil),
  ]) func `Times are read as the server writes them`(text: String, milliseconds: Int64?) {
    #expect(DurationSetting.milliseconds(text) == milliseconds)
  }
}
