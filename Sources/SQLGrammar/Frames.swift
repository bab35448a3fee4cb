internal import Glibc

/// Messages over a socket between two processes of the same program: four bytes of length, then the bytes.
enum Frames {
  /// Bytes that a message has at most: two texts of the longest kind and a little more.
  static let longest = 64 << 20

  /// False when the other side is gone or does not take it in time.
  static func send(_ message: [UInt8], to socket: Int32, until deadline: Deadline) -> Bool {
    var bytes = [UInt8]()
    bytes.reserveCapacity(message.count + 4)
    bytes.appendNumber(message.count)
    bytes += message
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          socket, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        guard deadline.waits(for: socket, Int16(POLLOUT)) else { return false }
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Nil when the other side is gone or says nothing in time.
  static func receive(from socket: Int32, until deadline: Deadline) -> [UInt8]? {
    guard let head = read(4, from: socket, deadline) else { return nil }
    var reader = FieldReader(head)
    let length = reader.number()
    guard length <= longest else { return nil }
    return read(length, from: socket, deadline)
  }

  private static func read(_ length: Int, from socket: Int32, _ deadline: Deadline) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: length)
    var got = 0
    while got < length {
      let count = bytes.withUnsafeMutableBytes {
        recv(socket, $0.baseAddress! + got, length - got, Int32(MSG_DONTWAIT))
      }
      if count > 0 {
        got += count
      } else if count == 0 {
        return nil
      } else if errno == EAGAIN {
        guard deadline.waits(for: socket, Int16(POLLIN)) else { return nil }
      } else if errno != EINTR {
        return nil
      }
    }
    return bytes
  }
}

/// A moment to give up at.
struct Deadline {
  /// Monotonic milliseconds; nil waits for ever.
  private let end: Int64?

  init(seconds: Double?) { end = seconds.map { Self.now() + Int64($0 * 1000) } }

  /// False when the moment came first.
  func waits(for descriptor: Int32, _ events: Int16) -> Bool {
    var polled = pollfd(fd: descriptor, events: events, revents: 0)
    while true {
      let left = end.map { max(0, $0 - Self.now()) } ?? -1
      let ready = poll(&polled, 1, Int32(left))
      if ready > 0 { return true }
      if ready == 0 || errno != EINTR { return false }
    }
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension [UInt8] {
  mutating func appendNumber(_ number: Int) {
    for shift in stride(from: 0, to: 32, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func appendField(_ bytes: some Collection<UInt8>) {
    appendNumber(bytes.count)
    append(contentsOf: bytes)
  }
}

/// Takes messages apart; what is missing reads as empty.
struct FieldReader {
  private let bytes: [UInt8]
  private var index: Int

  init(_ bytes: [UInt8], from index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  mutating func number() -> Int {
    var number = 0
    for shift in stride(from: 0, to: 32, by: 8) { number |= Int(byte()) << shift }
    return number
  }

  mutating func byte() -> UInt8 {
    guard index < bytes.count else { return 0 }
    index += 1
    return bytes[index - 1]
  }

  mutating func field() -> [UInt8] {
    let length = Swift.min(number(), bytes.count - index)
    index += length
    return Array(bytes[index - length..<index])
  }

  mutating func text() -> String { String(decoding: field(), as: UTF8.self) }
}
