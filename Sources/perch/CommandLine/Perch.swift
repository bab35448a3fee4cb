import Database
import Postgres
import Workbench

/// The program: what the command line asks for.
enum Perch {
  /// Returns the exit code.
  static func main(_ arguments: [String]) -> Int32 {
    do {
      let paths = try Paths(environment: environment)
      let settings = try arguments.first.map { try ConnectionSettings(conninfo: $0) } ?? ConnectionSettings()
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
