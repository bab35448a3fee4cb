import Database
import Postgres
import SQLGrammar
import SQLText
import Workbench

/// Scripts write to a protected or production target only when their command line names it.
extension LineMode {
  /// Makes the session read-only by the server where it has to be, and sees that it is; or takes that back when the target was named.
  mutating func lock(production: [String], isProtected: Bool) throws {
    let target = TargetGuard(branch: branch, isProtected: isProtected, facts: record.facts, production: production)
    if let name = arguments.unlocked {
      let word = TargetGuard.word(branch: branch?.name, record.facts)
      guard name == word else {
        throw UsageError(message: "--unlock \(name): the target is \(word); nothing was run")
      }
      if target != nil { try prepare("SET default_transaction_read_only = off") }
      return
    }
    guard let target else { return }
    try prepare("SET default_transaction_read_only = on")
    guard !record.facts.isPooled, try ask("SHOW default_transaction_read_only") == "on" else {
      throw UsageError(
        message: "\(target.place) is \(target.reason.rawValue) and the way there does not keep a session read-only; "
          + "nothing was run: take the direct address, or --unlock \(target.word)")
    }
    session.hold(readOnly: true)
    locked = target
  }

  /// Whether the statement is run in a transaction that only reads. A block or procedure could else make the next transaction one that
  /// writes, end its own, and write, all before anybody looks; and where the server lets large objects be written, only the transaction
  /// tells that they were.
  func needsReadOnlyTransaction(_ statement: Script.Statement) -> Bool {
    guard refusesWrites, transaction == .idle, !statement.isJoined else { return false }
    let word = Self.firstWord(of: Array(statement.text.utf8))
    if ["do", "call"].contains(word) { return locked != nil || !keepsLargeObjects }
    return !keepsLargeObjects && ["select", "with", "values", "table", "execute", "explain", "copy"].contains(word)
  }

  /// Whether nothing is to be written, by whichever reason.
  private var refusesWrites: Bool { locked != nil || arguments.isReadOnly }

  /// Why nothing is to be written, in one clause.
  private var refusalReason: String { locked.map { "\($0.place) is \($0.reason.rawValue)" } ?? "--read-only was given" }

  /// Whether the server keeps transactions that only read from writing large objects.
  private var keepsLargeObjects: Bool {
    record.facts.serverVersion.split { !$0.isNumber }.first.flatMap { Int($0) }.map { $0 >= 16 } ?? false
  }

  /// Why the statement is not even sent: it would write, or let a locked session write. Nil when it may go.
  func refusal(of statement: Script.Statement) -> ServerError? {
    guard refusesWrites else { return nil }
    if locked != nil, Self.loosens(statement.text) || (statement.isJoined && Self.endsTransaction(statement.text)) {
      return advised(
        ServerError(
          sqlState: Self.readOnlyState, message: "this could let the session write, and \(refusalReason)"))
    }
    return escape(in: statement.text).map { what in
      advised(
        ServerError(
          sqlState: Self.readOnlyState, message: "\(what) writes also in a read-only session, and \(refusalReason)"))
    }
  }

  /// What in the statement, or in one of those that are sent together, writes though the server takes the session for read-only.
  private func escape(in text: String) -> String? {
    let bytes = Array(text.utf8)
    for range in StatementSplitter.statements(in: bytes) {
      let statement = Array(bytes[range])
      let escape = WriteGuard.escape(String(decoding: statement, as: UTF8.self), parser.facts(of: statement))
      if let escape { return escape }
    }
    return nil
  }

  /// Whether the open transaction is about to be committed.
  func commits(_ statement: Script.Statement) -> Bool {
    guard refusesWrites, !keepsLargeObjects, transaction == .inTransaction else { return false }
    return ["commit", "end"].contains(Self.firstWord(of: Array(statement.text.utf8)))
  }

  /// What is wrong with the open transaction, which should only have read: it got a number, as only those that write do, unless that was
  /// asked for.
  mutating func writeOfTransaction() throws -> ServerError? {
    guard !asksForNumber, transaction == .inTransaction,
      try ask("select pg_catalog.txid_current_if_assigned()") != nil
    else { return nil }
    return advised(
      ServerError(
        sqlState: Self.readOnlyState,
        message: "the transaction wrote, perhaps a large object, and \(refusalReason); it is rolled back"))
  }

  /// Takes in what a statement of the open transaction does to its number.
  mutating func noteNumber(askedBy text: String) {
    if transaction != .inTransaction { asksForNumber = false }
    if Self.numbering.isAny(in: text) { asksForNumber = true }
  }

  private static let numbering = WordFinder("txid", "xact")

  /// Whether one of the statements that are sent together would.
  private static func loosens(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return StatementSplitter.statements(in: bytes).contains { range in
      let statement = Array(bytes[range])
      return WriteGuard.loosens(String(decoding: statement, as: UTF8.self), kind: firstWord(of: statement))
    }
  }

  /// Whether one of the statements that are sent together ends a transaction: nobody could look before the next one begins.
  private static func endsTransaction(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return StatementSplitter.statements(in: bytes).contains { range in
      TransactionRule.standsAlone(String(decoding: bytes[range], as: UTF8.self))
    }
  }

  /// In lower case; empty when there is none.
  private static func firstWord(of statement: [UInt8]) -> String {
    let word = Lexer.serverTokens(statement).first { $0.kind == .word }
    return word.map { String(decoding: statement[$0.range], as: UTF8.self).lowercased() } ?? ""
  }

  /// The error with what to do when it is one of a locked session.
  func advised(_ error: ServerError) -> ServerError {
    guard let locked, isOfLock(error) else { return error }
    var error = error
    error.hint = "\(locked.place) is \(locked.reason.rawValue): --unlock \(locked.word) lets a script write to it."
    return error
  }

  /// Whether the error comes of the target being locked.
  func isOfLock(_ error: ServerError) -> Bool {
    locked != nil && [Self.readOnlyState, Self.terminationState].contains(error.sqlState)
  }

  /// SQLSTATE of a write in a transaction that may only read.
  static let readOnlyState = "25006"
  /// SQLSTATE of a block that commits in a transaction that is not its own.
  private static let terminationState = "2D000"
}
