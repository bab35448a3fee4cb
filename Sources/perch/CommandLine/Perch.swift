import Database
import Glibc
import History
import Platform
import Postgres
import SQLGrammar
import Terminal
import TextUI
import Workbench

/// The program: what the command line asks for.
enum Perch {
  /// Returns the exit code.
  static func main(_ words: [String]) -> Int32 {
    if words == [ParserServer.word] { return ParserServer.run() }
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow is told of by the write that fails.
    signal(SIGXFSZ, SIG_IGN)
    occupyStandardStreams()
    do {
      if let subcommand = Subcommands.all.first(where: { $0.name == words.first }) {
        return try subcommand.start(Array(words.dropFirst()))
      }
      let arguments = try Arguments(parsing: words)
      if arguments.showsHelp { return try say(Help.text) }
      if arguments.showsVersion { return try say("perch \(Version.text)\n") }
      return try run(arguments)
    } catch Output.Problem.closed {
      return 141
    } catch {
      return complain(sentence(error), code: code(of: error))
    }
  }

  /// A closed standard stream would otherwise become the number of a socket or a file. Using one still fails.
  private static func occupyStandardStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Any error of the program as one sentence.
  static func sentence(_ error: any Error) -> String {
    switch error {
    case let problem as Paths.Problem: problem.message
    case let error as UsageError: error.message
    case let error as PlatformError: error.message
    case let error as RecordError: error.message
    case let error as ScreenError: error.message
    case let error as ConfigError: error.description
    case let error as ServerError: error.message
    case let error as UnknownName: error.message
    case let problem as FileText.Problem: problem.message
    case Output.Problem.failed(let reason): reason
    default: "\(error)"
    }
  }

  static func code(of error: any Error) -> Int32 {
    switch error {
    case is UsageError: 64
    case is ServerError, PlatformError.transport, PlatformError.unavailable: 2
    case PlatformError.cancelled: 130
    default: 1
    }
  }

  private static func run(_ given: Arguments) throws -> Int32 {
    var arguments = given
    if arguments.asksPassword { arguments.keywords["password"] = try askForPassword(of: arguments.keywords["user"]) }
    let isInputClosed = fcntl(STDIN_FILENO, F_GETFL) & O_ACCMODE == O_WRONLY
    if arguments.scripts.isEmpty, !arguments.listsDatabases, isInputClosed {
      throw UsageError(message: "standard input is closed; -c or -f give statements to run")
    }
    let target = try Target(arguments, environment: environment) { Surroundings() }
    let isScripted = !arguments.scripts.isEmpty || arguments.listsDatabases || arguments.isPlain
    guard isScripted || isatty(STDIN_FILENO) != 1 || isatty(STDOUT_FILENO) == 1 else {
      throw UsageError(message: "standard output is no terminal; -c, -f or standard input give statements to run")
    }
    if !isScripted, isatty(STDIN_FILENO) == 1, let problem = Screen.problem(type: environment("TERM") ?? "") {
      _ = complain("\(problem.message); this is the line mode")
      arguments.isPlain = true
    }
    if isScripted || arguments.isPlain || isatty(STDIN_FILENO) != 1 {
      if let file = arguments.files.first {
        throw UsageError(message: "\"\(file)\" opens in the workbench only; -f \(file) runs it")
      }
      let production = try production()
      let way = try target.way()
      return try LineMode(arguments, to: way, production: production).run()
    }
    return try openWorkbench(arguments, at: target)
  }

  private static func askForPassword(of user: String?) throws -> String {
    guard case .typed(let password) = PasswordPrompt.ask(of: user) else {
      throw UsageError(message: "-W needs a terminal to ask on")
    }
    return password
  }

  private static func openWorkbench(_ arguments: Arguments, at target: Target) throws -> Int32 {
    guard arguments.unlocked == nil else {
      throw UsageError(message: "--unlock is for scripts; the workbench asks for the name")
    }
    var options: WorkbenchOptions
    switch target {
    case .server(let settings, let remarks):
      options = WorkbenchOptions(destination: .given, settings: settings)
      options.remarks = remarks
    case .anywhere(let remarks):
      options = WorkbenchOptions(destination: nil, settings: ConnectionSettings())
      options.remarks = remarks
    case .branch(let platform, let tenant, let name):
      options = WorkbenchOptions(destination: .branch(tenant: tenant, branch: name), settings: ConnectionSettings())
      options.platform = platform
    case .choice(let platform, let tenant):
      options = WorkbenchOptions(destination: .nowhere, settings: ConnectionSettings())
      options.platform = platform
      options.tenant = tenant
    }
    options.theme = arguments.theme
    options.keymap = arguments.keymap
    options.asksForPassword = !arguments.neverAsksPassword
    options.files = arguments.files
    return runWorkbench(options, paths: try Paths(environment: environment))
  }

  /// What the user's settings call production; nothing where no settings can be.
  private static func production() throws -> [String] {
    guard let paths = try? Paths(environment: environment) else { return [] }
    return try readSettings(paths).production
  }

  /// Prints text for people or programs; the exit code.
  static func say(_ text: String) throws -> Int32 {
    var output = Output(descriptor: STDOUT_FILENO, name: "standard output")
    output.add(text)
    try output.flush()
    return 0
  }
}
