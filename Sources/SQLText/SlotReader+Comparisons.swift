extension SlotReader {
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
