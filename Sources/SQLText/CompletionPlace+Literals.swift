extension CompletionPlace {
  package var isSyntax: Bool { if case .syntax = slot { true } else { false } }

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
    return found
  }
}
