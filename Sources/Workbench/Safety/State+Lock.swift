import Database

// A protected target is read-only by the server until its name was typed, for that session alone. What the screen says is what the server said.
extension State {
  /// Why the target wants care; nil when it does not.
  var target: TargetGuard? {
    TargetGuard(
      branch: place.map { ($0.tenant, $0.branch) }, isProtected: place.flatMap { branch($0) }?.isProtected ?? false,
      facts: link.facts, production: production)
  }

  var isGuarded: Bool { target != nil }

  var isProduction: Bool { target?.reason == .production }

  /// The word of the context bar for a target that wants care.
  var guardText: String? {
    target.map { isLocked ? $0.reason.rawValue.uppercased() : "\($0.reason.rawValue.uppercased()) unlocked" }
  }

  /// Whether nothing may be written here yet.
  var isLocked: Bool { isGuarded && !link.isUnlocked }

  /// Makes the session read-only by the server where it has to be and is not; the facts that come back tell whether the server took it.
  mutating func lockIfNeeded() -> [Effect] {
    guard isLocked, let facts = link.facts, activeRun == nil, !link.hasOpenTransaction, !link.asksForLock else {
      return []
    }
    link.asksForLock = true
    let holding = Effect.hold(session: link.session, isReadOnly: true)
    return facts.isReadOnly ? [holding] : [quietly("set default_transaction_read_only = on"), holding]
  }

  /// Says when the server did not do what it was asked for: then only the guard stands before a write.
  mutating func checkLock(_ facts: SessionFacts) {
    guard isLocked, link.asksForLock, !facts.isReadOnly else { return }
    say("the server did not make the session read-only; writes wait for \(howTo("session.unlock")) here", .error)
  }

  /// An open transaction stays as it was begun, and its end could take the unlocking back.
  mutating func askToUnlock(because reason: String? = nil) {
    guard !link.hasOpenTransaction else {
      let reasons = (reason.map { [$0] } ?? []) + ["the open transaction only reads"]
      return say(
        "\(reasons.joined(separator: " · ")): end it (\(howTo("transaction.rollback"))), then unlock", .warning)
    }
    overlay = .prompt(
      Prompt(
        .unlock, title: "\(placeText) is \(target?.reason.rawValue ?? "locked"): read-only",
        lines: (reason.map { [$0] } ?? []) + ["Type \(unlockWord) to let this session write; Esc leaves it read-only."])
    )
  }

  /// What has to be typed: the name of what would be changed.
  private var unlockWord: String { TargetGuard.word(branch: place?.branch, link.facts) }

  mutating func accept(unlock answer: String) -> [Effect] {
    guard answer == unlockWord else { return complain("type \(unlockWord) exactly, or Esc to leave it read-only") }
    if let reason = QueryCommands.busy(self) { return complain(reason) }
    overlay = nil
    link.isUnlocked = true
    say("\(placeText) is unlocked for this session · \(howTo("session.lock")) locks it again", .warning)
    return [.hold(session: link.session, isReadOnly: false), quietly("set default_transaction_read_only = off")]
  }

  mutating func lock() -> [Effect] {
    link.isUnlocked = false
    link.asksForLock = false
    say("\(placeText) is read-only again", .success)
    return lockIfNeeded()
  }

  /// A statement whose result nobody looks at; the session tells its new facts behind it.
  private mutating func quietly(_ statement: String) -> Effect {
    .run(session: link.session, id: nextNumber(), statements: [statement], rowLimit: nil, begins: [])
  }
}
