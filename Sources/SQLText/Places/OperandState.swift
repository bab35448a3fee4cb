/// What of an expression stands before a place behind an operand.
package enum OperandState: Sendable, Hashable {
  case plain
  /// A comparison is complete: AND, OR or another clause follows.
  case compared
  case caseStart, caseWhen, caseThen, caseElse

  package var isInCase: Bool { self != .plain && self != .compared }
}

extension SlotReader {
  private static let comparisons: Set<String> = ["in", "like", "ilike", "between", "is", "exists", "similar"]
  private static let boundaries: Set<String> = ["and", "or", "where", "on", "having", "when", "not"]
  private static let clauses: Set<String> = [
    "select", "from", "where", "on", "having", "by", "set", "returning", "join", "values", "limit",
  ]

  func operandState() -> OperandState {
    var state = OperandState.plain
    var isOpen = true
    var cases = 0
    var place = index - 1
    while place >= 0 {
      if outline.kind(place) == .rightParen {
        place = outline.start(ofParen: place) - 1
        continue
      }
      if outline.kind(place) == .leftParen { return state }
      let word = outline.word(place) ?? ""
      if word == "end" { cases += 1 }
      if cases == 0, let inCase = Self.part(ofCase: word) {
        return inCase == .caseWhen && state == .plain ? .caseWhen : inCase
      }
      if word == "case" { cases -= 1 }
      if isOpen, cases == 0, state == .plain, isComparison(place, word) { state = .compared }
      if Self.boundaries.contains(word) { isOpen = false }
      if cases <= 0, Self.clauses.contains(word) { return state }
      place -= 1
    }
    return state
  }

  private static func part(ofCase word: String) -> OperandState? {
    switch word {
    case "when": .caseWhen
    case "then": .caseThen
    case "else": .caseElse
    case "case": .caseStart
    default: nil
    }
  }

  private func isComparison(_ place: Int, _ word: String) -> Bool {
    if Self.comparisons.contains(word) { return true }
    guard outline.kind(place) == .symbol else { return false }
    let first = outline.text[outline.tokens[place].start]
    return [
      UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"), UInt8(ascii: "~"), UInt8(ascii: "@"),
      UInt8(ascii: "?"),
    ]
    .contains(first)
  }
}
