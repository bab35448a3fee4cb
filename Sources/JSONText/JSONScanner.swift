/// Reads JSON (RFC 8259) piece by piece from bytes that somebody else holds; every reader of JSON decides itself what it keeps.
/// Space before a piece is passed over. Lists and objects may be nested 200 deep.
package struct JSONScanner {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var depth = 0
  private static let deepest = 200

  /// A byte order mark at the beginning is tolerated.
  package init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// What is wrong at the place reached.
  package func problem(_ reason: String) -> JSONProblem {
    JSONProblem(message: index >= bytes.count ? "it ends too early" : "byte \(index): \(reason)")
  }

  /// The first byte of the next piece; nil at the end.
  package mutating func next() -> UInt8? {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case let byte: return byte
      }
    }
    return nil
  }

  /// Passes one mark, when it is next.
  package mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next() == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  /// Passes `true`, `false` or `null`, when it is next.
  package mutating func take(word: String) -> Bool {
    guard next() != nil, bytes[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  /// The digits of a number, as they stand.
  package mutating func number() throws(JSONProblem) -> String {
    _ = next()
    let end = bytes[index...].firstIndex { !"+-.eE0123456789".utf8.contains($0) } ?? bytes.count
    let digits = String(decoding: bytes[index..<end], as: UTF8.self)
    guard Double(digits) != nil, !digits.hasPrefix("+") else { throw problem("a value is missing") }
    index = end
    return digits
  }

  /// What a string stands for. Bytes that are no UTF-8 become U+FFFD.
  package mutating func text() throws(JSONProblem) -> String {
    guard take("\"") else { throw problem("a string is missing") }
    let start = index
    var isPlain = true
    while index < bytes.count, bytes[index] != 0x22 {
      if bytes[index] == 0x5C {
        isPlain = false
        index += 1
      }
      index += 1
    }
    guard index < bytes.count else { throw problem("") }
    let inside = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
    index += 1
    if isPlain { return String(decoding: inside, as: UTF8.self) }
    var text: [UInt8] = []
    if let fault = JSONString.unescape(inside, into: &text) {
      index = start + fault
      throw problem("an unknown escape")
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads an object: `member` gets each name, and reads the value behind it.
  package mutating func object(
    _ member: (inout JSONScanner, String) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    try nested("{", "}") { (scanner) throws(JSONProblem) in
      guard scanner.next() == 0x22 else { throw scanner.problem("a name is missing") }
      let name = try scanner.text()
      guard scanner.take(":") else { throw scanner.problem("a colon is missing") }
      try member(&scanner, name)
    }
  }

  /// Reads a list: `element` reads each of its values.
  package mutating func list(_ element: (inout JSONScanner) throws(JSONProblem) -> Void) throws(JSONProblem) {
    try nested("[", "]", element)
  }

  private mutating func nested(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ element: (inout JSONScanner) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard take(open) else { throw problem("\(open) is missing") }
    guard depth < Self.deepest else { throw problem("too many levels") }
    if take(close) { return }
    depth += 1
    repeat { try element(&self) } while take(",")
    depth -= 1
    guard take(close) else { throw problem("a comma or \(close) is missing") }
  }

  /// Passes one value of any kind.
  package mutating func skipValue() throws(JSONProblem) {
    switch next() {
    case UInt8(ascii: "{"): try object { (scanner, _) throws(JSONProblem) in try scanner.skipValue() }
    case UInt8(ascii: "["): try list { (scanner) throws(JSONProblem) in try scanner.skipValue() }
    case UInt8(ascii: "\""): _ = try text()
    default:
      if !take(word: "true"), !take(word: "false"), !take(word: "null") { _ = try number() }
    }
  }
}
