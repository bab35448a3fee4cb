import Database
import Platform
import Postgres

/// Where the command line leads.
enum Target {
  /// `remarks` say what was understood or left out on the way, without secrets.
  case server(ConnectionSettings, remarks: [String])
  /// Nil is the local platform.
  case branch(platform: String?, tenant: String, name: String)
  /// A platform whose branch is to be chosen yet, of that tenant if one is named.
  case choice(platform: String, tenant: String?)
  /// Nothing was asked for, or what was could not be read: the remarks say why.
  case anywhere(remarks: [String])

  /// A database named by argument, environment or the `.env` files; nothing named means the local platform.
  init(_ arguments: Arguments, environment: @escaping (String) -> String?, surroundings: () -> Surroundings) throws {
    let isNamed = arguments.database != nil || !arguments.keywords.isEmpty
    let asksBranch =
      arguments.isLocal || arguments.platform != nil || arguments.tenant != nil || arguments.branch != nil
    if asksBranch {
      self = Self.branch(arguments)
      return
    }
    let fromEnvironment = ["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE"].contains {
      environment($0)?.isEmpty == false
    }
    var text: ConnectionText?
    var settings = ConnectionSettings()
    if let given = arguments.database {
      if given.contains("=") || given.contains("://") {
        text = try ConnectionText(given)
      } else {
        settings = ConnectionSettings(keywords: ["dbname": given])
      }
    } else if !isNamed, !fromEnvironment {
      let surroundings = surroundings()
      guard let named = try NamedAddress(surroundings) else {
        self = .anywhere(remarks: surroundings.remarks)
        return
      }
      text = named.text
    }
    settings = text?.settings ?? settings
    for (keyword, value) in arguments.keywords { settings[keyword] = value }
    let roots = RootCertificates.system.keyword(environment: environment)
    let trusting = settings.trusting(roots: roots, environment: environment)
    self = .server(trusting.settings, remarks: text?.remarks ?? [])
  }

  /// No branch is ever guessed on a platform that others use too.
  private static func branch(_ arguments: Arguments) -> Target {
    let platform = arguments.isLocal || arguments.platform == "local" ? nil : arguments.platform
    if let platform {
      guard let tenant = arguments.tenant, let branch = arguments.branch else {
        return .choice(platform: platform, tenant: arguments.tenant)
      }
      return .branch(platform: platform, tenant: tenant, name: branch)
    }
    return .branch(platform: nil, tenant: arguments.tenant ?? "acme", name: arguments.branch ?? "main")
  }
}

/// The address that `DIRECT_DATABASE_URL` or `DATABASE_URL` names.
private struct NamedAddress {
  var text: ConnectionText

  /// A session needs its settings kept: the direct address wins.
  init?(_ surroundings: Surroundings) throws(ServerError) {
    let names = ["DIRECT_DATABASE_URL", "DATABASE_URL"]
    guard let name = names.first(where: { surroundings[$0] != nil }), let value = surroundings[name] else { return nil }
    text = try ConnectionText(value)
    text.remarks = surroundings.remarks + text.remarks.map { "\(name): \($0)" }
    if text.isPooled {
      text.remarks.append(
        "\(name) leads to a pool that may not keep a session: DIRECT_DATABASE_URL names an address without one")
    } else if name == "DIRECT_DATABASE_URL", surroundings["DATABASE_URL"] != nil {
      text.remarks.append("DIRECT_DATABASE_URL was taken, as a session needs its settings kept")
    }
    if surroundings.isFromFile(name) {
      text.remarks.append("\(name) comes from a file of this directory")
      // A password of the environment is not meant for an address from a file; .pgpass names its hosts.
      if text.settings["password"] == nil { text.settings["password"] = "" }
    }
  }
}

extension Target {
  /// A way to a database, and the branch of a platform that it leads to.
  struct Way {
    var settings: ConnectionSettings
    /// `name` ends with the moment that was asked for, if any.
    var branch: (tenant: String, name: String)?
    var isProtected = false
  }

  /// How to connect; brings the local platform up for a branch, telling on standard error what takes time.
  func way() throws -> Way {
    switch self {
    case .server(let settings, let remarks):
      for remark in remarks { _ = complain(remark) }
      return Way(settings: settings)
    case .anywhere(let remarks):
      // A script meant for the database of a file that cannot be read is run nowhere else.
      guard remarks.isEmpty else {
        throw UsageError(
          message: remarks.joined(separator: "; ") + "; name a database, or --local for the local platform")
      }
      return try Target.branch(platform: nil, tenant: "acme", name: "main").way()
    case .choice(let platform, let tenant):
      throw UsageError(
        message: "--platform \(platform) needs \(tenant == nil ? "--tenant and " : "")--branch; "
          + "perch \(tenant.map { "branches list \($0)" } ?? "tenants list") --platform \(platform) names them")
    case .branch(let platform, let tenant, let name):
      let call = Call(progress: { _ = complain($0) })
      let provider = try Self.provider(platform, tenant, call)
      let address = BranchAddress(tenant: tenant, branch: name, relativeTo: nil)
      let found = try provider.find(address, call)
      let login = try provider.login(LoginTarget(found.branch, point: found.point), call)
      for remark in login.remarks { _ = complain(remark) }
      if login.wakes { _ = complain("the compute of \(tenant) ▸ \(found.branch.name) sleeps; waking it") }
      let moment = address.moment.map { "@\($0)" } ?? ""
      return Way(
        settings: login.settings, branch: (tenant, found.branch.name + moment), isProtected: found.branch.isProtected)
    }
  }

  private static func provider(_ name: String?, _ tenant: String, _ call: Call) throws -> any Provider {
    let paths = try Paths(environment: environment)
    if let hosted = HostedPlatform(named: name, paths: paths) { return try hosted.provider() }
    let platform = LocalPlatform(server: LocalServer(dataHome: paths.data))
    try platform.start(progress: call.progress)
    if let demo = DemoTenant.all.first(where: { $0.name == tenant }) { try platform.loadDemoTenant(demo, call) }
    return platform
  }
}
