extension StringRule {
  /// The text for a parser that reads strings as the standard says: no escapes in plain strings, each byte at its place.
  package func standardized(_ text: [UInt8]) -> [UInt8] {
    guard hasEscapes || turn > 0, text.contains(UInt8(ascii: "\\")) else { return text }
    var result = text
    for token in Lexer.tokens(text, strings: self) where token.kind == .string && hasEscapes(at: token.start) {
      guard [UInt8(ascii: "'"), UInt8(ascii: "N"), UInt8(ascii: "n")].contains(text[token.start]) else { continue }
      var index = token.start
      while index + 1 < token.end {
        let isEscape = text[index] == UInt8(ascii: "\\")
        if isEscape { result.replaceSubrange(index...index + 1, with: "__".utf8) }
        index += isEscape ? 2 : 1
      }
    }
    return result
  }
}
