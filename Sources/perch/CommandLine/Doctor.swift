import Database
import Glibc
import Platform
import Postgres
import Terminal

/// `perch doctor`: what Perch needs, each with what is there.
enum Doctor {
  private struct Check {
    var name: String
    /// What was found; the problem in one sentence when it does not do.
    var result: Result<String, UnknownName>
  }

  static func run(_ arguments: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(arguments, valued: ["--format", "--platform"])
    var checks = [terminal, locale]
    checks += directories
    checks += [programs, localServer, libpq]
    if let name = arguments.values["--platform"] { checks.append(platform(name)) }
    var listing = Listing("check", "ok", "found")
    var isGood = true
    for check in checks {
      switch check.result {
      case .success(let text): listing.add(.text(check.name), .flag(true), .text(text))
      case .failure(let problem):
        isGood = false
        listing.add(.text(check.name), .flag(false), .text(problem.message))
      }
    }
    try listing.print(json: arguments.wantsJSON)
    return isGood ? 0 : 1
  }

  private static var terminal: Check {
    let type = environment("TERM") ?? ""
    guard !type.isEmpty, type != "dumb" else {
      return Check(
        name: "terminal",
        result: .failure(
          UnknownName(message: "TERM is \"\(type)\"; the workbench needs a terminal that places its cursor")))
    }
    let colors = environment("COLORTERM").map { ", COLORTERM \($0)" } ?? ""
    let known = TerminalType.known(type)
    let taken = known == type ? "" : ", unknown here and taken for \(known)"
    return Check(
      name: "terminal",
      result: .success("TERM \(type)\(taken)\(colors)\(environment("TMUX") == nil ? "" : ", inside tmux")"))
  }

  private static var locale: Check {
    setlocale(LC_CTYPE, "")
    let codeset = String(cString: nl_langinfo(Int32(CODESET)))
    return Check(
      name: "locale", result: .success(codeset == "UTF-8" ? "UTF-8" : "\(codeset); Perch uses C.UTF-8 instead"))
  }

  private static var directories: [Check] {
    do {
      let paths = try Paths(environment: environment)
      return [("state", paths.state), ("cache", paths.cache), ("data", paths.data)].map { name, path in
        do {
          try Paths.makeDirectory(path)
          return Check(name: name, result: .success(path))
        } catch {
          return Check(name: name, result: .failure(UnknownName(message: Perch.sentence(error))))
        }
      }
    } catch {
      return [Check(name: "directories", result: .failure(UnknownName(message: Perch.sentence(error))))]
    }
  }

  private static func server() throws -> LocalServer { LocalServer(dataHome: try Paths(environment: environment).data) }

  private static var programs: Check {
    do {
      return Check(name: "postgresql", result: .success(try server().programsDirectory()))
    } catch {
      return Check(name: "postgresql", result: .failure(UnknownName(message: Perch.sentence(error))))
    }
  }

  private static var localServer: Check {
    do {
      return Check(name: "local server", result: .success(try server().status().text))
    } catch {
      return Check(name: "local server", result: .failure(UnknownName(message: Perch.sentence(error))))
    }
  }

  /// Whether the key is good, whose it is, and what the platform still allows.
  private static func platform(_ name: String) -> Check {
    do {
      let call = Call(patience: 15)
      let provider = try CommandPlatform.provider(name, call)
      let account = try provider.account(call)
      let rate = provider.requestRate.map { "; \($0.text)" } ?? ""
      return Check(name: "platform \(name)", result: .success(account + rate))
    } catch {
      return Check(name: "platform \(name)", result: .failure(UnknownName(message: Perch.sentence(error))))
    }
  }

  private static var libpq: Check {
    let number = ConnectionSettings.libraryVersion
    return Check(name: "libpq", result: .success("\(number / 10_000).\(number % 10_000)"))
  }
}
