package import Platform

/// A request as a stub received it.
package struct StubRequest: Sendable {
  package var method: String
  /// Without the query, unescaped by segments.
  package var path: [String]
  package var query: [String: String]
  /// Names in small letters.
  package var headers: [String: String]
  package var body: JSON

  package var line: String { "\(method) /\(path.joined(separator: "/"))" }

  /// From the bytes of a head (`GET /path HTTP/1.1 …`) and of a body.
  init?(head: [UInt8], body: [UInt8]) {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
    let words = lines.first?.split(separator: " ").map(String.init) ?? []
    guard words.count == 3 else { return nil }
    method = words[0]
    let parts = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    path = parts[0].split(separator: "/").map { Self.unescaped(String($0)) }
    query = [:]
    for item in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
      let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      query[Self.unescaped(pair[0])] = pair.count > 1 ? Self.unescaped(pair[1]) : ""
    }
    headers = [:]
    for line in lines.dropFirst() {
      let pair = line.split(separator: ":", maxSplits: 1).map(String.init)
      if pair.count == 2 { headers[pair[0].lowercased()] = String(pair[1].drop { $0 == " " }) }
    }
    self.body = (try? JSON(parsing: body)) ?? .null
  }

  private static func unescaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    var left = Array(text.utf8)[...]
    while let byte = left.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: left.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        left = left.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What a stub answers.
package struct StubAnswer: Sendable {
  package var status: Int
  package var headers: [(String, String)]
  package var body: [UInt8]

  /// 200
  package init(_ body: JSON) { self.init(200, body) }

  package init(_ status: Int, _ body: JSON, headers: [(String, String)] = []) {
    self.status = status
    self.headers = [("Content-Type", "application/json")] + headers
    self.body = body.bytes
  }

  package init(_ status: Int, text: String, type: String = "text/plain") {
    self.status = status
    headers = [("Content-Type", type)]
    body = Array(text.utf8)
  }

  /// 204
  package static var empty: StubAnswer {
    var answer = StubAnswer(204, .null)
    answer.headers = []
    answer.body = []
    return answer
  }

  /// The bytes that go over the wire.
  var bytes: [UInt8] {
    var head = "HTTP/1.1 \(status) Stub\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if status != 204 { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }
}
