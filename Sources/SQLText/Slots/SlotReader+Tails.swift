extension SlotReader {
  /// What follows a word that leaves little choice, at the end of a query or between two; nil where anything else may stand.
  func fixedSlot(in branch: Range<Int>) -> CompletionPlace.Slot? {
    let verb = verb(of: branch)
    switch outline.word(index - 1) {
    case "union", "intersect", "except": return .words(["all", "select", "distinct", "values", "table"])
    case "fetch" where verb != nil: return .words(["first", "next"])
    case "tablesample": return .words(["bernoulli(", "system("])
    case "on" where verb == "insert" && !isJoinOpen: return .words(["conflict"])
    case "conflict" where outline.word(index - 2) == "on":
      return .words(["do nothing", "do update set", "on constraint"])
    case "constraint" where outline.word(index - 3) == "conflict": return .constraint
    case "do" where verb == "insert": return .words(["update set", "nothing"])
    case "with" where index - 1 > branch.lowerBound: return withTail()
    case "no" where outline.word(index - 2) == "with": return .words(["data"])
    default: return lockSlot(in: branch) ?? conflictSlot(in: branch)
    }
  }

  /// Behind a WITH that opens no query.
  private func withTail() -> CompletionPlace.Slot? {
    let isDefinition = outline.word(0) == "create" && outline.start > 0
    let options = ["no data", "data", "check option", "local check option", "cascaded check option"]
    let isSourceCall = SlotReader(outline: outline, index: index - 1).closesSourceCall
    guard isDefinition || isSourceCall else { return nil }
    return .words((isSourceCall ? ["ordinality"] : []) + (isDefinition ? options : []))
  }

  /// Between WITH and the statement that uses what it names.
  func withSlot(from start: Int) -> CompletionPlace.Slot {
    switch outline.word(index - 1) {
    case "with" where index - 1 == start: return .words(["recursive"])
    case "recursive": return .nothing
    case "as": return .words(["materialized", "not materialized"])
    case "materialized": return .nothing
    case "not": return .words(["materialized"])
    default: break
    }
    if outline.kind(index - 1) == .comma { return .nothing }
    guard outline.kind(index - 1) == .rightParen else { return .words(["as"]) }
    let opener = outline.word(outline.start(ofParen: index - 1) - 1)
    return opener == "as" || opener == "materialized" ? .afterOperand(clause: .with) : .words(["as"])
  }

  /// The word that a query begins with, that behind its WITH.
  func verb(of branch: Range<Int>) -> String? {
    let verbs: Set<String> = ["select", "insert", "update", "delete", "merge", "values"]
    return outline.outer(branch.lowerBound..<max(branch.lowerBound, index)).lazy
      .compactMap { outline.word($0) }.first { verbs.contains($0) }
  }

  /// Behind `ON CONFLICT (…)` and `ON CONFLICT ON CONSTRAINT name`.
  private func conflictSlot(in branch: Range<Int>) -> CompletionPlace.Slot? {
    let isTarget = outline.kind(index - 1) == .rightParen
    let start = isTarget ? outline.start(ofParen: index - 1) : index - 2
    let isNamed = !isTarget && outline.word(start) == "constraint" && outline.word(start - 2) == "conflict"
    guard isNamed || isTarget && outline.word(start - 1) == "conflict" else { return nil }
    return .words(["do update set", "do nothing"] + (isTarget ? ["where"] : []))
  }

  /// What MERGE says between WHEN and THEN.
  func mergeSlot() -> CompletionPlace.Slot? {
    let isNegated = outline.word(index - 2) == "not"
    switch outline.word(index - 1) {
    case "when" where outline.word(index - 2) != "case":
      return .words([
        "matched then", "not matched then", "matched and", "not matched and", "not matched by source then",
      ])
    case "not" where outline.word(index - 2) == "when":
      return .words(["matched then", "matched and", "matched by source then"])
    case "matched": return .words(["then", "and"] + (isNegated ? ["by source then", "by target then"] : []))
    case "by" where outline.word(index - 2) == "matched": return .words(["source then", "target then", "source and"])
    case "source", "target": return outline.word(index - 2) == "by" ? .words(["then", "and"]) : nil
    default: return nil
    }
  }

  /// `FOR UPDATE OF name SKIP LOCKED` at the end of a SELECT.
  private func lockSlot(in branch: Range<Int>) -> CompletionPlace.Slot? {
    let clauses = outline.outer(branch.lowerBound..<max(branch.lowerBound, index))
    guard let start = clauses.last(where: { outline.word($0) == "for" }), outline.word(branch.lowerBound) != nil,
      clauses.contains(where: { outline.word($0) == "from" && $0 < start }), outline.kind(start + 1) != .leftParen
    else { return nil }
    let words = clauses.filter { $0 > start }.compactMap { outline.word($0) }
    switch outline.word(index - 1) {
    case "for": return .words(["update", "share", "no key update", "key share"])
    case "no": return .words(["key update"])
    case "key": return .words(["share", "update"])
    case "of": return .sourceName
    case "skip": return .words(["locked"])
    case "update", "share": return .words(["of", "skip locked", "nowait", "limit"])
    default:
      guard words.contains("of") else { return words.isEmpty ? nil : .words(["for", "limit"]) }
      return outline.kind(index - 1) == .comma ? .sourceName : .words(["skip locked", "nowait"])
    }
  }
}
