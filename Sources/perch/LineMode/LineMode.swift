import Database
import Glibc
import Postgres
import SQLText
import Terminal
import TextUI
import Workbench

/// Runs scripts and prints their results: `-c`, `-f`, and input that is no terminal.
struct LineMode: ~Copyable {
  enum Stop: Error {
    case exit(Int32)
  }

  let arguments: Arguments
  private let queue: EventQueue
  let signals: SignalWatch
  let session: Session
  /// What the statements come from, or the data of a copy; nil until it is read.
  var script: ScriptReader?
  var output: Output
  private let options: ExportOptions
  private let variables: Variables
  private var runs = 0
  var interrupted = false
  private(set) var record: StatementRecord
  private(set) var transaction = TransactionStatus.idle
  /// Whether the session gives backslashes in plain strings a meaning.
  private(set) var stringsHaveEscapes = false
  /// Where the session goes when a platform has it.
  let branch: (tenant: String, name: String)?
  /// The target that nothing may be written to.
  var locked: TargetGuard?
  /// Whether a statement was refused for that: what comes after it may count on it.
  private var isRefused = false
  private let way: Target.Way
  private let production: [String]
  /// Whether somebody types the statements: what fails or is interrupted ends nothing then.
  var isConsole = false

  /// `production` are patterns of targets that are read-only until they are named.
  init(_ arguments: Arguments, to way: Target.Way, production: [String]) throws(Output.Problem) {
    self.arguments = arguments
    self.way = way
    self.production = production
    branch = way.branch
    record = StatementRecord(branch: way.branch)
    options = ExportOptions(arguments)
    variables = Variables(arguments.variables)
    signals = SignalWatch([.interrupted, .terminated, .hangup])
    if let path = arguments.output {
      output = try Output(path: path, interrupt: signals.descriptor)
    } else {
      output = Output(descriptor: STDOUT_FILENO, name: "standard output", interrupt: signals.descriptor)
    }
    let queue = EventQueue()
    self.queue = queue
    session = Session(way.settings, tellsChanges: false) { queue.put($0) }
  }

  /// Returns the exit code.
  consuming func run() -> Int32 {
    do {
      let code = try runScripts()
      try output.flush()
      session.close()
      return code
    } catch Stop.exit(let code) {
      // What was printed before still goes out, unless a signal ends the program.
      if code < 128 { try? output.flush() }
      session.close()
      return code
    } catch Output.Problem.interrupted {
      return 130
    } catch Output.Problem.closed {
      // What a shell says of a program that SIGPIPE ended.
      return 141
    } catch {
      return complain(Perch.sentence(error), code: Perch.code(of: error))
    }
  }

  private mutating func runScripts() throws -> Int32 {
    try awaitConnection()
    try lock(production: production, isProtected: way.isProtected)
    if arguments.isReadOnly { try prepare("SET default_transaction_read_only = on") }
    if let timeout = arguments.timeout { try prepare("SET statement_timeout = \(Int(timeout * 1000))") }
    let stopsOnError = Arguments.isOn(arguments.variables["ON_ERROR_STOP"] ?? "off")
    var code: Int32 = 0
    if arguments.isOneTransaction { try prepare("BEGIN") }
    if arguments.scripts.isEmpty, !arguments.listsDatabases, isatty(STDIN_FILENO) == 1 { return try runConsole() }
    let scripts = arguments.listsDatabases ? [.command(Script.databases)] : arguments.scripts
    for script in scripts.isEmpty ? [.file("-")] : scripts {
      code = try run(script, stopsOnError)
      if code != 0, stopsOnError || isRefused { break }
    }
    if arguments.isOneTransaction { try prepare(code == 0 ? "COMMIT" : "ROLLBACK") }
    return code
  }

