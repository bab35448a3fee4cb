package import Database

/// A session: where it goes, and what the server said about itself.
package struct Link: Sendable {
  package enum Phase: Sendable, Hashable {
    case connecting
    case connected(SessionFacts)
    /// The reason, in one sentence.
    case down(String)
  }

  package var destination: Destination
  package var phase = Phase.connecting
  /// Name of the database that was last connected to there.
  var database: String?
  package var session = 0
  package var transaction = TransactionStatus.idle
  /// Monotonic milliseconds since when a transaction is open.
  package var transactionSince: Int64?
  /// Monotonic milliseconds when connecting was first noticed.
  var connectingSince: Int64?
  /// How it was before it stepped aside for a change of the platform; it may be ended by that.
  var phaseBefore: Phase?
  /// Monotonic milliseconds when the last statement was over, or the session left the front.
  package var idleSince: Int64 = 0
  /// Whether it was said that the server will end the open transaction.
  var hasWarned = false
  /// Whether the name of a protected target was typed, so that this session may write to it.
  var isUnlocked = false
  /// Whether the session is kept read-only, and the server was asked to make it so where it was not.
  var asksForLock = false
  /// What the platform says about where the session leads.
  var expected = ExpectedSession()
  /// Whether keys were used since it began to connect.
  var sawKeys = false
  /// The question for a password that somebody who types was not to be interrupted by.
  var passwordPrompt: Prompt?
  /// What the shell is doing meanwhile, such as "starting the local server".
  package var progress: String?

  /// What was made in this session and ends with it.
  private(set) var own: [SessionThing] = []
  /// What ended with the session before this one.
  var gone: [SessionThing] = []

  /// The session that one left for this one, and what was known there: until this one is connected.
  var left: Left?

  struct Left: Sendable {
    var session: Int
    var completion: CompletionEngine
    var browser: CatalogPane
  }

  package var facts: SessionFacts? {
    if case .connected(let facts) = phase { facts } else { nil }
  }

  /// Whether it stepped aside for a change of the platform.
  var isParked: Bool { phaseBefore != nil }

  /// Where the session contradicts the platform, in one clause.
  var mismatch: String? { facts.flatMap(expected.contradiction) }

  package var hasOpenTransaction: Bool { transaction == .inTransaction || transaction == .inError }

  package init(destination: Destination) { self.destination = destination }

  /// `acme ▸ main`, or the database's name when no platform is known.
  var name: String {
    if case .branch(let tenant, let branch) = destination { return "\(tenant) ▸ \(branch)" }
    return facts?.database ?? database ?? "no database"
  }

  /// Milliseconds until the server ends the open transaction if nothing runs in it; nil when it does not.
  func transactionTimeLeft(_ now: Int64) -> Int64? {
    guard hasOpenTransaction, let limit = facts?.idleInTransactionTimeout, limit > 0 else { return nil }
    return max(0, idleSince + limit - now)
  }

  /// Takes in that a statement is done; `tag` is what the server said.
  mutating func note(_ tag: String, of statement: String) {
    if tag == "DISCARD ALL" { own = [] }
    if let thing = SessionThing(tag: tag, statement: statement), !own.contains(thing) { own.append(thing) }
  }

  /// Takes in that the session is at rest, with this state of its transaction.
  mutating func settle(_ transaction: TransactionStatus, _ now: Int64) {
    take(transaction, now)
    idleSince = now
    hasWarned = false
  }

  /// Takes in the state of the transaction, which statements change also while others of their run wait.
  mutating func take(_ transaction: TransactionStatus, _ now: Int64) {
    self.transaction = transaction
    transactionSince = hasOpenTransaction ? transactionSince ?? now : nil
  }
}
