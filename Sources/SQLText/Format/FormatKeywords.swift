/// Decides which words are written in the case of keywords.
struct FormatKeywords {
  private let tokens: [FormatToken]
  private let wanted: FormatOptions.KeywordCase
  /// Whether the statement is a query: there, unreserved keywords are more often names.
  private let isQuery: Bool

  init(_ tokens: [FormatToken], _ wanted: FormatOptions.KeywordCase) {
    self.tokens = tokens
    self.wanted = wanted
    let verb = tokens.first { !$0.word.isEmpty }?.word ?? ""
    isQuery = FormatLayout.queryVerbs.contains(verb) || verb == "explain"
  }

  func changes(_ index: Int) -> Bool {
    let token = tokens[index]
    guard wanted != .preserve, !token.word.isEmpty else { return false }
    if index > 0, let before = Self.pairs[token.word], before.contains(tokens[index - 1].word) { return true }
    switch token.highlight {
    // In upper case a type that is a column's name as well would shout.
    case .type: return wanted == .lower || Keywords.needsQuotes(token.word)
    case .keyword where wanted == .lower || Keywords.needsQuotes(token.word): return true
    case .keyword: return !isQuery || Self.syntax.contains(token.word)
    // Called with or without a space before the parenthesis.
    case .function, .identifier:
      guard Keywords.needsQuotes(token.word), index == 0 || tokens[index - 1].kind != .dot else { return false }
      return index + 1 < tokens.count && tokens[index + 1].kind == .leftParen
    default: return false
    }
  }

  /// Words that are names but for the words before them.
  private static let pairs: [String: Set<String>] = [
    "key": ["primary", "foreign", "no", "for"], "first": ["nulls"], "last": ["nulls"], "row": ["each", "current"],
    "type": ["create", "alter", "drop"], "only": ["rows", "row"], "action": ["no"], "share": ["for", "key"],
    "skip": ["share", "update"], "read": ["only", "transaction"],
  ]

  /// Unreserved keywords that are syntax in queries far more often than names.
  private static let syntax: Set<String> = [
    "insert", "update", "delete", "merge", "explain", "set", "by", "over", "partition", "rows", "range", "groups",
    "preceding", "following", "unbounded", "recursive", "materialized", "nothing", "conflict", "filter", "within",
    "ordinality", "matched", "nulls", "ties", "escape", "zone", "rollup", "cube", "locked", "nowait", "sets", "at",
    "exclude", "others", "cascade", "restrict", "uescape",
  ]
}
