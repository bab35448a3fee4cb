/// What is known of a completion, as lines for the box beside the list.
package struct Documentation: Sendable, Hashable {
  package struct Line: Sendable, Hashable {
    package var text: String
    package var isHeading = false
  }

  package private(set) var lines: [Line] = []

  var isEmpty: Bool { lines.isEmpty }

  mutating func head(_ text: String) { lines.append(Line(text: text, isHeading: true)) }

  mutating func add(_ text: String?) {
    guard let text, !text.isEmpty else { return }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { lines.append(Line(text: String(line))) }
  }

  /// The lines, those that are too long folded between words; what follows stands further in.
  func folded(to width: Int) -> [Line] {
    lines.flatMap { line -> [Line] in
      var parts: [Line] = []
      var rest = line.text[...]
      while rest.count > width, width > 8 {
        let head = rest.prefix(width)
        let cut = head.lastIndex(of: " ").flatMap { $0 > head.index(head.startIndex, offsetBy: 6) ? $0 : nil }
        parts.append(Line(text: String(rest[..<(cut ?? head.endIndex)]), isHeading: line.isHeading))
        rest = Substring("    ") + rest[(cut ?? head.endIndex)...].drop { $0 == " " }
      }
      return parts + [Line(text: String(rest), isHeading: line.isHeading)]
    }
  }
}
