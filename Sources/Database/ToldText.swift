/// What servers and libraries tell is laid out by its own white space: their lines, and their tabs as in a terminal. It is kept as layout and
/// never shown as a mark; all other controls stay in the text, for whoever draws it to make harmless.
package enum ToldText {
  /// The lines of a text, tabs filled up to every eighth column of characters. White space at the end of the text goes.
  package static func lines(_ text: String) -> [String] {
    var lines = [String.UnicodeScalarView()]
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{B}", "\u{C}": lines.append(String.UnicodeScalarView())
      case "\t":
        let width = 8 - lines[lines.count - 1].count % 8
        lines[lines.count - 1].append(contentsOf: String(repeating: " ", count: width).unicodeScalars)
      default: lines[lines.count - 1].append(scalar)
      }
      previous = scalar
    }
    while lines.count > 1, lines[lines.count - 1].allSatisfy({ $0 == " " }) { lines.removeLast() }
    return lines.map { String($0) }
  }

  /// The same in one line: line ends and tabs, with the white space around them, are one space.
  package static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isLayout) else { return text }
    var line = String.UnicodeScalarView()
    var gap = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == " " || isLayout(scalar) {
        gap.append(scalar)
        continue
      }
      if !gap.isEmpty, !line.isEmpty {
        if gap.contains(where: isLayout) { line.append(" ") } else { line.append(contentsOf: gap) }
      }
      gap = String.UnicodeScalarView()
      line.append(scalar)
    }
    return String(line)
  }

  private static func isLayout(_ scalar: Unicode.Scalar) -> Bool { (0x09...0x0D).contains(scalar.value) }
}
