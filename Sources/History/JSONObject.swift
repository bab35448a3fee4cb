/// One flat JSON object on one line: texts, numbers and truth values by key. Nested values are read over.
package struct JSONObject {
  package enum Value: Equatable {
    case text(String)
    case number(Double)
    case bool(Bool)
  }

  package private(set) var values: [String: Value] = [:]

  package subscript(text key: String) -> String? { if case .text(let text) = values[key] { text } else { nil } }
  package subscript(number key: String) -> Double? { if case .number(let number) = values[key] { number } else { nil } }
  package subscript(bool key: String) -> Bool? { if case .bool(let bool) = values[key] { bool } else { nil } }

  /// nil when the bytes are no JSON object.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    var reader = JSONReader(bytes: bytes)
    guard let values = reader.object() else { return nil }
    self.values = values
  }
}

extension JSONObject {
  /// What can be read of a broken object, up to the first mistake.
  package init(beginningOf bytes: UnsafeRawBufferPointer) {
    var reader = JSONReader(bytes: bytes)
    _ = reader.object { key, value in values[key] = value }
  }
}

/// Writes flat JSON objects.
package struct JSONLine {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  package init() {}

  package mutating func add(_ key: String, text: String) {
    begin(key)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { append(escaping: byte) }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func add(_ key: String, literal: String) {
    begin(key)
    bytes.append(contentsOf: literal.utf8)
  }

  /// The object with its closing brace.
  package consuming func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private mutating func begin(_ key: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(contentsOf: "\"\(key)\":".utf8)
  }

  private mutating func append(escaping byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0..<0x20, 0x7F: bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
    default: bytes.append(byte)
    }
  }
}

private struct JSONReader {
  let bytes: UnsafeRawBufferPointer
  private var index = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func object() -> [String: JSONObject.Value]? {
    var values: [String: JSONObject.Value] = [:]
    return object { values[$0] = $1 } ? values : nil
  }

  /// Gives the members one by one; false when it is no whole object.
  mutating func object(_ member: (String, JSONObject.Value) -> Void) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      guard let key = text(), take(UInt8(ascii: ":")) else { return false }
      if let value = value() { member(key, value) } else if !skipValue() { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  private mutating func space() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    space()
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[index + offset] != word.utf8Start[offset] { return false }
    index += length
    return true
  }

  private mutating func value() -> JSONObject.Value? {
    space()
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = index
      while index < bytes.count, "+-.eE0123456789".utf8.contains(bytes[index]) { index += 1 }
      return Double(String(decoding: bytes[start..<index], as: UTF8.self)).map { .number($0) }
    default: return nil
    }
  }

  /// Passes null, a list or an object.
  private mutating func skipValue() -> Bool {
    if word("null") { return true }
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        if text() == nil { return false }
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { return true }
    }
    return false
  }

  private mutating func text() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var result: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: result, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        guard escape(into: &result) else { return nil }
      } else {
        result.append(byte)
      }
    }
    return nil
  }

  private mutating func escape(into result: inout [UInt8]) -> Bool {
    guard index < bytes.count else { return false }
    let letter = bytes[index]
    index += 1
    switch letter {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "u"):
      guard let scalar = codeUnits() else { return false }
      result.append(contentsOf: UTF8.encode(scalar)!)
    default: result.append(letter)
    }
    return true
  }

  private mutating func codeUnits() -> Unicode.Scalar? {
    guard let first = hex() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    guard word("\\u"), let second = hex(), (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hex() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    defer { index += 4 }
    return UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
  }
}
