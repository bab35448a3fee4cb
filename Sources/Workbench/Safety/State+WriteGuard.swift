import SQLText

// Statements go to the server by way of the guard: what could destroy something, and everything on a locked target, is shown to the parser first.
extension State {
  mutating func submit(_ pieces: [Run.Piece], _ purpose: GuardedRun.Purpose = .run) -> [Effect] {
    submitted = purpose
    for piece in pieces {
      if let reason = piece.refusal { return refuse(piece, because: reason) }
    }
    guard let pieces = filled(pieces) else { return [] }
    let texts = Set(guarded(pieces, purpose).map(\.sent))
    let unknown = texts.filter { inspections.known[$0] == nil }
    guard !unknown.isEmpty else { return decide(pieces, purpose) }
    let number = nextNumber()
    guarded = GuardedRun(number: number, pieces: pieces, purpose: purpose)
    guardedTexts = Array(unknown)
    return [.inspect(number: number, statements: guardedTexts)]
  }

  /// The statements that the parser has to look at.
  private func guarded(_ pieces: [Run.Piece], _ purpose: GuardedRun.Purpose) -> [Run.Piece] {
    purpose != .run || isLocked ? pieces : pieces.filter(\.mayDestroy)
  }

  /// Takes in what the parser says about guarded statements; nil when the answer is to another question.
  mutating func receive(guarded number: Int, _ facts: [StatementFacts]) -> [Effect]? {
    guard let waiting = guarded, waiting.number == number else { return nil }
    guarded = nil
    inspections.learn(guardedTexts, facts)
    guardedTexts = []
    return decide(waiting.pieces, waiting.purpose)
  }

  private mutating func decide(_ pieces: [Run.Piece], _ purpose: GuardedRun.Purpose) -> [Effect] {
    let statements = guarded(pieces, purpose).compactMap { piece in
      inspections.known[piece.sent].map { (piece.sent, $0) }
    }
    if case .again(let tab, let reason) = purpose {
      guard statements.contains(where: { completion.mayWrite($0.1) }) else {
        return runAgain(pieces, in: tab, because: reason)
      }
      refuseToRunAgain(tab, because: reason)
      return []
    }
    switch (WriteGuard.question(statements, isLocked: isLocked, catalog: completion), purpose) {
    case (.unlock(let statement)?, _):
      askToUnlock(because: "This writes: \(Self.firstLine(statement))")
      return []
    case (.destroy(let reasons)?, .run) where !link.hasOpenTransaction:
      askToDestroy(pieces, reasons)
      return []
    case (_, .rehearse): return rehearse(pieces)
    case (_, .run), (_, .again): return run(pieces)
    }
  }

  private mutating func askToDestroy(_ pieces: [Run.Piece], _ reasons: [String]) {
    let shown = pieces.filter { inspections.known[$0.sent]?.destroys != nil }.prefix(3).map { Self.firstLine($0.text) }
    overlay = .prompt(
      Prompt(
        .runDestructive(pieces), title: "\(reasons.joined(separator: ", ")) on \(placeText)",
        lines: shown + ["Type run, or rehearse to see first what it does; Esc leaves it."]))
  }

  mutating func accept(destructive answer: String, _ pieces: [Run.Piece]) -> [Effect] {
    guard answer == "run" || answer == "rehearse" else { return complain("type run or rehearse, or Esc to leave it") }
    if let reason = QueryCommands.busy(self) { return complain(reason) }
    overlay = nil
    return answer == "run" ? run(pieces) : rehearse(pieces)
  }

  static func firstLine(_ statement: String) -> String {
    let line = statement.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.count < statement.count || line.count > 70 ? "\(line.prefix(70))…" : line
  }
}
