import Database
import Platform
import Postgres

/// Where the command line leads.
enum Target {
  case server(ConnectionSettings)
  case branch(tenant: String, name: String)
  /// Nothing was asked for.
  case anywhere

  /// A database named by argument or environment; nothing named means the local platform.
  init(_ arguments: Arguments, environment: (String) -> String?) throws(ServerError) {
    let isNamed = arguments.database != nil || !arguments.keywords.isEmpty
    let asksBranch =
      arguments.isLocal || arguments.platform != nil || arguments.tenant != nil || arguments.branch != nil
    let fromEnvironment = ["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE"].contains {
      environment($0)?.isEmpty == false
    }
    let url = environment("DATABASE_URL").flatMap { $0.isEmpty ? nil : $0 }
    if !asksBranch, !(isNamed || fromEnvironment || url != nil) {
      self = .anywhere
      return
    }
    if asksBranch {
      self = .branch(tenant: arguments.tenant ?? "acme", name: arguments.branch ?? "main")
      return
    }
    var settings = ConnectionSettings()
    if let given = arguments.database {
      let isText = given.contains("=") || given.hasPrefix("postgres://") || given.hasPrefix("postgresql://")
      settings = isText ? try ConnectionSettings(conninfo: given) : ConnectionSettings(keywords: ["dbname": given])
    } else if let url, !fromEnvironment, !isNamed {
      settings = try ConnectionSettings(conninfo: url)
    }
    for (keyword, value) in arguments.keywords { settings[keyword] = value }
    self = .server(settings)
  }
}

extension Target {
  var branch: (tenant: String, name: String)? {
    if case .branch(let tenant, let name) = self { (tenant, name) } else { nil }
  }

  /// How to connect; brings the local platform up for a branch, telling on standard error what takes time.
  func settings() throws -> ConnectionSettings {
    switch self {
    case .server(let settings): return settings
    case .anywhere: return try Target.branch(tenant: "acme", name: "main").settings()
    case .branch(let tenant, let name):
      let paths = try Paths(environment: environment)
      let platform = LocalPlatform(server: LocalServer(dataHome: paths.data))
      let tell: @Sendable (String) -> Void = { _ = complain($0) }
      try platform.start(progress: tell)
      if let demo = DemoTenant.all.first(where: { $0.name == tenant }) {
        try platform.loadDemoTenant(demo, Call(progress: tell))
      }
      let call = Call(progress: tell)
      let found = try platform.find(BranchAddress(tenant: tenant, branch: name, relativeTo: nil), call)
      return try platform.login(LoginTarget(found.branch, point: found.point), call).settings
    }
  }
}
