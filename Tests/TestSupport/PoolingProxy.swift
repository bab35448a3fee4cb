import Glibc

/// Stands before a server on a unix socket as a pool does: the number it gives its clients for cancelling is its own.
package final class PoolingProxy: Sendable {
  /// Where clients connect: the directory of a socket of port 5432.
  package let directory: TemporaryDirectory
  private let listener: Int32

  /// `server` is the directory of the real server's socket.
  package init(to server: String) {
    directory = TemporaryDirectory()
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    Self.withAddress(directory.path) { address, length in
      precondition(bind(listener, address, length) == 0 && listen(listener, 8) == 0, "no socket for a pool")
    }
    self.listener = listener
    pthread_detach(
      startThread {
        while case let client = accept(listener, nil, nil), client >= 0 {
          pthread_detach(startThread { Self.serve(client, server) })
        }
      })
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func withAddress(_ directory: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Void) {
    var place = sockaddr_un()
    place.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: Array((directory + "/.s.PGSQL.5432").utf8)) }
    withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }

  private static func serve(_ client: Int32, _ directory: String) {
    let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    withAddress(directory) { _ = connect(server, $0, $1) }
    let back = startThread {
      var hasGreeted = false
      pass(from: server, to: client) { bytes in
        if !hasGreeted, let key = keyPlace(bytes) {
          hasGreeted = true
          bytes[key + 5] ^= 0x55
        }
      }
    }
    pass(from: client, to: server) { _ in }
    pthread_join(back, nil)
    close(client)
    close(server)
  }

  /// Where `BackendKeyData` begins among whole messages: a `K`, its length of 12, the number, the secret.
  private static func keyPlace(_ bytes: [UInt8]) -> Int? {
    bytes.indices.dropLast(12).first { bytes[$0..<$0 + 5].elementsEqual([UInt8(ascii: "K"), 0, 0, 0, 12]) }
  }

  private static func pass(from source: Int32, to target: Int32, _ change: (inout [UInt8]) -> Void) {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = recv(source, &chunk, chunk.count, 0), count > 0 {
      var bytes = Array(chunk[..<count])
      change(&bytes)
      guard send(target, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { break }
    }
    shutdown(target, Int32(SHUT_WR))
  }
}
