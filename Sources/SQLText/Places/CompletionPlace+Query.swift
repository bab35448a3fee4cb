extension CompletionPlace {
  /// Tokens of a query before the cursor up to which its syntax is read; behind them its clauses are guessed.
  private static let readAtMost = 2000

  /// Reads the query around the cursor, or the parenthesis in it, by the syntax. Where only keywords may follow, nothing else is offered.
  mutating func readQuery(_ reader: SlotReader) {
    if let paren = reader.enclosingParen(), !outline.startsQuery(paren + 1) {
      guard let graph = graph(ofParen: paren), let place = read(graph, from: paren + 1) else { return }
      query = place
      let takesBound =
        place.keywords.contains("preceding") || place.keywords.contains("current row") && !reader.isOperandDone
      if place.takesWordsOnly || takesBound { slot = .words(place.keywords) }
      return
    }
    let start = outline.queries(around: index)[0].lowerBound
    let graph = isDefinition ? SyntaxGraph.definition : .query
    guard index > start, outline.startsQuery(start), let place = read(graph, from: start) else { return }
    query = place
    if place.slots == [.constraint] {
      slot = .constraint
    } else if place.slots == [.source] {
      slot = .sourceName
    } else if ["limit", "offset"].contains(outline.word(index - 1) ?? "") {
      // A number is due; words only for those who begin one.
      slot = prefix.isEmpty ? .nothing : .words(place.keywords)
    } else if place.takesWordsOnly {
      slot = .afterOperand(clause: reader.currentClause)
    } else if place.slots == [.relation], outline.word(index - 1) == "table" {
      slot = .relation
    }
  }

  private func read(_ graph: SyntaxGraph, from start: Int) -> SyntaxPlace? {
    guard index - start <= Self.readAtMost else { return nil }
    var syntax = SyntaxReader(outline, graph, from: start, before: index)
    guard case .place(let place) = syntax.read() else { return nil }
    return place
  }

  /// The syntax of what stands in a parenthesis that holds no query.
  private func graph(ofParen paren: Int) -> SyntaxGraph? {
    switch outline.word(paren - 1) {
    case "over": .window
    case "as" where isWindowName(paren - 2): .window
    case "filter": .filter
    case "group" where outline.word(paren - 2) == "within": .withinGroup
    case "in", "values", "any", "some", "all": .values
    case let word?: SyntaxGraph.calls[word]
    case nil: nil
    }
  }

  /// Whether the name there is one that WINDOW makes.
  private func isWindowName(_ place: Int) -> Bool {
    guard outline.name(place) != nil else { return false }
    return outline.word(place - 1) == "window"
      || outline.kind(place - 1) == .comma && outline.outer(0..<place).contains { outline.word($0) == "window" }
  }
}

extension SyntaxPlace {
  /// Whether nothing but keywords, or a name that is new, may stand here.
  fileprivate var takesWordsOnly: Bool {
    !takesExpression && Set(slots).isSubset(of: [.new]) && !keywords.isEmpty
  }
}
