extension SlotReader {
  /// The column that the value at the place goes into: the same one of the list that `INSERT INTO … (…) VALUES (…, ` names.
  func insertedColumn() -> String? {
    guard outline.kind(index - 1) == .comma || outline.kind(index - 1) == .leftParen else { return nil }
    var number = 0
    var place = index - 1
    while place >= outline.start, outline.kind(place) != .leftParen {
      if outline.kind(place) == .comma { number += 1 }
      place = outline.kind(place) == .rightParen ? outline.start(ofParen: place) - 1 : place - 1
    }
    guard let row = rowStart(before: place), let columns = outline.insertedColumns(before: row), number < columns.count
    else { return nil }
    return columns[number]
  }

  /// The VALUES that the row whose parenthesis is at `place` belongs to.
  private func rowStart(before place: Int) -> Int? {
    var place = place - 1
    while outline.kind(place) == .comma, outline.kind(place - 1) == .rightParen {
      place = outline.start(ofParen: place - 1) - 1
    }
    return outline.word(place) == "values" ? place : nil
  }

  /// The column on the left of the operator before the place.
  func compared() -> (qualifier: String?, column: String)? {
    var place = index - 1
    if outline.kind(place) == .leftParen, outline.word(place - 1) == "in" { place -= 1 }
    if outline.word(place) == "and" {
      // The second bound of BETWEEN.
      guard let between = (max(outline.start, place - 6)..<place).last(where: { outline.word($0) == "between" }) else {
        return nil
      }
      place = between
    }
    if outline.word(place) == "between" {
      if outline.word(place - 1) == "not" { place -= 1 }
      return outline.name(place - 1).map { (outline.kind(place - 2) == .dot ? outline.name(place - 3) : nil, $0) }
    }
    let isOperator = outline.kind(place) == .symbol || outline.word(place) == "in"
    guard isOperator, let column = outline.name(place - 1) else { return nil }
    let qualifier = outline.kind(place - 2) == .dot ? outline.name(place - 3) : nil
    return (qualifier, column)
  }
}

extension StatementOutline {
  /// The names in the parentheses behind the table of an INSERT, whose name starts at `table`.
  package func insertedNames(behind table: Int) -> [String] {
    var open = table
    while name(open) != nil || kind(open) == .dot {
      if ["values", "select", "default", "overriding", "table", "with"].contains(word(open) ?? "") { return [] }
      open += 1
    }
    guard kind(open) == .leftParen, !startsQuery(open + 1) else { return [] }
    return listedNames(open + 1..<max(open + 1, min(end(ofParen: open), tokens.count)))
  }

  /// The names in the parentheses right before the VALUES of an INSERT.
  func insertedColumns(before values: Int) -> [String]? {
    var close = values - 1
    if word(close) == "value", word(close - 2) == "overriding" { close -= 3 }
    guard kind(close) == .rightParen else { return nil }
    let open = start(ofParen: close)
    return listedNames(open + 1..<max(open + 1, close))
  }
}
