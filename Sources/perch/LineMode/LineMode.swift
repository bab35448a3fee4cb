import Database
import Glibc
import Postgres
import SQLGrammar
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
  let queue: EventQueue
  let signals: SignalWatch
  var session: Session
  /// What the statements come from, or the data of a copy; nil until it is read.
  var script: ScriptReader?
  var output: Output
  let options: ExportOptions
  let variables: Variables
  var runs = 0
  var interrupted = false
  var record: StatementRecord
  var transaction = TransactionStatus.idle
  /// Whether the session gives backslashes in plain strings a meaning.
  var stringsHaveEscapes = false
  /// Where the session goes when a platform has it.
  let branch: (tenant: String, name: String)?
  /// The target that nothing may be written to.
  var locked: TargetGuard?
  /// Says what statements do where nothing is to be written.
  let parser = ParserProcess()
  /// Whether a statement of the open transaction asked for the transaction's number, and so gave it one.
  var asksForNumber = false
  /// Whether the transaction is looked at behind the statement that runs.
  var watchesTransaction = false
  /// Whether a statement was refused for that: what comes after it may count on it.
  var isRefused = false
  let way: Target.Way
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
    if let path = arguments.log { try output.copy(to: path) }
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
      let reader = try ScriptReader(
        path: path, hasEscapes: stringsHaveEscapes, endsAtLines: arguments.isSingleLine, interrupt: signals.descriptor)
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

  mutating func echo(_ text: String) throws {
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
}
