extension JSON {
  /// Why bytes are no JSON.
  package struct Problem: Error, Sendable, Hashable {
    /// `character 17: a value is missing`
    package var message: String
  }

  /// Reads one value; nothing but space may follow.
  package init(parsing bytes: [UInt8]) throws(Problem) {
    var reader = JSONTextReader(bytes)
    let value = try reader.value(depth: 0)
    guard reader.isAtEnd else { throw reader.problem("something follows the value") }
    self = value
  }
}

struct JSONTextReader {
  private let bytes: [UInt8]
  private var index = 0
  private static let deepest = 200

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is tolerated.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  func problem(_ reason: String) -> JSON.Problem {
    let isCut = index >= bytes.count
    return JSON.Problem(message: isCut ? "it ends too early" : "byte \(index): \(reason)")
  }

  var isAtEnd: Bool {
    mutating get {
      space()
      return index == bytes.count
    }
  }

  private mutating func space() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    space()
    guard index < bytes.count, bytes[index] == UInt8(ascii: letter) else { return false }
    index += 1
    return true
  }

  mutating func value(depth: Int) throws(JSON.Problem) -> JSON {
    guard depth < Self.deepest else { throw problem("too many levels") }
    space()
    guard index < bytes.count else { throw problem("") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try list(depth)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(_ depth: Int) throws(JSON.Problem) -> JSON {
    index += 1
    var members: [JSON.Member] = []
    if take("}") { return .object(members) }
    repeat {
      space()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw problem("a name is missing") }
      let name = try text()
      guard take(":") else { throw problem("a colon is missing") }
      members.append(JSON.Member(name, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw problem("a comma or } is missing") }
    return .object(members)
  }

  private mutating func list(_ depth: Int) throws(JSON.Problem) -> JSON {
    index += 1
    var values: [JSON] = []
    if take("]") { return .list(values) }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw problem("a comma or ] is missing") }
    return .list(values)
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSON.Problem) -> JSON {
    guard bytes[index...].starts(with: word.utf8) else { throw problem("a value is missing") }
    index += word.utf8.count
    return value
  }

  private mutating func number() throws(JSON.Problem) -> JSON {
    let start = index
    while index < bytes.count, "+-.eE0123456789".utf8.contains(bytes[index]) { index += 1 }
    let digits = String(decoding: bytes[start..<index], as: UTF8.self)
    guard Double(digits) != nil, !digits.hasPrefix("+") else { throw problem("a value is missing") }
    return .number(digits)
  }

  private mutating func text() throws(JSON.Problem) -> String {
    index += 1
    var result: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: result, as: UTF8.self)
      }
      index += 1
      if byte == UInt8(ascii: "\\") { try escape(into: &result) } else { result.append(byte) }
    }
    throw problem("")
  }

  private mutating func escape(into result: inout [UInt8]) throws(JSON.Problem) {
    guard index < bytes.count else { throw problem("") }
    let letter = bytes[index]
    index += 1
    switch letter {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "u"): result.append(contentsOf: String(Character(try scalar())).utf8)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
    default: throw problem("an unknown escape")
    }
  }

  /// One or, for a surrogate pair, two code units; half a pair becomes U+FFFD.
  private mutating func scalar() throws(JSON.Problem) -> Unicode.Scalar {
    let first = try codeUnit()
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    guard bytes[index...].starts(with: "\\u".utf8) else { return "\u{FFFD}" }
    let before = index
    index += 2
    let second = try codeUnit()
    guard (0xDC00..<0xE000).contains(second) else {
      index = before
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func codeUnit() throws(JSON.Problem) -> UInt32 {
    guard index + 4 <= bytes.count else {
      index = bytes.count
      throw problem("")
    }
    let digits = bytes[index..<index + 4]
    let isHex = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard isHex, let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
      throw problem("four hexadecimal digits are missing")
    }
    index += 4
    return unit
  }
}
