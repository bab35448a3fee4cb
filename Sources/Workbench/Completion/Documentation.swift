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
}
