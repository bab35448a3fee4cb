/// The texts that a CHECK leaves to a column: `status in ('open', 'paid')`, in any way that people or the server write it.
package struct AllowedValues: Sendable, Hashable {
  /// `value` for that of a domain.
  package var column: String
  package var texts: [String]

  /// Nil when the check says anything else, or more.
  package init?(check: String) {
    let text = Array(check.utf8)
    var words = Self.words(text)[...]
    if words.first == .name("check") { words.removeFirst() }
    column = ""
    texts = []
    repeat {
      guard readTerm(&words) else { return nil }
    } while words.popFirst() == .name("or")
    guard words.isEmpty, !texts.isEmpty else { return nil }
  }

  private enum Word: Hashable {
    case name(String)
    case text(String)
    case equals, comma, other
  }

  /// `column is null`, `column = 'a'`, `column = any array['a', 'b']` or `column in 'a', 'b'`, parentheses and casts left out.
  private mutating func readTerm(_ words: inout ArraySlice<Word>) -> Bool {
    guard case .name(let name)? = words.popFirst(), column.isEmpty || column == name else { return false }
    column = name
    switch words.popFirst() {
    case .name("is"): return words.popFirst() == .name("null")
    case .name("in"): return readTexts(&words)
    case .equals:
      if words.first == .name("any") { words.removeFirst() }
      if words.first == .name("array") { words.removeFirst() }
      return readTexts(&words)
    default: return false
    }
  }

  private mutating func readTexts(_ words: inout ArraySlice<Word>) -> Bool {
    repeat {
      guard case .text(let text)? = words.popFirst() else { return false }
      texts.append(text)
      guard words.first == .comma else { return true }
      words.removeFirst()
    } while true
  }

  /// Without what only groups or casts. Numbers are left out as those of types, `varchar(10)`: where another stands, a text is missing.
  private static func words(_ text: [UInt8]) -> [Word] {
    let tokens = Lexer.serverTokens(text).filter { !$0.isTrivia }
    var words: [Word] = []
    var isType = false
    for token in tokens {
      switch token.kind {
      case .cast: isType = true
      case .leftParen, .rightParen, .leftBracket, .rightBracket: isType = isType && token.kind == .leftBracket
      case .number: break
      case .word where isType && isTypeName(token, text): break
      default:
        isType = false
        words.append(word(token, text))
      }
    }
    return words
  }

  private static let typeNames: Set<String> = ["text", "character", "varying", "varchar", "bpchar", "char", "name"]

  private static func isTypeName(_ token: Token, _ text: [UInt8]) -> Bool {
    StatementOutline.name(token, text).map(typeNames.contains) ?? false
  }

  private static func word(_ token: Token, _ text: [UInt8]) -> Word {
    switch token.kind {
    case .word, .quotedIdentifier: StatementOutline.name(token, text).map(Word.name) ?? .other
    case .comma: .comma
    case .symbol: text[token.range].elementsEqual("=".utf8) ? .equals : .other
    case .string: plainText(text[token.range]).map(Word.text) ?? .other
    default: .other
    }
  }

  /// What a constant without escapes means.
  private static func plainText(_ constant: ArraySlice<UInt8>) -> String? {
    let quote = UInt8(ascii: "'")
    guard constant.first == quote, constant.count > 1, constant.last == quote, !constant.contains(0x0A) else {
      return nil
    }
    var isSecond = false
    let inner = constant.dropFirst().dropLast().filter { byte in
      isSecond = byte == quote && !isSecond
      return !isSecond
    }
    return String(decoding: inner, as: UTF8.self)
  }
}
