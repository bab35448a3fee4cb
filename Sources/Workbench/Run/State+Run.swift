import Database
import SQLText

extension State {
  mutating func run(_ pieces: [Run.Piece]) -> [Effect] { run(pieces, begins: begins(pieces), rowLimit: rowLimit) }

  /// - Parameter begins: for each statement whether a transaction is begun before it when none is open; empty when never.
  mutating func run(
    _ pieces: [Run.Piece], begins: [Bool], rowLimit: Int?, showsResults: Bool = true
  ) -> [Effect] {
    guard !pieces.isEmpty else {
      remark("no statement to run", .warning)
      return []
    }
    guard let pieces = filled(pieces) else { return [] }
    var run = Run(
      id: nextNumber(), statements: pieces, startedAt: now, buffer: editor.buffer.id, cursor: editor.buffer.cursor)
    run.showsResults = showsResults
    activeRun = run
    if pieces.contains(where: { $0.mayMakeTemporary }) { hasTemporaryTables = true }
    editor.popup = nil
    status = StatusLine()
    if showsResults {
      results.begin(run: run.id, statements: pieces.map(\.text), isLong: run.isLong, at: link.destination)
    }
    return [
      .run(
        session: link.session, id: run.id, statements: pieces.map(\.sent), rowLimit: rowLimit, begins: begins)
    ]
  }

  mutating func cancelRun() -> [Effect] {
    activeRun?.cancelRequested = true
    if exporting?.number == activeRun?.id { exporting?.cancelRequested = true }
    return [.cancel(session: link.session)]
  }

  mutating func continueReading() -> [Effect] {
    results.resume()
    return [.continueReading(session: link.session)]
  }
}
