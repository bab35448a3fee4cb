import TextUI

extension Prompt {
  /// Its sentences, broken between words where a line of the overlay ends.
  func wrappedLines(width: Int) -> [String] { lines.flatMap { Self.wrapped($0, width: width) } }

  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines = [String(text.prefix { $0 == " " })]
    for word in text.drop(while: { $0 == " " }).split(separator: " ", omittingEmptySubsequences: false) {
      let last = lines[lines.count - 1]
      if last.allSatisfy({ $0 == " " }) {
        lines[lines.count - 1] = last + word
      } else if DisplayWidth.of(last) + 1 + DisplayWidth.of(word) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
