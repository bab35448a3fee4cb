/// One flat JSON object: texts, numbers and truth values by key. Nested values and nulls are read over.
package struct JSONObject {
  package enum Value: Equatable {
    case text(String)
    /// The digits as they stand, so that no number loses any.
    case number(String)
    case bool(Bool)
  }

  package private(set) var values: [String: Value] = [:]

  package subscript(text key: String) -> String? { if case .text(let text) = values[key] { text } else { nil } }
  package subscript(bool key: String) -> Bool? { if case .bool(let bool) = values[key] { bool } else { nil } }
  package subscript(number key: String) -> Double? {
    if case .number(let digits) = values[key] { Double(digits) } else { nil }
  }

  /// nil when the bytes do not begin with a JSON object.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    do throws(JSONProblem) { _ = try read(bytes) } catch { return nil }
  }

  /// nil when the bytes are not one JSON object and nothing else.
  package init?(whole bytes: UnsafeRawBufferPointer) {
    do throws(JSONProblem) {
      var rest = try read(bytes)
      guard rest.next() == nil else { return nil }
    } catch { return nil }
  }

  /// What can be read of a broken object, up to the first mistake.
  package init(beginningOf bytes: UnsafeRawBufferPointer) {
    do throws(JSONProblem) { _ = try read(bytes) } catch {}
  }

  /// What stands behind the object is left.
  private mutating func read(_ bytes: UnsafeRawBufferPointer) throws(JSONProblem) -> JSONScanner {
    var scanner = JSONScanner(bytes)
    try scanner.object { (scanner, key) throws(JSONProblem) in
      switch scanner.next() {
      case UInt8(ascii: "\""): values[key] = .text(try scanner.text())
      case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: values[key] = .number(try scanner.number())
      case UInt8(ascii: "t") where scanner.take(word: "true"): values[key] = .bool(true)
      case UInt8(ascii: "f") where scanner.take(word: "false"): values[key] = .bool(false)
      default: try scanner.skipValue()
      }
    }
    return scanner
  }
}
