/// Decides what may stand between two tokens of a statement, from what stands before.
struct SlotReader {
  let outline: StatementOutline
  let index: Int

  private var previous: String? { outline.word(index - 1) }

  func slot() -> CompletionPlace.Slot {
    if index <= outline.start { return .statementStart }
    if outline.kind(index - 1) == .cast { return .type }
    let enclosing = enclosingParen()
    if let enclosing, !outline.startsQuery(enclosing + 1) || enclosing + 1 == index {
      return slot(inParen: enclosing)
    }
    let query = outline.queries(around: index)[0]
    return slot(in: outline.branch(of: query, at: index))
  }

  /// Whether no parenthesis is open before the place.
  var isOutermost: Bool { enclosingParen() == nil }

  /// The innermost parenthesis that is open before the place.
  func enclosingParen() -> Int? {
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
    let query = outline.queries(around: paren)[0]
    let branch = outline.branch(of: query, at: paren)
    let clause = clause(before: paren, from: branch.lowerBound)
    if paren + 1 == index {
      let startsQuery = before == "as" || before == "materialized" || outline.kind(paren - 1) == nil
      if startsQuery || before == "using" && verb(of: branch) == "merge" {
        return .words(["select", "with", "values", "insert into", "update", "delete from", "merge into", "table"])
      }
    }
    if before == "using" { return .joinColumns }
    if clause == .insert { return .insertColumns }
    if clause == .from, before == "from" || before == "join" || outline.kind(paren - 1) == .comma {
      return isOperandDone ? .afterOperand(clause: .from) : .relation
    }
    if before == "cast" || outline.word(index - 1) == "as" {
      return previous == "as" ? .type : expression(clause: .none)
    }
    if before == "conflict" { return .insertColumns }
    if clause == .set, before == "set" || outline.kind(paren - 1) == .comma { return .insertColumns }
    let inner = self.clause(before: index, from: paren + 1)
    return expression(clause: [.orderBy, .whereClause].contains(inner) ? inner : .none)
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
    switch clause(before: index, from: branch.lowerBound) {
    case .from:
      if previous == "from" || previous == "only" || outline.kind(index - 1) == .comma { return .relation }
      if previous == "join" { return .joinTarget }
      if previous == "using", verb == "delete" || verb == "merge" { return .relation }
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
    case .window:
      let namesNext = previous == "window" || previous == "as" || outline.kind(index - 1) == .comma
      return namesNext ? .nothing : .afterOperand(clause: .having)
    case .none: return verb == nil ? .anything : .afterOperand(clause: .none)
    case let clause: return expression(clause: clause)
    }
  }

  private func expression(clause: CompletionPlace.Clause) -> CompletionPlace.Slot {
    if previous == "as" { return .nothing }
    return operatorRest.map { .words($0) } ?? (isOperandDone ? .afterOperand(clause: clause) : .expression)
  }

  /// What goes on with an operator of several words that has begun.
  private var operatorRest: [String]? {
    switch previous {
    case "is": ["null", "not null", "true", "false", "unknown", "distinct from", "not distinct from"]
    case "not" where outline.word(index - 2) == "is": ["null", "true", "false", "unknown", "distinct from"]
    case "not" where SlotReader(outline: outline, index: index - 1).isOperandDone:
      ["in", "like", "ilike", "between", "similar to"]
    case "similar": ["to"]
    case "at" where SlotReader(outline: outline, index: index - 1).isOperandDone: ["time zone"]
    case "within" where outline.kind(index - 2) == .rightParen: ["group"]
    default: nil
    }
  }

  /// Whether the token before the place ends an operand, so that no other may follow.
  var isOperandDone: Bool {
    switch outline.kind(index - 1) {
    case .word:
      let word = outline.word(index - 1) ?? ""
      return !Keywords.isReserved(word) && !["by", "between", "values", "set", "is", "like", "ilike"].contains(word)
        || Self.reservedOperands.contains(word) || word == "default" && outline.kind(index - 2) != .word
    case .rightParen:
      let start = outline.start(ofParen: index - 1)
      return outline.word(start - 1) != "on" || outline.word(start - 2) != "distinct"
    case .quotedIdentifier, .string, .dollarString, .number, .parameter, .rightBracket: return true
    case .symbol: return isStar
    default: return false
    }
  }

  private static let reservedOperands: Set<String> = [
    "null", "true", "false", "end", "asc", "desc", "current_catalog", "current_date", "current_role",
    "current_schema", "current_time", "current_timestamp", "current_user", "localtime", "localtimestamp",
    "session_user",
    "user",
  ]

  /// `*` of a select list or `count(*)`, not a multiplication.
  var isStar: Bool {
    let token = outline.tokens[index - 1]
    guard token.end - token.start == 1, outline.text[token.start] == UInt8(ascii: "*") else { return false }
    switch outline.kind(index - 2) {
    case .comma, .leftParen, .dot: return true
    case .word: return ["select", "distinct", "all", "returning"].contains(outline.word(index - 2) ?? "")
    default: return false
    }
  }

  /// The word that a query begins with, that behind its WITH.
  func verb(of branch: Range<Int>) -> String? {
    let verbs: Set<String> = ["select", "insert", "update", "delete", "merge", "values"]
    return outline.outer(branch.lowerBound..<max(branch.lowerBound, index)).lazy
      .compactMap { outline.word($0) }.first { verbs.contains($0) }
  }

  /// The last keyword before a place that opens a clause, parentheses passed over.
  private func clause(before place: Int, from start: Int) -> CompletionPlace.Clause {
    var clause = CompletionPlace.Clause.none
    for token in outline.outer(start..<max(start, place)) {
      switch outline.word(token) {
      case "select", "perform": clause = .select
      case "from": if !outline.isOperator(from: token) { clause = .from }
      case "join", "cross", "natural", "inner", "left", "right", "full":
        if outline.kind(token + 1) != .leftParen || outline.word(token) == "join" { clause = .from }
      case "using":
        let joins = outline.kind(token + 1) == .leftParen && !outline.startsQuery(token + 2)
        clause = joins ? clause : .from
      case "on":
        if outline.word(token - 1) != "distinct" { clause = outline.word(token + 1) == "conflict" ? .values : .on }
      case "where": clause = .whereClause
      case "having": clause = .having
      case "group": if outline.word(token - 1) != "within" { clause = .groupBy }
      case "window": clause = .window
      case "order": clause = .orderBy
      case "limit", "offset": clause = .limit
      case "for": if clause != .none { clause = .lock }
      case "set": clause = .set
      case "returning": clause = .returning
      case "values": clause = .values
      case "into": clause = .insert
      case "insert": if outline.word(token - 1) == "then" { clause = .insert }
      case "update": clause = ["for", "key"].contains(outline.word(token - 1)) ? clause : .update
      case "with": clause = token == start ? .with : clause
      default: break
      }
    }
    return clause
  }
}
