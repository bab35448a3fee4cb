extension StatementOutline {
  /// The parenthesis around a place between tokens.
  func opening(around index: Int) -> Int? {
    var place = min(index, tokens.count) - 1
    while place >= start {
      if kind(place) == .leftParen { return place }
      place = kind(place) == .rightParen ? start(ofParen: place) - 1 : place - 1
    }
    return nil
  }

  /// The names that begin the parts of the list in parentheses around a place, such as those of `INSERT INTO t (a, b, `.
  package func listedNames(around index: Int) -> Set<String> {
    guard let open = opening(around: index) else { return [] }
    return Set(listedNames(open + 1..<max(open + 1, min(end(ofParen: open), tokens.count))))
  }

  /// Whether a place stands in the parentheses of `ON CONFLICT (…)`.
  package func isConflictTarget(_ index: Int) -> Bool {
    opening(around: index).map { word($0 - 1) == "conflict" } ?? false
  }

  /// The columns that the SET clause of a branch gives a value.
  package func assignedNames(in branch: Range<Int>) -> Set<String> {
    Set(
      outer(branch).compactMap { index in
        let isFirst = word(index - 1) == "set" || kind(index - 1) == .comma
        return isFirst && isEqualSign(index + 1) ? name(index) : nil
      })
  }

  /// The column that a list such as `status in ('open', ` belongs to, and the texts that stand in it; nil elsewhere.
  package func comparedList(around index: Int) -> (qualifier: String?, column: String, texts: Set<String>)? {
    guard let open = opening(around: index), word(open - 1) == "in" else { return nil }
    let place = word(open - 2) == "not" ? open - 3 : open - 2
    guard let column = name(place) else { return nil }
    let list = open + 1..<max(open + 1, min(end(ofParen: open), tokens.count))
    let texts = list.filter { kind($0) == .string }
      .map { String(decoding: text[tokens[$0].range].dropFirst().dropLast(), as: UTF8.self) }
    return (kind(place - 1) == .dot ? name(place - 2) : nil, column, Set(texts))
  }

  private static let aggregates: Set<String> = [
    "count", "sum", "avg", "min", "max", "array_agg", "string_agg", "jsonb_agg", "json_agg", "bool_and", "bool_or",
    "every", "stddev", "variance", "percentile_cont", "percentile_disc", "mode", "jsonb_object_agg", "json_object_agg",
  ]

  /// The names in a select list that stand for an aggregate or a window function, which nothing can be grouped by.
  package func aggregateOutputs(of query: Range<Int>) -> Set<String> {
    let branch = branch(of: query, at: query.lowerBound)
    var names: Set<String> = []
    var isAggregate = false
    var isSelect = false
    var last: String?
    for index in outer(branch) {
      if kind(index) == .comma || word(index) == "from" {
        if isAggregate, let last { names.insert(last) }
        (isAggregate, last) = (false, nil)
      }
      if word(index) == "from" { return names }
      if word(index) == "select" {
        isSelect = true
        continue
      }
      guard isSelect else { continue }
      if kind(index) == .leftParen {
        let inside = index + 1..<max(index + 1, min(end(ofParen: index), tokens.count))
        isAggregate = isAggregate || calls(index) || inside.contains { kind($0) == .leftParen && calls($0) }
      }
      if word(index) == "over" { isAggregate = true }
      if let name = name(index) { last = name }
    }
    return names
  }

  /// Whether the parenthesis at `index` opens the arguments of an aggregate.
  private func calls(_ index: Int) -> Bool { word(index - 1).map { Self.aggregates.contains($0) } ?? false }
}

extension CompletionPlace {
  /// Whether the place is in the query that gives an INSERT its rows, where the table that is filled is not in scope.
  package var isInsertedQuery: Bool {
    guard verb == "insert", let branch = queries.first?.branch, branch.lowerBound < index else { return false }
    let words = outline.outer(branch.lowerBound..<index).compactMap { outline.word($0) }
    guard words.contains("select"), !words.contains("conflict") else { return false }
    return clause != .returning
  }
}
