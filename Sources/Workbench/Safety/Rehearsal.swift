import Database
import SQLText
import TextUI

/// A write that was run in a transaction to see what it does: it counts only once it is committed.
struct Rehearsal: Sendable {
  var run: Int
  /// What the server said of each statement so far.
  var tags: [String] = []
}

extension State {
  /// Runs the statements in a transaction of their own that stays open; a statement that changes rows gives them back.
  mutating func rehearse(_ pieces: [Run.Piece]) -> [Effect] {
    guard !link.hasOpenTransaction else {
      remark(
        "a transaction is open: what runs in it can be rolled back already (\(howTo("transaction.rollback")))", .warning
      )
      return []
    }
    if let alone = pieces.first(where: { TransactionRule.standsAlone($0.sent) }) {
      remark(
        "\(Self.firstLine(alone.sent)): no rehearsal, for it begins or ends a transaction or cannot run in one",
        .warning)
      return []
    }
    let shown = pieces.map { piece in
      var piece = piece
      if inspections.known[piece.sent]?.canReturnRows == true { piece.suffix = "\nreturning *" }
      return piece
    }
    // All rows that were touched are counted, however many are looked at.
    let effects = run(shown, begins: shown.indices.map { $0 == 0 }, rowLimit: nil)
    rehearsal = activeRun.map { Rehearsal(run: $0.id) }
    return effects
  }

  mutating func note(rehearsed tag: String, run: Int) {
    if rehearsal?.run == run { rehearsal?.tags.append(tag) }
  }

  /// Says what the rehearsal did, or takes it back when a statement failed.
  mutating func endRehearsal(of run: Run) -> [Effect] {
    guard let rehearsal, rehearsal.run == run.id else { return [] }
    if rehearsal.tags.count < run.statements.count || link.transaction != .inTransaction {
      guard link.hasOpenTransaction else {
        self.rehearsal = nil
        return []
      }
      let reason = status.text
      let effects = end(transaction: "rollback")
      afterRollback = "the rehearsal failed and was rolled back: \(reason)"
      return effects
    }
    let (commit, rollback) = (howTo("transaction.commit"), howTo("transaction.rollback"))
    say(
      "rehearsal: \(rehearsal.tags.joined(separator: ", ")) · not committed · \(commit) keeps it, \(rollback) takes it back",
      .warning)
    return []
  }
}

extension State {
  /// Says what became of a rehearsal once its transaction is rolled back.
  mutating func tellAfterRollback() {
    guard !link.hasOpenTransaction else { return }
    if let text = afterRollback, link.transaction == .idle {
      say(text, .error)
      if let rehearsal { results.markRolledBack(run: rehearsal.run) }
    }
    (rehearsal, afterRollback) = (nil, nil)
  }
}

/// What to run before it counts.
enum SafetyCommands {
  static let all: [Command] = [
    Command(
      "query.rehearse", "Run in a transaction, look at the rows it touches, then commit or roll back",
      unavailable: QueryCommands.busy
    ) { $0.submitChosen(.rehearse) },
    Command("session.unlock", "Let this session write to a protected target; its name is typed", unavailable: notLocked)
    {
      $0.askToUnlock()
      return []
    },
    Command("session.lock", "Make this session read-only again", unavailable: notUnlocked) { $0.lock() },
  ]

  private static let notLocked: @Sendable (State) -> String? = { state in
    state.isLocked ? QueryCommands.busy(state) : "the target is not locked"
  }

  private static let notUnlocked: @Sendable (State) -> String? = { state in
    guard state.isGuarded, state.link.isUnlocked else { return "the session is not unlocked" }
    return QueryCommands.busy(state) ?? (state.link.hasOpenTransaction ? "a transaction is open" : nil)
  }
}
