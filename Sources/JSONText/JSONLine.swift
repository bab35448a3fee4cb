/// Writes flat JSON objects.
package struct JSONLine {
  /// What is written so far, without the closing brace.
  package private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  package init() {}

  package mutating func add(_ key: String, text: String) {
    begin(key)
    JSONString.quote(text, into: &bytes)
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
}
