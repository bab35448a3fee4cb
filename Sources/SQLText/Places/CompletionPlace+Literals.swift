extension CompletionPlace {
  package var isSyntax: Bool { if case .syntax = slot { true } else { false } }

  /// Whether the word before the cursor may be the beginning of a phrase that the slot does not tell of.
  package var takesContinuations: Bool {
    switch slot {
    case .nothing, .string, .syntax, .words, .sourceName, .constraint: false
    default: true
    }
  }

  /// Whether a value stands there that an INSERT puts into a row.
  package var isInsertedRow: Bool { clause == .values && verb == "insert" }

  /// Types that the operand before `::` is likely to be read as.
  package var literalTypes: [String] {
    guard outline.kind(index - 1) == .cast, index > 1 else { return [] }
    let token = outline.tokens[index - 2]
    switch token.kind {
    case .string: return Self.types(ofText: outline.text[token.range].dropFirst().dropLast())
    case .number: return ["numeric", "bigint", "text"]
    case .word, .quotedIdentifier:
      let name = outline.name(index - 2) ?? ""
      return name.hasSuffix("_at") || name.hasSuffix("date") || name.hasSuffix("time") ? ["date"] : []
    default: return []
    }
  }

  private static func types(ofText text: RopeSlice) -> [String] {
    let digits = text.prefix { ByteClass.isDigit($0) }.count
    let hasDash = text.dropFirst(digits).first == UInt8(ascii: "-")
    if digits == 4, hasDash {
      return text.contains(0x3A) ? ["timestamptz", "timestamp", "date"] : ["date", "timestamptz", "timestamp"]
    }
    if digits > 0, text.dropFirst(digits).first == 0x20 { return ["interval"] }
    switch text.first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return text.contains(0x3A) ? ["jsonb", "json"] : ["text[]", "integer[]", "jsonb"]
    default: return []
    }
  }

  /// Words that the FROM clause before the cursor uses: one who writes AS once does so again.
  package var fromHabits: Set<String> {
    guard let branch = queries.first?.branch, branch.lowerBound < index else { return [] }
    var found: Set<String> = []
    var isFrom = false
    for place in outline.outer(branch.lowerBound..<min(index, branch.upperBound)) {
      guard let word = outline.word(place) else { continue }
      if word == "from" || word == "join" { isFrom = true }
      if isFrom { found.insert(word) }
    }
    // The word right before is part of what is being written.
    if outline.word(index - 2) == "as" || outline.word(index - 1) == "as" { found.remove("as") }
    // An alias that names columns was given already.
    if outline.kind(index - 1) == .rightParen, !isSourceCall,
      outline.name(outline.start(ofParen: index - 1) - 1).map({ !Keywords.isReserved($0) }) ?? false
    {
      found.remove("as")
    }
    return found
  }

  /// Whether the alias or the condition of what JOIN brings in follows the cursor already.
  package var isJoinWritten: Bool {
    guard let next = outline.name(index) else { return false }
    return ["on", "using", "as"].contains(next) || !Keywords.isKeyword(next) || outline.kind(index) == .quotedIdentifier
  }
}

extension StatementOutline {
  /// The type, in lower case, of the column whose definition goes on right before the place.
  package func definedType(before index: Int) -> String? {
    var place = index - 1
    while place >= 0, ![.comma, .leftParen].contains(kind(place)), !["column", "add"].contains(word(place) ?? "") {
      place = kind(place) == .rightParen ? start(ofParen: place) - 1 : place - 1
    }
    if word(place + 1) == "if" { place += 3 }
    return word(place + 2)
  }
}
