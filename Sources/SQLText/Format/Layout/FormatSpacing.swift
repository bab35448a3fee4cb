/// Whether a space goes between two tokens that stay on one line.
struct FormatSpacing {
  let tokens: [FormatToken]
  /// The first words of the statement.
  let verb: String

  init(_ tokens: [FormatToken]) {
    self.tokens = tokens
    verb = tokens.first { !$0.word.isEmpty }?.word ?? ""
  }

  func needsSpace(before index: Int) -> Bool {
    guard index > 0 else { return false }
    let left = tokens[index - 1]
    let right = tokens[index]
    // What would be read as one token, or is read as two only while it touches.
    if left.kind == .symbol, right.kind == .symbol {
      return isColon(index - 1) || isColon(index) ? !right.isAdjacent : true
    }
    if right.isAdjacent, Self.isSolid(left.kind), Self.isSolid(right.kind) { return false }
    switch right.kind {
    case .comma, .semicolon, .rightParen, .rightBracket, .cast: return false
    case .dot: return left.kind == .number || (!isOperand(index - 1) && !right.isAdjacent)
    case .leftBracket: return !(isOperand(index - 1) || left.word == "array")
    case .leftParen: return needsSpace(beforeParen: index)
    default: break
    }
    switch left.kind {
    case .leftParen, .leftBracket, .dot, .cast: return false
    case .symbol where isColon(index - 1): return !right.isAdjacent
    case .symbol where isPrefix(index - 1): return false
    default: break
    }
    if isColon(index) { return !right.isAdjacent }
    return true
  }

  private func isColon(_ index: Int) -> Bool { tokens[index].symbol == UInt8(ascii: ":") }

  /// Tokens whose ends and starts are letters, digits or quotes.
  private static func isSolid(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .word, .quotedIdentifier, .string, .dollarString, .number, .parameter, .other: true
    default: false
    }
  }

  /// Whether an expression can end with the token, so that an operator behind it takes two sides.
  func isOperand(_ index: Int) -> Bool {
    let token = tokens[index]
    switch token.kind {
    case .quotedIdentifier, .string, .dollarString, .number, .parameter, .rightParen, .rightBracket: return true
    case .word: return isName(index) || Self.endingWords.contains(token.word)
    case .symbol: return isStar(index)
    default: return false
    }
  }

  /// Whether the word is no keyword that something follows.
  private func isName(_ index: Int) -> Bool {
    if index > 0, tokens[index - 1].kind == .dot { return true }
    return !Keywords.isReserved(tokens[index].word) && !Self.openingWords.contains(tokens[index].word)
  }

  private static let endingWords: Set<String> = [
    "null", "true", "false", "end", "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp",
    "current_user", "session_user", "user", "current_role", "current_catalog", "current_schema", "default",
  ]

  /// Unreserved words that an expression or a list follows.
  private static let openingWords: Set<String> = [
    "by", "set", "values", "between", "like", "ilike", "is", "return", "returns", "over", "filter", "exists", "key",
  ]

  /// `*` for every column or row, not between two factors.
  private func isStar(_ index: Int) -> Bool {
    guard tokens[index].symbol == UInt8(ascii: "*") else { return false }
    guard index > 0 else { return true }
    return tokens[index - 1].kind == .dot || !isOperand(index - 1)
  }

  /// A sign or another operator with nothing on its left.
  private func isPrefix(_ index: Int) -> Bool {
    if isStar(index) { return false }
    return index == 0 || !isOperand(index - 1)
  }

  // MARK: Parentheses

  private func needsSpace(beforeParen index: Int) -> Bool {
    let left = tokens[index - 1]
    switch left.kind {
    case .leftParen, .leftBracket, .dot, .cast: return false
    case .quotedIdentifier: return isDefined(index - 1)
    case .symbol: return !isPrefix(index - 1) && !(isColon(index - 1) && tokens[index].isAdjacent)
    case .word: break
    default: return true
    }
    if index > 1, tokens[index - 2].kind == .dot { return isDefined(index - 1) }
    if left.word == "all" || left.word == "any" || left.word == "some" {
      return index > 1 && ["union", "except", "intersect", "select"].contains(tokens[index - 2].word)
    }
    if Self.callingWords.contains(left.word) { return false }
    if Keywords.isReserved(left.word) || Self.listWords.contains(left.word) { return true }
    return isDefined(index - 1)
  }

  /// Keywords that take arguments as functions do.
  private static let callingWords: Set<String> = [
    "array", "cast", "left", "right", "grouping", "rollup", "cube", "coalesce", "greatest", "least", "nullif",
    "current_time", "current_timestamp", "localtime", "localtimestamp",
  ]

  /// Unreserved words that a list or a query in parentheses follows.
  private static let listWords: Set<String> = [
    "values", "exists", "over", "filter", "key", "include", "conflict", "by", "set", "as", "options", "only", "columns",
    "sets", "within", "partition", "range", "list", "hash", "between", "is", "like", "ilike", "of", "add",
    "materialized",
    "explain", "execute", "generated", "always", "identity", "with", "when", "returns", "except", "inherits", "group",
    "insert", "update", "attribute", "storage", "temp", "ordinality", "exclude", "if", "return", "statistics", "view",
  ]

  /// Whether the name before a parenthesis is one that a list of columns follows, not the name of a function that is called.
  private func isDefined(_ last: Int) -> Bool {
    var place = last - 1
    while place > 0, tokens[place].kind == .dot { place -= 2 }
    guard place >= 0 else { return false }
    switch tokens[place].word {
    case "into", "references", "table", "copy", "analyze", "vacuum", "type", "index": return true
    case "exists": return verb == "create"
    case "on": return verb == "create" && tokens.prefix(4).contains { $0.word == "index" }
    case "view", "recursive": return verb == "create"
    case "of": return verb == "create"
    default: return false
    }
  }
}
