/// Decides what may stand between two tokens of a statement, from what stands before.
struct SlotReader {
  let outline: StatementOutline
  let index: Int

  private var previous: String? { outline.word(index - 1) }

  func slot() -> CompletionPlace.Slot {
    if index == 0 { return .statementStart }
    if outline.kind(index - 1) == .cast { return .type }
    let enclosing = enclosingParen()
    if let enclosing, !outline.startsQuery(enclosing + 1) || enclosing + 1 == index {
      return slot(inParen: enclosing)
    }
    let query = outline.queries(around: index)[0]
    return slot(in: outline.branch(of: query, at: index))
  }

  /// The innermost parenthesis that is open before the place.
  private func enclosingParen() -> Int? {
    var open: [Int] = []
    for place in 0..<index {
      if outline.kind(place) == .leftParen { open.append(place) }
      if outline.kind(place) == .rightParen { _ = open.popLast() }
    }
    return open.last
  }

  // MARK: In parentheses that hold no query

  private func slot(inParen paren: Int) -> CompletionPlace.Slot {
    let before = outline.word(paren - 1)
    if paren + 1 == index, before == "as" || outline.kind(paren - 1) == nil { return .statementStart }
    if before == "using" { return .joinColumns }
    let query = outline.queries(around: paren)[0]
    let clause = clause(before: paren, from: outline.branch(of: query, at: paren).lowerBound)
    if clause == .insert { return .insertColumns }
    if clause == .from, before == "from" || before == "join" || outline.kind(paren - 1) == .comma {
      return isOperandDone ? .afterOperand(clause: .from) : .relation
    }
    if before == "cast" || outline.word(index - 1) == "as" {
      return previous == "as" ? .type : expression(clause: .none)
    }
    if definesColumns(paren) {
      let isFirst = paren + 1 == index || outline.kind(index - 1) == .comma
      if isFirst { return .nothing }
      return outline.kind(index - 2) == .comma || index - 2 == paren ? .type : .anything
    }
    if before == "conflict" { return .insertColumns }
    return expression(clause: .none)
  }

  private func definesColumns(_ paren: Int) -> Bool {
    let query = outline.queries(around: paren)[0]
    guard outline.word(query.lowerBound) == "create" else { return false }
    return outline.outer(query).prefix(8).contains { outline.word($0) == "table" || outline.word($0) == "type" }
  }

  /// The clause of the innermost query that the place is in, whatever parentheses of an expression are around it.
  var currentClause: CompletionPlace.Clause {
    let query = outline.queries(around: index)[0]
    return clause(before: index, from: outline.branch(of: query, at: index).lowerBound)
  }

  // MARK: In a query

  private func slot(in branch: Range<Int>) -> CompletionPlace.Slot {
    let verb = outline.word(branch.lowerBound)
    if branch.lowerBound >= index { return .statementStart }
    if let verb, let slot = slot(ofVerb: verb, branch) { return slot }
    switch clause(before: index, from: branch.lowerBound) {
    case .from:
      if previous == "from" || previous == "only" || outline.kind(index - 1) == .comma { return .relation }
      if previous == "join" { return .joinTarget }
      if previous == "lateral" { return .function }
      if previous == "as" { return .nothing }
      return .afterOperand(clause: .from)
    case .insert: return previous == "into" ? .relation : .afterOperand(clause: .insert)
    case .update: return previous == "update" || previous == "only" ? .relation : .afterOperand(clause: .update)
    case .set:
      if previous == "set" || outline.kind(index - 1) == .comma { return .setTarget }
      return expression(clause: .set)
    case .on: return previous == "on" ? .joinCondition : expression(clause: .on)
    case .with: return .afterOperand(clause: .with)
    case .none: return verb == nil ? .anything : .afterOperand(clause: .none)
    case let clause: return expression(clause: clause)
    }
  }

  private func expression(clause: CompletionPlace.Clause) -> CompletionPlace.Slot {
    if previous == "as" { return .nothing }
    return isOperandDone ? .afterOperand(clause: clause) : .expression
  }

  /// Whether the token before the place ends an operand, so that no other may follow.
  private var isOperandDone: Bool {
    switch outline.kind(index - 1) {
    case .word:
      let word = outline.word(index - 1) ?? ""
      return !Keywords.isReserved(word) && !["by", "between", "values", "set", "is", "like", "ilike"].contains(word)
        || ["null", "true", "false", "end", "current_date", "current_user", "asc", "desc"].contains(word)
    case .quotedIdentifier, .string, .dollarString, .number, .parameter, .rightParen, .rightBracket: return true
    case .symbol: return isStar
    default: return false
    }
  }

