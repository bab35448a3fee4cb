package import Database
package import SQLText
package import TextUI

/// Everything that can happen to the workbench. Time, sizes and answers arrive here; the core asks for nothing.
package enum Event: Sendable {
  case key(Key)
  /// Bracketed paste, as the terminal sent it.
  case paste([UInt8])
  case resized(Size)
  case mouse(MouseEvent)
  /// Monotonic milliseconds; sent before the events of a round and ten times a second while something runs.
  case tick(Int64)
  /// What a session reports; `session` is the number the connect effect gave it.
  case session(Int, SessionEvent)
  /// A part of the catalog of that session, indexed for completion, or the reason why it could not be read.
  case catalog(session: Int, Result<CompletionEngine, ServerError>)
  /// Rows that were filtered, sorted or searched.
  case rows(RowReport)
  case platform(PlatformEvent)
  case usesCounted(NameUses)
  /// The newest statements that fit; again when there are more, until the search `isComplete`.
  case historyFound(query: Int, [HistoryItem], isComplete: Bool)
  case lineEdited(EditedLine)
  case queriesListed([SavedQuery])
  /// A query is in the file now.
  case querySaved(path: String)
  /// What another editor made of the buffer's text.
  case editedOutside(buffer: Int, Result<[UInt8], Failure>)
  case fileRead(path: String, Result<[UInt8], Failure>)
  /// There is no such file, in a directory that is there.
  case fileMissing(path: String)
  case fileWritten(path: String, buffer: Int, Failure?)
  case inquired(id: Int, InquiryAnswer)
  /// Rows that a comparison has looked at.
  case comparing(number: Int, rows: Int)
  case compared(number: Int, ComparisonOutcome)
  case cellLaidOut(number: Int, CellDocument)
  /// The file as Perch read or wrote it just now; its content or success follows.
  case fileStamped(path: String, FileStamp)
  /// The file as it is now, nil when it is gone.
  case fileSeen(path: String, FileStamp?)
  /// Nothing was written: somebody else changed the file, or it is there although it should not.
  case fileConflict(path: String, buffer: Int, FileConflict)
  /// The terminal got the attention of the user, or lost it.
  case focused(Bool)
  /// Rows that an export has taken so far.
  case exporting(number: Int, rows: Int)
  case exported(number: Int, ExportOutcome)
  /// Facts about the statements that were asked about, in their order.
  case inspected(number: Int, [StatementFacts])
  case formatted(number: Int, FormatOutcome)
  case cut(number: Int, TextPieces)
  /// All themes that can be chosen, by name.
  case themesRead([String: Theme])
  /// What the user should know and nothing went wrong, in one sentence.
  case remarked(String)
  /// Something the shell could not do, in one sentence.
  case failed(Failure)
  /// The terminal's clipboard was not given a text: where it is instead.
  case clipboardLacksRoom(bytes: Int, Result<String, Failure>)
  /// What the shell could not do for a while it does again.
  case recovered(String)
}

/// One clear sentence on what could not be done and where.
package struct Failure: Error, Sendable, Hashable {
  package var message: String
  package init(_ message: String) { self.message = ToldText.line(message) }
}

/// A text laid out.
package enum FormatOutcome: Sendable, Hashable {
  case same
  case changed([UInt8])
  /// It was left alone; the reason is one clause.
  case refused(String)
}

/// Answers of the platform that hosts the databases.
package enum PlatformEvent: Sendable {
  case progress(String)
  /// What the user should know of a login, in one sentence.
  case remarked(String)
  case listed(PlatformListing)
  /// Why the tenants could not be listed, in one sentence.
  case listingFailed(String)
  /// Where a session really goes, when its destination was named by `^parent`.
  case found(session: Int, tenant: String, branch: String)
  /// What a session that is being connected must find there.
  case expected(session: Int, ExpectedSession)
  /// How two schemas differ, as `diff -u` writes it; empty when they do not.
  case compared(PlatformComparison, Result<String, Failure>)
  /// What a tenant uses: figures by name, in words.
  case used(tenant: String, Result<[UsageLine], Failure>)
  /// What the operation with that number is doing just now.
  case operating(operation: Int, String)
  /// Other people's sessions that a change would end, each in a few words.
  case sessions(PlatformChange, [String])
  /// The operation ends sessions of the workbench's own.
  case ending(operation: Int, sessions: [Int])
  /// The operation with that number ended, with what else is to be said of it; the listing follows.
  case done(operation: Int, remark: String? = nil)
  case refused(operation: Int, PlatformRefusal)
}

/// Why an operation of the platform did not happen.
package struct PlatformRefusal: Error, Sendable, Hashable {
  package var message: String
  /// Set when another way of copying would work although others use the parent.
  package var offersDump: Bool
  /// Set when another name, or the answer written otherwise, may be taken.
  package var isAboutName = false
  package init(_ message: String, offersDump: Bool = false) {
    self.message = ToldText.line(message)
    self.offersDump = offersDump
  }
}
