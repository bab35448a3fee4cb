extension SlotReader {
  /// The column on the left of the operator before the place.
  func compared() -> (qualifier: String?, column: String)? {
    var place = index - 1
    if outline.kind(place) == .leftParen, outline.word(place - 1) == "in" { place -= 1 }
    let isOperator = outline.kind(place) == .symbol || outline.word(place) == "in"
    guard isOperator, let column = outline.name(place - 1) else { return nil }
    let qualifier = outline.kind(place - 2) == .dot ? outline.name(place - 3) : nil
    return (qualifier, column)
  }
}
