import SQLText

/// Reads the words of one statement from the left. Nothing it does fails: what is not there is nil.
struct DefinitionReader {
  let text: [UInt8]
  let tokens: [Token]
  var index = 0

  init(_ text: [UInt8], _ tokens: [Token]) {
    self.text = text
    self.tokens = tokens
  }

  var isAtEnd: Bool { index >= tokens.count }
  var kind: Token.Kind? { index < tokens.count ? tokens[index].kind : nil }

  /// The next word in lower case.
  var word: String? { word(at: index) }

  func word(at place: Int) -> String? {
    guard place < tokens.count, tokens[place].kind == .word else { return nil }
    return String(decoding: text[tokens[place].range], as: UTF8.self).lowercased()
  }

  /// Passes over the words if they come next, in this order.
  mutating func skip(_ words: String...) -> Bool {
    for (offset, word) in words.enumerated() where self.word(at: index + offset) != word { return false }
    index += words.count
    return true
  }

  /// Passes over any of the words, as often as they come.
  mutating func skipAll(_ words: Set<String>) {
    while let word, words.contains(word) { index += 1 }
  }

  /// Moves to the first of the words outside parentheses; false, and to the end, when there is none.
  mutating func find(_ words: Set<String>) -> Bool {
    while !isAtEnd {
      if let word, words.contains(word) { return true }
      skipOne()
    }
    return false
  }

  /// Passes over one token, or over everything in a pair of parentheses.
  mutating func skipOne() {
    guard kind == .leftParen else {
      index += 1
      return
    }
    var depth = 0
    while !isAtEnd {
      if kind == .leftParen { depth += 1 }
      if kind == .rightParen { depth -= 1 }
      index += 1
      if depth == 0 { return }
    }
  }

  /// What stands in the pair of parentheses that comes next.
  mutating func parenthesized() -> String {
    guard kind == .leftParen else { return "" }
    let start = index + 1
    skipOne()
    return source(start..<max(start, index - 1))
  }

  // MARK: Names

  mutating func name() -> String? {
    guard index < tokens.count, let name = StatementOutline.name(tokens[index], text) else { return nil }
    index += 1
    return name
  }

  struct Path: Hashable {
    var schema: String?
    var name: String
  }

  /// `name` or `schema.name`.
  mutating func path() -> Path? {
    guard var last = name() else { return nil }
    var schema: String?
    while kind == .dot {
      index += 1
      schema = last
      guard let next = name() else { break }
      last = next
    }
    return Path(schema: schema, name: last)
  }

  /// `(a, b)`
  mutating func names() -> [String] { parts().compactMap { part in DefinitionReader(text, part).firstName } }

  var firstName: String? { tokens.first.flatMap { StatementOutline.name($0, text) } }

  /// What stands between the commas of the parentheses that come next.
  mutating func parts() -> [[Token]] {
    guard kind == .leftParen else { return [] }
    let start = index + 1
    skipOne()
    var parts: [[Token]] = [[]]
    var depth = 0
    for token in tokens[min(start, index)..<max(start, index - 1)] {
      if token.kind == .leftParen { depth += 1 }
      if token.kind == .rightParen { depth -= 1 }
      if token.kind == .comma, depth == 0 { parts.append([]) } else { parts[parts.count - 1].append(token) }
    }
    return parts.filter { !$0.isEmpty }
  }

  // MARK: Texts

  /// What a string constant means.
  mutating func string() -> String? {
    guard index < tokens.count, kind == .string || kind == .dollarString else { return nil }
    defer { index += 1 }
    return Self.meaning(of: tokens[index], text)
  }

  static func meaning(of token: Token, _ text: [UInt8]) -> String {
    let bytes = text[token.range]
    if token.kind == .dollarString {
      let tag = bytes.dropFirst().prefix { $0 != UInt8(ascii: "$") }.count + 2
      return String(decoding: bytes.dropFirst(tag).dropLast(tag), as: UTF8.self)
    }
    let quote = UInt8(ascii: "'")
    let inner = bytes.drop { $0 != quote }.dropFirst().dropLast()
    var result: [UInt8] = []
    var isSecond = false
    for byte in inner {
      isSecond = byte == quote && !isSecond
      if !isSecond { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The tokens as they stand, one space where there was any.
  func source(_ range: Range<Int>) -> String {
    var result: [UInt8] = []
    var end: Int?
    for token in tokens[range.clamped(to: 0..<tokens.count)] {
      if let end, token.start > end { result.append(0x20) }
      result += text[token.range]
      end = token.end
    }
    return String(decoding: result, as: UTF8.self)
  }
}
