/// What a statement means to the transaction that it runs in, told from its first words.
package enum TransactionRule {
  /// Whether the statement begins or ends a transaction itself, or is one that the server refuses inside of one.
  package static func standsAlone(_ statement: String) -> Bool {
    let words = firstWords(of: Array(statement.utf8))
    func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }
    switch word(0) {
    case "abort", "begin", "start", "commit", "end", "rollback", "vacuum": return true
    case "prepare": return word(1) == "transaction"
    case "cluster": return words.count == 1
    case "discard": return word(1) == "all"
    case "alter": return word(1) == "system"
    case "create":
      if ["database", "tablespace", "subscription"].contains(word(1)) { return true }
      return isConcurrentIndex(words)
    case "drop":
      if ["database", "tablespace", "subscription", "system"].contains(word(1)) { return true }
      return isConcurrentIndex(words)
    case "reindex": return ["database", "system"].contains(word(1)) || words.prefix(4).contains("concurrently")
    default: return false
    }
  }

  private static func isConcurrentIndex(_ words: [String]) -> Bool {
    guard let place = words.prefix(3).firstIndex(of: "index") else { return false }
    return words.indices.contains(place + 1) && words[place + 1] == "concurrently"
  }

  /// The words before anything else but parentheses, at most five, in lower case.
  private static func firstWords(of text: [UInt8]) -> [String] {
    text.withUnsafeBufferPointer { bytes in
      var lexer = Lexer(bytes, startsStatement: false)
      var words: [String] = []
      var depth = 0
      while words.count < 5, let token = lexer.next() {
        switch token.kind {
        case .leftParen: depth += 1
        case .rightParen: depth -= 1
        case .word where depth == 0: words.append(String(decoding: text[token.range], as: UTF8.self).lowercased())
        default: if depth == 0, !token.isTrivia { return words }
        }
      }
      return words
    }
  }
}
