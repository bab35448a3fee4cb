/// The names that a platform takes, as far as they can be told before it is asked. What else is wrong with one the platform says.
package struct NameRule: Sendable, Hashable {
  /// Possible beside lower-case letters and digits, each once.
  private let marks: String

  package init(marks: String) { self.marks = marks }

  /// `lower-case letters, digits and - _`
  var text: String { "lower-case letters, digits and \(marks.map(String.init).joined(separator: " "))" }

  /// What is wrong with a name, nil when nothing is.
  static func complaint(_ name: String, _ rule: NameRule?) -> String? {
    if name.isEmpty { return "a name is needed" }
    guard let rule, !name.utf8.allSatisfy(rule.allows) else { return nil }
    return "a name has \(rule.text)"
  }

  private func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: marks.utf8.contains(byte)
    }
  }
}
