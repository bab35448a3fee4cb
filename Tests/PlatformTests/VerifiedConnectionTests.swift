import Database
import Postgres
import TestSupport
import Testing

@testable import Platform

@Suite struct VerifiedConnectionTests {
  private func refusal(_ settings: ConnectionSettings) -> ServerError? {
    do {
      _ = try Connection(settings)
      return nil
    } catch {
      return error
    }
  }

  @Test func `A server is believed only under its own name, and only by the authority that signed for it`() throws {
    let server = try SecureServer()
    let rows = try Connection(server.settings(host: "localhost", root: server.authority)).execute(
      "select ssl from pg_catalog.pg_stat_ssl where pid = pg_catalog.pg_backend_pid()")
    #expect(rows.text(row: 0, column: 0) == "t")

    let strange = try #require(refusal(server.settings(host: "localhost", root: server.strangeAuthority)))
    #expect(strange.message.contains("certificate verify failed"), "\(strange.message)")
    let misnamed = try #require(refusal(server.settings(host: "db.example.com", root: server.authority)))
    #expect(
      misnamed.message.contains("server certificate for \"localhost\" does not match host name \"db.example.com\""),
      "\(misnamed.message)")
    let rootless = try #require(refusal(server.settings(host: "localhost", root: "/nonexistent/root.crt")))
    #expect(rootless.message.contains("/nonexistent/root.crt"), "\(rootless.message)")
    for error in [strange, misnamed, rootless] {
      #expect(error.hint?.contains("sslrootcert=FILE") == true && ConnectionTrouble(error) == .tls)
    }
  }
}
