import SQLText

/// Takes secrets out of statements before they are kept anywhere.
package enum Redaction {
  static let mark = "***"

  /// Texts inside texts are read to this depth; each level can be a statement of its own, as in `DO $$ … EXECUTE '…' $$`.
  private static let deepest = 4

  /// The statement with every secret that can be recognised replaced by `***`.
  package static func redact(_ statement: String) -> String {
    String(decoding: redact(Array(statement.utf8), nesting: 0), as: UTF8.self)
  }

  static func redact(_ text: [UInt8], nesting: Int) -> [UInt8] {
    guard nesting < deepest else { return text }
    var reader = SecretReader(nesting: nesting)
    for token in Lexer.serverTokens(text) { reader.take(token.kind, text[token.range]) }
    var result = reader.result
    SecretPatterns.redactURIs(&result)
    return result
  }
}
