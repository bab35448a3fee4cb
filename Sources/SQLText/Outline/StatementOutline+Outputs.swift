extension StatementOutline {
  /// What a query's select list gives, from the left.
  package enum OutputColumn: Sendable, Hashable {
    case named(String)
    /// `*`, or `alias.*`
    case all(of: String?)
    /// An expression without a name of its own.
    case unnamed
  }

  package func outputColumns(of query: Range<Int>) -> [OutputColumn] {
    var body = query
    // A parenthesised query, or WITH before it.
    while kind(body.lowerBound) == .leftParen {
      body = body.lowerBound + 1..<max(body.lowerBound + 1, end(ofParen: body.lowerBound))
    }
    if word(body.lowerBound) == "with" {
      let start = outer(body).dropFirst().first {
        ["select", "insert", "update", "delete", "values"].contains(word($0) ?? "")
      }
      guard let start else { return [] }
      body = start..<body.upperBound
    }
    let branch = branch(of: body, at: body.lowerBound)
    let indices = outer(branch)
    if word(body.lowerBound) == "values" {
      guard kind(body.lowerBound + 1) == .leftParen else { return [] }
      let row = body.lowerBound + 2..<end(ofParen: body.lowerBound + 1)
      return (0...outer(row).count { kind($0) == .comma }).map { .named("column\($0 + 1)") }
    }
    guard let start = indices.first(where: { ["select", "returning"].contains(word($0) ?? "") }) else { return [] }
    var parts: [[Int]] = [[]]
    for index in indices where index > start {
      if let word = word(index),
        ["from", "where", "group", "order", "having", "limit", "window", "into", "for"].contains(word)
      {
        break
      }
      if kind(index) == .comma { parts.append([]) } else { parts[parts.count - 1].append(index) }
    }
    return parts.filter { !$0.isEmpty }.map(outputColumn)
  }

  /// A column that a query names, perhaps with what it is qualified by.
  package struct Mention: Sendable, Hashable {
    package var qualifier: String?
    package var name: String
    /// Index of the name's token.
    package var index: Int
  }

  private static let sourceClauses: Set<String> = ["from", "join", "update", "into", "using"]
  private static let otherClauses: Set<String> = [
    "select", "where", "on", "group", "order", "having", "set", "returning", "values", "limit", "window",
  ]

  /// The columns that a branch of a query names, those of queries in it left out.
  package func mentions(in branch: Range<Int>) -> [Mention] {
    var found: [Mention] = []
    var namesSources = false
    var index = branch.lowerBound
    while index < branch.upperBound {
      if let word = word(index) {
        if Self.sourceClauses.contains(word) { namesSources = true }
        if Self.otherClauses.contains(word) { namesSources = false }
      }
      if kind(index) == .leftParen, startsQuery(index + 1) {
        index = max(index + 1, end(ofParen: index))
        continue
      }
      if !namesSources, let mention = mention(at: index) { found.append(mention) }
      index += 1
    }
    return found
  }

  /// The columns that a branch names, by the clause they stand in.
  package struct ClauseMentions: Sendable {
    /// In the clause of the place itself.
    package var here: [Mention] = []
    /// In the select list, what stands in calls left out.
    package var selected: [Mention] = []
    fileprivate var byClause: [String: [Mention]] = [:]

    package func named(_ clause: String) -> [Mention] { byClause[clause] ?? [] }
  }

  package func clauseMentions(in branch: Range<Int>, at place: Int) -> ClauseMentions {
    var result = ClauseMentions()
    var clause = ""
    var current = ""
    var depth = 0
    for index in branch {
      if kind(index) == .leftParen { depth += 1 }
      if kind(index) == .rightParen { depth -= 1 }
      if depth == 0, let word = word(index), Self.otherClauses.contains(word) || Self.sourceClauses.contains(word) {
        clause = word
      }
      if index < place { current = clause }
      guard let mention = mention(at: index) else { continue }
      result.byClause[clause, default: []].append(mention)
      if clause == "select", depth == 0 { result.selected.append(mention) }
    }
    result.here = result.byClause[current] ?? []
    return result
  }

  private func mention(at index: Int) -> Mention? {
    guard let name = name(index), kind(index + 1) != .leftParen, kind(index + 1) != .dot else { return nil }
    if word(index - 1) == "as" || kind(index - 1) == .cast { return nil }
    if let word = word(index), Keywords.isKeyword(word), kind(index - 1) != .dot { return nil }
    return Mention(qualifier: kind(index - 1) == .dot ? self.name(index - 2) : nil, name: name, index: index)
  }

  /// Whether it is an INSERT with ON CONFLICT, where the new row is called `excluded`.
  package func hasConflict(in branch: Range<Int>) -> Bool {
    outer(branch).contains { word($0) == "conflict" && word($0 - 1) == "on" }
  }

  /// Names before a dot in the select list.
  package func mentionedQualifiers(in branch: Range<Int>) -> Set<String> {
    var names: Set<String> = []
    for index in branch {
      if let word = word(index), word == "from" { break }
      if kind(index + 1) == .dot, let name = name(index) { names.insert(name) }
    }
    return names
  }

  private func outputColumn(_ part: [Int]) -> OutputColumn {
    let part = part.filter { kind($0) != .rightParen }
    guard let last = part.last else { return .unnamed }
    if kind(last) == .symbol, text[tokens[last].range].elementsEqual("*".utf8) {
      if part.count == 1 { return .all(of: nil) }
      if part.count == 3, kind(part[1]) == .dot { return .all(of: name(part[0])) }
    }
    if let name = name(last) {
      if kind(last) == .word, word(last) == "end" { return .named("case") }
      return .named(name)
    }
    // A function names its column; a cast keeps the name.
    if kind(last) == .leftParen, part.count > 1, let name = name(part[part.count - 2]) { return .named(name) }
    return .unnamed
  }
}
