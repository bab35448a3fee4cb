extension SlotReader {
  /// Whether the last JOIN before the place has neither ON nor USING and is no CROSS or NATURAL one.
  var isJoinOpen: Bool {
    let query = outline.queries(around: index)[0]
    let start = outline.branch(of: query, at: index).lowerBound
    guard start < index else { return false }
    for place in outline.outer(start..<index).reversed() {
      switch outline.word(place) {
      case "join":
        let before = [outline.word(place - 1), outline.word(place - 2)]
        return !before.contains("cross") && !before.contains("natural")
      case "on", "using", "from", "where": return false
      default: continue
      }
    }
    return false
  }
}
