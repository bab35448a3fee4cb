import Database
import Postgres
import Workbench

/// The program: what the command line asks for.
enum Perch {
  /// Returns the exit code.
  static func main(_ arguments: [String]) -> Int32 {
    if arguments.first == "complete" { return Complete.main(Array(arguments.dropFirst())) }
    do {
      let paths = try Paths(environment: environment)
      guard let conninfo = arguments.first else {
        let demo = Destination.branch(tenant: "acme", branch: "main")
        return runWorkbench(WorkbenchOptions(destination: demo, settings: ConnectionSettings()), paths: paths)
      }
      let settings = try ConnectionSettings(conninfo: conninfo)
      return runWorkbench(WorkbenchOptions(destination: .given, settings: settings), paths: paths)
    } catch let problem as Paths.Problem {
      return complain(problem.message)
    } catch let error as ServerError {
      return complain(error.message, code: 2)
    } catch {
      return complain("\(error)")
    }
  }
}
