import Platform
import Postgres

/// The platforms for subcommands: the local one is started when needed, progress goes to standard error.
enum CommandPlatform {
  static func local() throws -> LocalPlatform {
    LocalPlatform(server: LocalServer(dataHome: try Paths(environment: environment).data))
  }

  static func start() throws -> LocalPlatform {
    let platform = try local()
    try platform.start { _ = complain($0) }
    return platform
  }

  /// The platform of that name, ready to be asked; nil is the local one.
  static func provider(_ name: String?, _ call: Call) throws -> any Provider {
    guard let name, name != "local" else { return try start() }
    guard let hosted = HostedPlatform(named: name, paths: try Paths(environment: environment)) else {
      throw UsageError(
        message: "--platform: there is no platform \"\(name)\"; there are \(names.joined(separator: ", "))")
    }
    return try hosted.provider()
  }

  static var names: [String] { Platforms.names }
  static var plans: [String] { Plan.names }
  static var levels: [String] { MemberLevel.allCases.map(\.rawValue) }
  static var blueprints: [String] { TenantBlueprint.names }
}
