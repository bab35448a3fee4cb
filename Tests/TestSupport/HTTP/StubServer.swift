import Glibc
import Platform
import Synchronization

/// An HTTP/1.1 server on the loopback for one test, with one thread a connection; it misbehaves on demand.
package final class StubServer: Sendable {
  private struct State {
    var faults: [StubFault] = []
    var requests: [StubRequest] = []
    var carriedOut: [String] = []
    var connections: Set<Int32> = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let listener: Int32
  /// `http://127.0.0.1:40123`
  package let address: String
  private let handler: @Sendable (StubRequest) -> StubAnswer
  /// For `requests`, `count` and `carriedOut`.
  private let remembers: Bool

  /// `remembers` is false for a server that is asked a million times.
  package init(remembers: Bool = true, _ handler: @escaping @Sendable (StubRequest) -> StubAnswer) {
    self.handler = handler
    self.remembers = remembers
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        precondition(bind(listener, address, length) == 0 && listen(listener, 64) == 0, "no port for a stub")
        getsockname(listener, address, &length)
      }
      return UInt16(bigEndian: pointer.pointee.sin_port)
    }
    self.listener = listener
    address = "http://127.0.0.1:\(port)"
    Self.thread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 { return }
        guard let self, self.keep(connection) else {
          _ = Glibc.close(connection)
          return
        }
        Self.thread { [weak self] in
          self?.serve(connection)
          self?.drop(connection)
        }
      }
    }
  }

  deinit { close() }

  package func close() {
    let open = state.withLock { state -> Set<Int32>? in
      guard !state.isClosed else { return nil }
      state.isClosed = true
      return state.connections
    }
    guard let open else { return }
    for connection in open { shutdown(connection, Int32(SHUT_RDWR)) }
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
  }

  package func add(_ fault: StubFault) { state.withLock { $0.faults.append(fault) } }

  package var requests: [StubRequest] { state.withLock { $0.requests } }

  /// How many requests' lines begin so.
  package func count(_ line: String) -> Int { requests.count { $0.line.hasPrefix(line) } }

  /// How many of them reached the platform: answered, or done without the answer.
  package func carriedOut(_ line: String) -> Int {
    state.withLock { state in state.carriedOut.count { $0.hasPrefix(line) } }
  }

  private func carryOut(_ request: StubRequest) -> StubAnswer {
    if remembers { state.withLock { $0.carriedOut.append(request.line) } }
    return handler(request)
  }

  private func keep(_ connection: Int32) -> Bool {
    state.withLock { state in
      if !state.isClosed { state.connections.insert(connection) }
      return !state.isClosed
    }
  }

  private func drop(_ connection: Int32) {
    state.withLock { _ = $0.connections.remove(connection) }
    Glibc.close(connection)
  }

  private static func thread(_ body: @escaping @Sendable () -> Void) { pthread_detach(startThread(body)) }
}

// MARK: One connection

extension StubServer {
  private func serve(_ connection: Int32) {
    var bytes: [UInt8] = []
    while let request = Self.read(connection, &bytes) {
      let fault = state.withLock { state -> StubFault.Kind? in
        if remembers { state.requests.append(request) }
        guard let place = state.faults.firstIndex(where: { $0.times > 0 && request.line.hasPrefix($0.line) }) else {
          return nil
        }
        state.faults[place].times -= 1
        return state.faults[place].kind
      }
      guard answer(request, fault, connection) else { return }
    }
  }

  /// False when the connection is to be closed.
  private func answer(_ request: StubRequest, _ fault: StubFault.Kind?, _ connection: Int32) -> Bool {
    switch fault {
    case nil: return Self.write(carryOut(request).bytes, connection)
    case .answer(let answer): return Self.write(answer.bytes, connection)
    case .hangUp: return false
    case .stall:
      // The client hangs up in its time.
      var byte: UInt8 = 0
      _ = recv(connection, &byte, 1, 0)
      return false
    case .loseAnswer:
      _ = carryOut(request)
      return false
    case .resetAfter:
      _ = carryOut(request)
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
      return false
    case .truncate:
      let answer = carryOut(request)
      _ = Self.write(Array(answer.bytes.dropLast(max(1, answer.body.count / 2))), connection)
      return false
    case .replace(let status):
      _ = carryOut(request)
      return Self.write(StubAnswer(status, text: "<html>bad gateway</html>", type: "text/html").bytes, connection)
    }
  }

  /// The next request; `bytes` keeps what came behind it.
  private static func read(_ connection: Int32, _ bytes: inout [UInt8]) -> StubRequest? {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = headEnd(bytes) {
        let head = Array(bytes[..<end])
        let length = contentLength(head)
        if bytes.count >= end + 4 + length {
          let body = Array(bytes[end + 4..<end + 4 + length])
          bytes.removeFirst(end + 4 + length)
          return StubRequest(head: head, body: body)
        }
      }
      let count = recv(connection, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      bytes += chunk[..<count]
    }
  }

  private static func headEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      (0...bytes.count - 4).first { place in
        bytes[place] == 13 && bytes[place + 1] == 10 && bytes[place + 2] == 13 && bytes[place + 3] == 10
      }
    }
  }

  private static func contentLength(_ head: [UInt8]) -> Int {
    let lines = String(decoding: head, as: UTF8.self).lowercased().split(separator: "\r\n")
    let line = lines.first { $0.hasPrefix("content-length:") }
    return line.flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) } ?? 0
  }

  private static func write(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    var left = bytes[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      left = left.dropFirst(count)
    }
    return true
  }
}
