import Database
import Glibc
import Postgres
import SQLText
import Workbench

/// One statement: what is sent, and what is printed of its answer.
extension LineMode {
  /// False when it failed.
  mutating func run(_ given: Script.Statement, name: String?, isSilent: Bool = false) throws -> Bool {
    if !isSilent, needsReadOnlyTransaction(given) { return try runInReadOnlyTransaction(given, name: name) }
    var statement = given
    if name != nil {
      try echo(statement.text)
      let text = variables.applied(to: Array(statement.text.utf8), strings: statement.strings)
      statement.text = String(decoding: text, as: UTF8.self)
    }
    runs += 1
    var progress = StatementProgress(statement: statement, name: name, isSilent: isSilent, writer: options.writer())
    if let refusal = statement.refusal {
      report(ServerError(message: refusal), progress)
      return false
    }
    if let refusal = isSilent ? nil : refusal(of: statement) {
      report(refusal, progress)
      isRefused = locked != nil && !isConsole
      return false
    }
    if commits(statement), let problem = try writeOfTransaction() {
      report(problem, progress)
      isRefused = locked != nil && !isConsole
      if !isSilent { try prepare("ROLLBACK") }
      return false
    }
    noteNumber(askedBy: statement.text)
    if !isSilent {
      guard try !arguments.isSingleStep || confirms(statement.text) else { return false }
      try output.note(sent: statement.text)
    }
    session.run(runs, statements: [statement.text], rowLimit: arguments.limit, isJoined: statement.isJoined)
    while !progress.isFinished {
      for event in try nextEvents() { try take(event, &progress) }
      try write()
    }
    if watchesTransaction, !progress.hasFailed, !interrupted, let problem = try writeOfTransaction() {
      (progress.hasFailed, progress.sqlState) = (true, problem.sqlState)
      isRefused = locked != nil && !isConsole
      try output.flush()
      report(problem, progress)
    }
    try tellLimit(progress)
    record.add(progress, cancelled: interrupted)
    if interrupted, isConsole {
      interrupted = false
      _ = complain("cancelled")
      return false
    }
    if interrupted { throw Stop.exit(130) }
    try skipData(progress)
    return !progress.hasFailed
  }

  /// Shows the statement and asks, as psql does; anything but an `x` runs it.
  private mutating func confirms(_ statement: String) throws -> Bool {
    output.add(
      """
      ***(Single step mode: verify command)*******************************************
      \(statement)
      ***(press return to proceed or enter x and return to cancel)********************

      """)
    try output.flush()
    return readLine()?.first != "x"
  }

  private mutating func runInReadOnlyTransaction(_ statement: Script.Statement, name: String?) throws -> Bool {
    try prepare("BEGIN READ ONLY")
    watchesTransaction = true
    defer { watchesTransaction = false }
    let isDone = try run(statement, name: name)
    watchesTransaction = false
    try prepare(isDone ? "COMMIT" : "ROLLBACK")
    return isDone
  }

  private mutating func take(_ event: SessionEvent, _ progress: inout StatementProgress) throws {
    switch event {
    case .columns(_, _, let columns):
      progress.hasColumns = true
      progress.rows = 0
      progress.writer.begin(columns, into: &output.bytes)
    case .rows(_, _, let batch):
      progress.rows = (progress.rows ?? 0) + batch.rowCount
      if interrupted || progress.isLimited { return }
      if progress.isCopying {
        output.bytes.append(contentsOf: batch.cellBytes)
      } else {
        progress.writer.add(batch, into: &output.bytes)
      }
      if output.isFull { try write() }
    case .copyingOut: progress.isCopying = true
    case .copyWanted(_, _, let isBinary): try sendData(isBinary: isBinary, &progress)
    case .paused:
      progress.isLimited = true
      session.cancel()
    case .completed(_, _, let tag, let seconds):
      progress.seconds = seconds
      progress.rows = progress.rows ?? tag.split(separator: " ").last.flatMap { Int($0) }
      finish(&progress, tag)
      if progress.statement.isJoined { progress.beginNext(options.writer()) }
    case .changed(let facts): stringsHaveEscapes = facts.stringsHaveEscapes
    case .failed(_, _, let error, let seconds):
      progress.seconds = seconds
      if progress.isLimited, error.sqlState == "57014" { return finish(&progress, nil) }
      progress.hasFailed = true
      progress.sqlState = error.sqlState.isEmpty ? nil : error.sqlState
      try output.flush()
      isRefused = isRefused || (isOfLock(error) && !isConsole)
      if !interrupted { report(advised(error), progress) }
    case .notice(let notice): report(notice, progress)
    case .lost:
      try output.flush()
      _ = complain("the connection to the server was lost", code: 2)
      throw Stop.exit(2)
    case .finished(_, let transaction, _):
      self.transaction = transaction
      progress.isFinished = true
    default: break
    }
  }

  /// Rows that are left out look like all there are.
  private mutating func tellLimit(_ progress: StatementProgress) throws {
    guard progress.isLimited, let limit = arguments.limit, !arguments.isQuiet, !interrupted else { return }
    try output.flush()
    _ = complain("there are more than these \(limit) rows (--limit)")
  }

  /// A signal ends the waiting for a slow reader.
  private mutating func write() throws {
    do {
      try output.flush()
    } catch Output.Problem.interrupted {
      try answerSignals()
    }
  }

  private mutating func finish(_ progress: inout StatementProgress, _ tag: String?) {
    if progress.hasColumns { progress.writer.end(into: &output.bytes) }
    guard let tag, !tag.isEmpty, !arguments.isQuiet, !progress.isSilent, !progress.isCopying else { return }
    let changes = ["INSERT", "UPDATE", "DELETE", "MERGE"].contains { tag.hasPrefix($0) }
    guard !progress.hasColumns || changes else { return }
    output.add(options.format == .html ? "<p>\(tag)</p>\n" : tag + "\n")
  }

  private func report(_ error: ServerError, _ progress: StatementProgress) {
    let place = progress.name.map { "perch:\($0):\(progress.statement.line): " } ?? ""
    var text = place + ErrorText.text(error, statement: progress.statement.text)
    if arguments.echoesErrors, progress.hasFailed { text += "STATEMENT:  \(progress.statement.text)\n" }
    var errors = Output(descriptor: STDERR_FILENO, name: "standard error")
    errors.add(text)
    try? errors.flush()
  }
}
