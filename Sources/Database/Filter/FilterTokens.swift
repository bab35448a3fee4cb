/// The words of a filter.
struct FilterTokens {
  enum Kind: Equatable {
    case word
    /// In double quotes: the name of a column.
    case name
    /// In single quotes.
    case text
    /// Between slashes.
    case pattern(ignoresCase: Bool)
    case symbol
  }

  struct Token {
    var kind: Kind
    /// Without its quotes.
    var text: String
    /// Index of its first character.
    var offset: Int
    /// Characters of the quote before the text.
    var contentStart = 0
  }

  private let tokens: [Token]
  private var index = 0
  /// Where the text ends.
  let end: Int

  private static let symbols = ["!~*", "!~", "~*", "<=", ">=", "<>", "!=", "=", "<", ">", "~", "(", ")", ","]

  static func beginsQuoted(_ text: String) -> Bool {
    text.drop { $0 == " " }.first.map { "'\"/(".contains($0) } ?? false
  }

  /// Whether text whose quotes are not closed was meant as conditions.
  static func hasComparison(_ text: String) -> Bool {
    text.contains { "=<>~".contains($0) }
  }

  init(_ text: String) throws(FilterError) {
    let characters = Array(text.unicodeScalars)
    end = characters.count
    var tokens: [Token] = []
    var place = 0
    while place < characters.count {
      if characters[place] == " " || characters[place] == "\t" {
        place += 1
      } else {
        let isPattern = tokens.last.map { $0.kind == .symbol && $0.text.contains("~") } ?? false
        tokens.append(try Self.token(characters, &place, isPattern: isPattern))
      }
    }
    self.tokens = tokens
  }

  private static func token(
    _ characters: [Unicode.Scalar], _ place: inout Int, isPattern: Bool
  ) throws(FilterError) -> Token {
    let start = place
    switch characters[place] {
    case "'": return Token(kind: .text, text: try quoted(characters, &place), offset: start, contentStart: 1)
    case "\"": return Token(kind: .name, text: try quoted(characters, &place), offset: start, contentStart: 1)
    case "/":
      let text = try quoted(characters, &place, keepsEscapes: true)
      let ignoresCase = place < characters.count && characters[place] == "i"
      if ignoresCase { place += 1 }
      return Token(kind: .pattern(ignoresCase: ignoresCase), text: text, offset: start, contentStart: 1)
    default: break
    }
    if isPattern {
      return Token(kind: .word, text: text(characters[start..<patternEnd(characters, &place)]), offset: start)
    }
    for symbol in symbols where characters[place...].starts(with: symbol.unicodeScalars) {
      place += symbol.unicodeScalars.count
      return Token(kind: .symbol, text: symbol, offset: start)
    }
    // Behind a comparison anything up to a space may be a value; in front of it a name ends at a sign.
    while place < characters.count, !" \t=<>~!(),".unicodeScalars.contains(characters[place]) { place += 1 }
    if place == start { place += 1 }
    return Token(kind: .word, text: text(characters[start..<place]), offset: start)
  }

  /// A pattern without quotes ends at a space, or at a parenthesis that was opened before it.
  private static func patternEnd(_ characters: [Unicode.Scalar], _ place: inout Int) -> Int {
    var depth = 0
    let start = place
    while place < characters.count, characters[place] != " " {
      if characters[place] == "(" { depth += 1 }
      if characters[place] == ")" { depth -= 1 }
      if depth < 0, place > start { break }
      place += 1
    }
    return place
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// Up to the closing quote; a doubled one stands for itself, and a backslash keeps the slash behind it in a pattern.
  private static func quoted(
    _ characters: [Unicode.Scalar], _ place: inout Int, keepsEscapes: Bool = false
  ) throws(FilterError) -> String {
    let start = place
    let quote = characters[place]
    var content: [Unicode.Scalar] = []
    place += 1
    while place < characters.count {
      let scalar = characters[place]
      place += 1
      if keepsEscapes, scalar == "\\", place < characters.count {
        if characters[place] != quote { content.append(scalar) }
        content.append(characters[place])
        place += 1
      } else if scalar == quote {
        guard !keepsEscapes, place < characters.count, characters[place] == quote else { return text(content) }
        content.append(quote)
        place += 1
      } else {
        content.append(scalar)
      }
    }
    throw FilterError("the closing \(quote) is missing", at: start)
  }

  /// Whether this is meant as conditions: quoted text, or a word with a comparison behind it.
  func looksLikeConditions(_ columns: [Column]) -> Bool {
    let rest = tokens.drop { $0.kind == .symbol && $0.text == "(" || $0.kind == .word && $0.text.lowercased() == "not" }
    guard let first = rest.first else { return false }
    switch first.kind {
    case .text, .pattern, .name: return true
    case .symbol: return false
    case .word:
      guard let second = rest.dropFirst().first else { return false }
      if second.kind == .symbol { return second.text != "," && second.text != ")" && second.text != "(" }
      let isColumn = columns.contains { $0.name.lowercased() == first.text.lowercased() }
      return isColumn && ["is", "not", "in", "between"].contains(second.text.lowercased())
    }
  }

  // MARK: Reading

  var next: Token? { index < tokens.count ? tokens[index] : nil }

  /// Where the next token stands, or the end.
  var place: Int { next?.offset ?? end }

  mutating func advance() -> Token? {
    guard let token = next else { return nil }
    index += 1
    return token
  }

  mutating func take(word: String) -> Bool {
    guard let token = next, token.kind == .word, token.text.lowercased() == word else { return false }
    index += 1
    return true
  }

  mutating func take(symbol: String) -> Token? {
    guard let token = next, token.kind == .symbol, token.text == symbol else { return nil }
    index += 1
    return token
  }
}
