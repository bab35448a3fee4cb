/// One statement without space and comments, its parentheses paired: what scopes and places are read from. It never fails on broken text.
package struct StatementOutline: Sendable {
  let text: Rope
  let tokens: [Token]
  /// For each parenthesis the index of its partner: the end of the tokens for one that is never closed, -1 for one never opened.
  private let partners: [Int32]
  /// Each word in lower case.
  private let words: [String?]

  /// Index of the token that the statement starts with; another statement may stand before it, as EXPLAIN does.
  var start = 0

  /// `tokens` are those of the statement, trivia left out; `cursor` is the index of the first one behind the cursor, if there is one.
  init(text: Rope, tokens: [Token], cursor: Int = 0) {
    self.text = text
    self.tokens = tokens
    var partners = [Int32](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      if token.kind == .leftParen { open.append(index) }
      if token.kind == .rightParen, let start = open.popLast() {
        partners[start] = Int32(index)
        partners[index] = Int32(start)
      }
    }
    let words = tokens.map { $0.kind == .word ? Self.folded(text[$0.range]) : nil }
    for (depth, index) in open.reversed().enumerated() {
      let end = depth < Self.deepest ? Self.end(ofOpenParen: index, cursor, tokens, words) : tokens.count
      partners[index] = Int32(end)
    }
    self.partners = partners
    self.words = words
  }

  /// Levels of parentheses around a place that are looked at; what is nested deeper nobody wrote by hand, and each level costs a pass.
  static let deepest = 100

  private static let clauseStarts: Set<String> = [
    "from", "where", "group", "order", "having", "limit", "offset", "union", "intersect", "except", "returning", "join",
    "left", "inner", "right", "full", "cross", "set", "window",
  ]
  /// Those that also stand inside of parentheses that hold no query: what is before the cursor does not end them.
  private static let innerWords: Set<String> = ["order", "join", "left", "inner", "right", "full", "cross"]
  private static let takesFrom: Set<String> = ["extract", "substring", "trim", "overlay", "distinct"]

  /// Where a parenthesis ends that is still being written: before the clause that goes on behind the cursor, else with the statement.
  private static func end(ofOpenParen index: Int, _ cursor: Int, _ tokens: [Token], _ words: [String?]) -> Int {
    if index + 1 < tokens.count, ["select", "with", "values"].contains(words[index + 1] ?? "") { return tokens.count }
    if index > 0, takesFrom.contains(words[index - 1] ?? "") { return tokens.count }
    var depth = 0
    for place in index + 1..<tokens.count {
      if tokens[place].kind == .leftParen { depth += 1 }
      if tokens[place].kind == .rightParen { depth -= 1 }
      guard depth == 0, let word = words[place], clauseStarts.contains(word) else { continue }
      if place + 1 < tokens.count, tokens[place + 1].kind == .leftParen, ["left", "right"].contains(word) { continue }
      if place < cursor, innerWords.contains(word) || place == index + 1 { continue }
      return place
    }
    return tokens.count
  }

  /// Index of the parenthesis that closes the one at `index`.
  func end(ofParen index: Int) -> Int {
    tokens.indices.contains(index) && partners[index] >= 0 ? Int(partners[index]) : tokens.count
  }

  /// Index of the parenthesis that opens the one at `index`; 0 when none does.
  func start(ofParen index: Int) -> Int { tokens.indices.contains(index) ? max(0, Int(partners[index])) : 0 }

  package func kind(_ index: Int) -> Token.Kind? { tokens.indices.contains(index) ? tokens[index].kind : nil }

  /// The word at `index` in lower case; nil when there is none.
  package func word(_ index: Int) -> String? {
    words.indices.contains(index) ? words[index] : nil
  }

  private static func folded(_ word: RopeSlice) -> String {
    guard word.allSatisfy({ $0 < 0x80 }) else { return String(decoding: word, as: UTF8.self).lowercased() }
    return String(unsafeUninitializedCapacity: word.count) { buffer in
      for (place, byte) in word.enumerated() { buffer[place] = byte &- 0x41 < 26 ? byte | 0x20 : byte }
      return word.count
    }
  }

  /// The name that a word or quoted identifier stands for: folded to lower case, or as it is in its quotes.
  package func name(_ index: Int) -> String? {
    guard tokens.indices.contains(index) else { return nil }
    return words[index] ?? Self.name(tokens[index], text)
  }

  package static func name(_ token: Token, _ text: Rope) -> String? {
    guard token.kind == .word || token.kind == .quotedIdentifier else { return nil }
    return name(token, written: Array(text[token.range]))
  }

  package static func name(_ token: Token, _ text: [UInt8]) -> String? {
    guard token.kind == .word || token.kind == .quotedIdentifier else { return nil }
    return name(token, written: Array(text[token.range]))
  }

  private static func name(_ token: Token, written: [UInt8]) -> String? {
    switch token.kind {
    case .word: return String(decoding: written, as: UTF8.self).lowercased()
    case .quotedIdentifier:
      var inner = written.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
      if token.isTerminated { inner = inner.dropLast() }
      var result: [UInt8] = []
      var isSecond = false
      for byte in inner {
        if byte == UInt8(ascii: "\""), !isSecond {
          isSecond = true
          continue
        }
        isSecond = false
        result.append(byte)
      }
      return String(decoding: result, as: UTF8.self)
    default: return nil
    }
  }

  /// Whether the tokens from `index` on start a query.
  func startsQuery(_ index: Int) -> Bool {
    let first = (index..<index + Self.deepest).first { kind($0) != .leftParen }
    return switch first.flatMap({ word($0) }) {
    case "select", "with", "values", "insert", "update", "delete", "table", "merge": true
    default: false
    }
  }

  /// Gives the indices of a range that are in no parentheses of it; a parenthesis itself is given, what it holds is not.
  func outer(_ range: Range<Int>) -> [Int] {
    var indices: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      indices.append(index)
      index = tokens[index].kind == .leftParen ? max(index + 1, end(ofParen: index)) : index + 1
    }
    return indices
  }

  /// Whether the FROM at `index` belongs to IS DISTINCT FROM.
  func isOperator(from index: Int) -> Bool {
    word(index - 1) == "distinct" && (word(index - 2) == "is" || word(index - 2) == "not")
  }

  /// The parts of a name between dots.
  package func path(_ range: Range<Int>) -> [String] { range.compactMap { kind($0) == .dot ? nil : name($0) } }

  /// The queries around a place between tokens, innermost first; the last is the whole statement.
  func queries(around place: Int) -> [Range<Int>] {
    var found: [Range<Int>] = [min(start, tokens.count)..<tokens.count]
    var open: [Int] = []
    for index in 0..<min(place, tokens.count) {
      if tokens[index].kind == .leftParen { open.append(index) }
      if tokens[index].kind == .rightParen { _ = open.popLast() }
    }
    for index in open.suffix(Self.deepest) where startsQuery(index + 1) && tokens.indices.contains(index + 1) {
      found.append(index + 1..<end(ofParen: index))
    }
    return found.reversed()
  }

  /// The part of a query between UNION, INTERSECT and EXCEPT that holds the place.
  package func branch(of query: Range<Int>, at place: Int) -> Range<Int> {
    var start = query.lowerBound
    for index in outer(query) {
      guard let word = word(index), ["union", "intersect", "except"].contains(word) else { continue }
      if index >= place { return start..<index }
      start = index + 1
      if let next = self.word(start), next == "all" || next == "distinct" { start += 1 }
    }
    return min(start, query.upperBound)..<query.upperBound
  }
}
