import Database
import Glibc
import Platform
import Postgres
import Workbench

/// The program: what the command line asks for.
enum Perch {
  /// Returns the exit code.
  static func main(_ words: [String]) -> Int32 {
    if words.first == "complete" { return Complete.main(Array(words.dropFirst())) }
    do {
      let arguments = try Arguments(parsing: words)
      if arguments.showsHelp { return say(Help.text) }
      if arguments.showsVersion { return say("perch \(Version.text)\n") }
      return try run(arguments)
    } catch let error as UsageError {
      return complain(error.message, code: 64)
    } catch let problem as Paths.Problem {
      return complain(problem.message)
    } catch let error as PlatformError {
      return complain(error.message)
    } catch let error as ServerError {
      return complain(error.message, code: 2)
    } catch Output.Problem.failed(let reason) {
      return complain(reason)
    } catch {
      return complain("\(error)")
    }
  }

  private static func run(_ arguments: Arguments) throws -> Int32 {
    let target = try Target(arguments, environment: environment)
    let isScripted = !arguments.scripts.isEmpty || arguments.listsDatabases || arguments.isPlain
    if isScripted || isatty(STDIN_FILENO) != 1 {
      return try LineMode(arguments, settings: try target.settings()).run()
    }
    let paths = try Paths(environment: environment)
    var options: WorkbenchOptions
    switch target {
    case .server(let settings): options = WorkbenchOptions(destination: .given, settings: settings)
    case .branch(let tenant, let name):
      options = WorkbenchOptions(destination: .branch(tenant: tenant, branch: name), settings: ConnectionSettings())
    }
    options.theme = arguments.theme
    options.keymap = arguments.keymap
    return runWorkbench(options, paths: paths)
  }

  private static func say(_ text: String) -> Int32 {
    var output = Output(descriptor: STDOUT_FILENO, name: "standard output")
    output.add(text)
    try? output.flush()
    return 0
  }
}