  private mutating func run(_ part: Arguments.Script, _ stopsOnError: Bool) throws -> Int32 {
    switch part {
    case .command(let text):
      let script = Script(Array(text.utf8), name: nil, strings: StringRule(hasEscapes: stringsHaveEscapes))
      try echo(text)
      // Several statements of one command are one transaction, unless they begin or end one themselves.
      let isOne = script.statements.count > 1 && !arguments.isOneTransaction && !script.controlsTransactions
      if isOne { try prepare("BEGIN") }
      for statement in script.statements {
        guard try !run(statement, name: nil) else { continue }
        if isOne { try prepare("ROLLBACK") }
        return 1
      }
      if isOne { try prepare("COMMIT") }
    case .file(let path):
      let reader = try ScriptReader(path: path, hasEscapes: stringsHaveEscapes, interrupt: signals.descriptor)
      let name = reader.name
      script = consume reader
      while let statements = try nextStatements() {
        for statement in statements {
          if try !run(statement, name: name) {
            if isRefused { _ = complain("\(name): what comes behind line \(statement.line) was not run") }
            if isRefused || stopsOnError { return 3 }
          }
          if script?.change(hasEscapes: stringsHaveEscapes, behind: statement) == true { break }
        }
      }
      script = nil
    }
    return 0
  }

  private mutating func nextStatements() throws -> [Script.Statement]? {
    do throws(ScriptReader.Stop) {
      return try script?.next()
    } catch .failed(let problem) {
      throw problem
    } catch .interrupted {
      try answerSignals()
      throw Stop.exit(130)
    }
  }

  private mutating func echo(_ text: String) throws {
    guard arguments.echoesQueries || arguments.echoesAll else { return }
    output.add(text + "\n")
    try output.flush()
  }

  mutating func prepare(_ statement: String) throws {
    let isQuiet = try run(Script.Statement(text: statement, line: 0), name: nil, isSilent: true)
    if !isQuiet { throw Stop.exit(1) }
  }

  /// The first value of the server's answer.
  mutating func ask(_ question: String) throws -> String? {
    runs += 1
    session.run(runs, statements: [question], rowLimit: nil)
    var answer: String?
    while true {
      for event in try nextEvents() {
        switch event {
        case .rows(_, _, let batch):
          answer = answer ?? batch.cell(row: 0, column: 0).map { String(decoding: $0, as: UTF8.self) }
        case .failed(_, _, let error, _): throw error
        case .finished: return answer
        default: break
        }
      }
    }
  }

  // MARK: One statement

  /// False when it failed.
  mutating func run(_ given: Script.Statement, name: String?, isSilent: Bool = false) throws -> Bool {
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
    if let refusal = refusal(of: statement) {
      report(refusal, progress)
      isRefused = !isConsole
      return false
    }
    session.run(runs, statements: [statement.text], rowLimit: arguments.limit, isJoined: statement.isJoined)
    while !progress.isFinished {
      for event in try nextEvents() { try take(event, &progress) }
      try write()
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
      isRefused = isRefused || (locked != nil && error.sqlState == Self.readOnlyState && !isConsole)
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

  // MARK: Waiting

  private mutating func awaitConnection() throws {
    while true {
      for event in try nextEvents() {
        switch event {
        case .connected(let facts):
          record.connected(facts)
          stringsHaveEscapes = facts.stringsHaveEscapes
          return
        case .connectFailed(let error):
          _ = complain(["error: " + error.message, error.hint].compactMap { $0 }.joined(separator: "\n"), code: 2)
          throw Stop.exit(2)
        default: break
        }
      }
      if interrupted { throw Stop.exit(130) }
    }
  }

  /// What has happened on the session, once something has; signals are answered meanwhile.
  private mutating func nextEvents() throws -> [SessionEvent] {
    var polled = [
      pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    poll(&polled, 2, -1)
    try answerSignals()
    return queue.takeAll()
  }

  /// The first interrupt cancels, the second ends the program.
  mutating func answerSignals() throws {
    for signal in signals.drain() {
      guard signal == .interrupted else { throw Stop.exit(signal == .hangup ? 129 : 143) }
      if interrupted { throw Stop.exit(130) }
      interrupted = true
      session.cancel()
    }
  }
}
