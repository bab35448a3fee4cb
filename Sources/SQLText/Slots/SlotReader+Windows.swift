extension SlotReader {
  private static let frames = ["rows between", "range between", "groups between"]
  private static let bounds = ["unbounded preceding", "current row", "unbounded following"]
  private static let exclusions = ["exclude current row", "exclude group", "exclude ties", "exclude no others"]

  /// Whether a parenthesis holds the definition of a window: behind OVER, or behind AS in a WINDOW clause.
  func opensWindow(_ paren: Int, in clause: CompletionPlace.Clause) -> Bool {
    outline.word(paren - 1) == "over" || clause == .window && outline.word(paren - 1) == "as"
  }

  /// What the definition of a window takes, whose parenthesis stands at `paren`.
  func windowSlot(inParen paren: Int) -> CompletionPlace.Slot {
    if paren + 1 == index { return .words(["partition by", "order by"] + Self.frames) }
    let written = outline.outer(paren + 1..<index)
    if let frame = written.last(where: { ["rows", "range", "groups"].contains(outline.word($0) ?? "") }),
      frame > paren + 1
    {
      return frameSlot(from: frame, written.filter { $0 > frame })
    }
    let part = written.last { ["partition", "order"].contains(outline.word($0) ?? "") }
    if outline.word(index - 1) == "partition" || outline.word(index - 1) == "order" { return .words(["by"]) }
    guard isOperandDone else { return .expression }
    guard let part else { return .words(["partition by", "order by"] + Self.frames) }
    return outline.word(part) == "order" ? .afterOperand(clause: .window) : .words(["order by"] + Self.frames)
  }

  /// The bounds of a frame: `ROWS BETWEEN 6 PRECEDING AND CURRENT ROW`.
  private func frameSlot(from frame: Int, _ written: [Int]) -> CompletionPlace.Slot {
    let words = written.compactMap { outline.word($0) }
    switch outline.word(index - 1) {
    case "rows", "range", "groups": return .words(["between"] + Self.bounds)
    case "between": return .words(Self.bounds + ["interval"])
    case "and": return .words(["current row", "unbounded following", "unbounded preceding", "interval"])
    case "unbounded": return .words(["preceding", "following"])
    case "current": return .words(["row"])
    case "exclude": return .words(["current row", "group", "ties", "no others"])
    case "preceding", "following", "row":
      return .words(words.contains("between") && !words.contains("and") ? ["and"] : Self.exclusions)
    default: return isOperandDone ? .words(["preceding", "following"]) : .expression
    }
  }
}
