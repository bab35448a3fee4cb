import Database
import Foundation
import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

/// A server that only says, so many times, that it is starting, and then lets anybody in.
private final class StartingServer: Sendable {
  let port: Int
  private let listener: Int32
  private let left: Atomic<Int>
  let met = Atomic<Int>(0)

  init(refusals: Int) {
    left = Atomic(refusals)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    port = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        precondition(bind(listener, address, length) == 0 && listen(listener, 16) == 0)
        getsockname(listener, address, &length)
      }
      return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
    self.listener = listener
    Thread.detachNewThread { [self] in serve() }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// Answers until it has let one in, or is stopped.
  private func serve() {
    defer { close(listener) }
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      defer { close(connection) }
      var bytes = [UInt8](repeating: 0, count: 4096)
      _ = recv(connection, &bytes, bytes.count, 0)
      met.add(1, ordering: .relaxed)
      let isReady = left.subtract(1, ordering: .relaxed).newValue < 0
      let answer = isReady ? Self.welcome : Self.refusal
      _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
      guard !isReady else {
        // Until the client hangs up.
        _ = recv(connection, &bytes, bytes.count, 0)
        return
      }
    }
  }

  private static func message(_ type: Unicode.Scalar, _ body: [UInt8]) -> [UInt8] {
    let length = UInt32(body.count + 4)
    return [UInt8(ascii: type)] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + body
  }

  private static let refusal = message(
    "E", Array("SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0".utf8))
  private static let welcome =
    message("R", [0, 0, 0, 0]) + message("S", Array("server_version\015.0\0".utf8)) + message("Z", [UInt8(ascii: "I")])
}

@Suite struct StartingServerTests {
  private func settings(_ server: StartingServer, seconds: Int) -> ConnectionSettings {
    ConnectionSettings(keywords: [
      "host": "127.0.0.1", "port": String(server.port), "user": "u", "dbname": "d", "sslmode": "disable",
      "gssencmode": "disable", "connect_timeout": String(seconds),
    ])
  }

  @Test func `A server that is starting is waited for`() throws {
    let server = StartingServer(refusals: 2)
    defer { server.stop() }
    _ = try Connection(settings(server, seconds: 20))
    #expect(server.met.load(ordering: .relaxed) == 3)
  }

  @Test func `One that never comes up is given up in time`() throws {
    let server = StartingServer(refusals: .max)
    defer { server.stop() }
    let started = ContinuousClock.now
    #expect { _ = try Connection(settings(server, seconds: 2)) } throws: { error in
      (error as? ServerError)?.message == "the database system is starting up"
    }
    #expect(ContinuousClock.now - started < .seconds(15))
  }
}
