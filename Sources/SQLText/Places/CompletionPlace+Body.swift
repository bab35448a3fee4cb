extension CompletionPlace {
  /// The place in the body of a function, procedure or DO block around the cursor; nil outside of one.
  static func inBody(_ text: Rope, _ sql: SQLTokens, _ cursor: Int) -> CompletionPlace? {
    let at = sql.index(at: max(0, cursor - 1))
    guard at < sql.tokens.count, sql.tokens[at].kind == .dollarString else { return nil }
    let token = sql.tokens[at]
    let tag = text[token.start + 1..<token.end].prefix { $0 != UInt8(ascii: "$") }.count + 2
    let start = token.start + tag
    let end = token.isTerminated ? token.end - tag : token.end
    guard start <= cursor, cursor <= end else { return nil }
    let range = sql.piece(at: cursor)
    let header = sql.tokens[sql.index(at: range.lowerBound)..<at].filter { !$0.isTrivia }
    guard definesBody(header, text) else { return nil }
    let body = Rope(text[start..<end])
    var place = CompletionPlace(statementOf: body, sql: SQLTokens(body), cursor: cursor - start, isBody: true)
    let (names, isDeclaring) = declared(body, before: cursor - start)
    place.variables = arguments(header, text) + names
    place.trigger = trigger(header, text, sql, around: at)
    if place.trigger != nil { place.variables += triggerVariables }
    if isDeclaring, place.slot != .nothing { place.slot = place.index == 0 ? .nothing : .type }
    place.replaceFrom += start
    place.star = place.star.map { ($0.start + start, $0.qualifier) }
    return place
  }

  private static func definesBody(_ header: [Token], _ text: Rope) -> Bool {
    let words = header.prefix(4).compactMap { StatementOutline.name($0, text) }
    if words.first == "do" { return true }
    return words.first == "create" && (words.contains("function") || words.contains("procedure"))
  }

  /// Names of the arguments in `name(a integer, b text)`.
  private static func arguments(_ header: [Token], _ text: Rope) -> [String] {
    guard let open = header.firstIndex(where: { $0.kind == .leftParen }) else { return [] }
    var names: [String] = []
    var depth = 0
    for index in open..<header.count {
      if header[index].kind == .leftParen { depth += 1 }
      if header[index].kind == .rightParen { depth -= 1 }
      if depth == 0 { break }
      guard depth == 1, index + 2 < header.count, [.leftParen, .comma].contains(header[index].kind) else { continue }
      // A type alone has no second word behind it.
      guard [.word, .quotedIdentifier].contains(header[index + 2].kind) else { continue }
      if let name = StatementOutline.name(header[index + 1], text) { names.append(name) }
    }
    return names
  }

  /// Names of the variables that the DECLARE sections before the cursor make, and whether the cursor is in one.
  private static func declared(_ body: Rope, before cursor: Int) -> ([String], Bool) {
    var names: [String] = []
    var isDeclaring = false
    var isFirst = false
    for token in Lexer.tokens(Array(body[..<cursor])) where !token.isTrivia {
      let name = StatementOutline.name(token, body)
      if token.kind == .word, name == "declare" || name == "begin" {
        isDeclaring = name == "declare"
        isFirst = true
      } else if token.kind == .semicolon {
        isFirst = true
      } else {
        if isDeclaring, isFirst, let name { names.append(name) }
        isFirst = false
      }
    }
    return (names, isDeclaring)
  }

  // MARK: Statements of PL/pgSQL

  private static let openers: Set<String> = ["begin", "loop", "else", "exception", "declare"]

  /// The tokens before the cursor that belong to the language around the statement: `IF x THEN`, `FOR r IN`, `RETURN QUERY`.
  struct Lead {
    var count = 0
    /// Whether a query, no statement of PL/pgSQL, follows them.
    var opensQuery = false
  }

  static func lead(_ tokens: [Token], _ text: Rope, before cursor: Int) -> Lead {
    var lead = Lead()
    var cases = 0
    for (index, token) in tokens.enumerated() where token.end <= cursor {
      guard token.kind == .word, let word = StatementOutline.name(token, text) else { continue }
      let first = lead.count < tokens.count ? StatementOutline.name(tokens[lead.count], text) : nil
      if word == "case" { cases += 1 }
      if word == "end", cases > 0 { cases -= 1 }
      guard cases == 0 else { continue }
      let opensQuery =
        word == "in" && first == "for" || word == "query" && first == "return" || word == "for" && first == "open"
      if opensQuery || openers.contains(word) || word == "then" && first != "merge" {
        lead = Lead(count: index + 1, opensQuery: opensQuery)
      }
    }
    return lead
  }

  /// The slot of what PL/pgSQL has besides SQL; nil where the statement is SQL.
  static func bodySlot(_ outline: StatementOutline, _ index: Int, _ isOperandDone: Bool, _ lead: Lead) -> Slot? {
    if index == 0 { return lead.opensQuery ? .bodyQuery : .bodyStart }
    switch outline.word(0) {
    case "if", "elsif", "while", "when", "assert": break
    case "return", "raise", "exit", "continue", "execute": break
    case "end":
      return index == 1 ? .words(["if", "loop", "case"]) : .nothing
    default:
      let assigns = (1..<index).contains { outline.isAssignment($0) }
      guard assigns else { return nil }
    }
    if outline.word(0) == "raise", index == 1 {
      return .words(["notice", "exception", "warning", "info", "debug", "log"])
    }
    // `if` and `return` could be names, were they not the first.
    return isOperandDone && index > 1 ? .afterOperand(clause: .body) : .expression
  }
}

extension StatementOutline {
  /// `:=`
  func isAssignment(_ index: Int) -> Bool { kind(index) == .symbol && text[tokens[index].start] == UInt8(ascii: ":") }
}