  /// `*` of a select list or `count(*)`, not a multiplication.
  private var isStar: Bool {
    let token = outline.tokens[index - 1]
    guard token.end - token.start == 1, outline.text[token.start] == UInt8(ascii: "*") else { return false }
    switch outline.kind(index - 2) {
    case .comma, .leftParen, .dot: return true
    case .word: return ["select", "distinct", "all", "returning"].contains(outline.word(index - 2) ?? "")
    default: return false
    }
  }

  /// The last keyword before a place that opens a clause, parentheses passed over.
  private func clause(before place: Int, from start: Int) -> CompletionPlace.Clause {
    var clause = CompletionPlace.Clause.none
    for token in outline.outer(start..<max(start, place)) {
      switch outline.word(token) {
      case "select": clause = .select
      case "from": if outline.word(token - 1) != "distinct" { clause = .from }
      case "join", "cross", "natural", "inner", "left", "right", "full":
        if outline.kind(token + 1) != .leftParen || outline.word(token) == "join" { clause = .from }
      case "using": clause = outline.kind(token + 1) == .leftParen ? clause : .from
      case "on": clause = outline.word(token + 1) == "conflict" ? .values : .on
      case "where": clause = .whereClause
      case "having": clause = .having
      case "group": clause = .groupBy
      case "order": clause = .orderBy
      case "limit", "offset": clause = .limit
      case "set": clause = .set
      case "returning": clause = .returning
      case "values": clause = .values
      case "into": clause = .insert
      case "update": clause = outline.word(token - 1) == "for" ? clause : .update
      case "with": clause = token == start ? .with : clause
      default: break
      }
    }
    return clause
  }

  // MARK: Other statements

  private func slot(ofVerb verb: String, _ branch: Range<Int>) -> CompletionPlace.Slot? {
    let words = outline.outer(branch.lowerBound..<index).compactMap { outline.word($0) }
    switch verb {
    case "set", "reset", "show": return setting(verb, words)
    case "alter", "drop", "comment", "truncate", "lock", "analyze", "vacuum", "reindex", "cluster", "refresh", "table":
      return object(words)
    case "create": return create(words)
    case "grant", "revoke": return grant(words)
    case "explain": return words.count == 1 || previous == "analyze" || previous == "verbose" ? .statementStart : nil
    case "copy": return words.count == 1 ? .relation : .anything
    default: return nil
    }
  }

  private func setting(_ verb: String, _ words: [String]) -> CompletionPlace.Slot {
    let names = words.filter { !["set", "reset", "show", "local", "session"].contains($0) }
    if words.contains("role") || words.contains("authorization") { return .role }
    guard let name = names.first else { return .setting }
    if name == "search_path", outline.kind(index - 1) != .word || previous == "to" { return .schema }
    return previous == "to" || outline.kind(index - 1) == .symbol ? .settingValue(name) : .anything
  }

  private func object(_ words: [String]) -> CompletionPlace.Slot {
    switch words.last {
    case "table", "view", "truncate", "analyze", "vacuum", "only", "lock", "concurrently", "sequence", "exists":
      return .relation
    case "on" where words.contains("comment"): return .anything
    case "schema": return .schema
    case "function", "procedure", "routine", "aggregate": return .function
    case "type": return words.contains("alter") && words.contains("column") ? .type : .type
    case "role", "user", "owner": return .role
    case "to" where words.contains("owner"): return .role
    case "column" where words.contains("drop") || words.contains("rename") || words.contains("alter"):
      return .insertColumns
    default: break
    }
    if words.count >= 2, words[words.count - 2] == "add" || words[words.count - 2] == "column", words.contains("add") {
      return .type
    }
    return .anything
  }

  private func create(_ words: [String]) -> CompletionPlace.Slot? {
    if words.contains("as"), words.contains("view") || words.contains("table") || words.contains("materialized") {
      // The query behind AS is a query like any other.
      return previous == "as" ? .statementStart : nil
    }
    if previous == "on" || previous == "references" { return .relation }
    if previous == "returns" { return .type }
    if previous == "owner" || previous == "authorization" { return .role }
    return .anything
  }

  private func grant(_ words: [String]) -> CompletionPlace.Slot {
    switch words.last {
    case "on", "table": .relation
    case "schema": .schema
    case "to", "from": .role
    default: .anything
    }
  }

  // MARK: Comparisons

  /// The column on the left of the operator before the place.
  func compared() -> (qualifier: String?, column: String)? {
    var place = index - 1
    if outline.kind(place) == .leftParen, outline.word(place - 1) == "in" { place -= 1 }
    let isOperator = outline.kind(place) == .symbol || outline.word(place) == "in"
    guard isOperator, let column = outline.name(place - 1) else { return nil }
    let qualifier = outline.kind(place - 2) == .dot ? outline.name(place - 3) : nil
    return (qualifier, column)
  }
}
