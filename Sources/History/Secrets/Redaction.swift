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
    var changes = changes(of: text, .standard, nesting)
    // What a backslash in a string means is the server's to say, and who reads the history does not know what it said.
    if text.contains(UInt8(ascii: "\\")) { changes += self.changes(of: text, StringRule(hasEscapes: true), nesting) }
    var result = made(changes, in: text)
    SecretPatterns.redactURIs(&result)
    return result
  }

  /// A part of the text and what is kept in its place.
  private struct Change {
    var range: Range<Int>
    var new: [UInt8]
  }

  private static func changes(of text: [UInt8], _ strings: StringRule, _ nesting: Int) -> [Change] {
    var reader = SecretReader(nesting: nesting)
    var changes: [Change] = []
    for token in Lexer.serverTokens(text, strings: strings) {
      let written = reader.result.count
      reader.take(token.kind, text[token.range])
      let new = reader.result[written...]
      if !new.elementsEqual(text[token.range]) { changes.append(Change(range: token.range, new: Array(new))) }
    }
    return changes
  }

  /// Makes the changes; where two readings change parts that overlap, all that either of them changes is a secret.
  private static func made(_ changes: [Change], in text: [UInt8]) -> [UInt8] {
    var merged: [Change] = []
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard let last = merged.last, change.range.lowerBound < last.range.upperBound else {
        merged.append(change)
        continue
      }
      if last.range == change.range, last.new == change.new { continue }
      let end = max(last.range.upperBound, change.range.upperBound)
      merged[merged.count - 1] = Change(range: last.range.lowerBound..<end, new: Array("'\(mark)'".utf8))
    }
    var result: [UInt8] = []
    var place = 0
    for change in merged {
      result += text[place..<change.range.lowerBound] + change.new
      place = change.range.upperBound
    }
    return result + text[place...]
  }
}
