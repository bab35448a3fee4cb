import Platform
import Postgres
import Workbench

/// The local platform for subcommands: started when needed, progress on standard error.
enum CommandPlatform {
  static func start() throws -> LocalPlatform {
    let paths = try Paths(environment: environment)
    let platform = LocalPlatform(server: LocalServer(dataHome: paths.data))
    try platform.start { _ = complain($0) }
    return platform
  }

  static func time(_ seconds: Double?) -> Int64? { seconds.map { Int64($0) } }
}

/// `perch tenants …`
enum TenantCommands {
  static func run(_ arguments: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(arguments, flags: ["--yes"], valued: ["--format", "--plan"])
    let verb = arguments.words.first ?? "list"
    let isJSON = try arguments.wantsJSON
    let call = Call(progress: { _ = complain($0) })
    switch verb {
    case "list":
      try listing(CommandPlatform.start().tenants()).print(json: isJSON)
    case "show":
      let name = try arguments.word(1, "the tenant's name")
      guard let tenant = try CommandPlatform.start().tenants().first(where: { $0.name == name }) else {
        throw PlatformError.notFound(.tenant, name: name)
      }
      try listing([tenant]).print(json: isJSON)
    case "create":
      let name = try arguments.word(1, "the new tenant's name")
      let platform = try CommandPlatform.start()
      let tenant = try platform.createTenant(name, plan: arguments.values["--plan"] ?? "free", call)
      try listing([tenant]).print(json: isJSON)
    case "delete":
      let name = try arguments.word(1, "the tenant's name")
      guard arguments.flags.contains("--yes") else {
        throw UsageError(message: "deleting \(name) and all its branches cannot be undone; say --yes")
      }
      try CommandPlatform.start().deleteTenant(name, call)
    default: throw UsageError(message: "tenants: unknown word \"\(verb)\"; there are list, show, create, delete")
    }
    return 0
  }

  private static func listing(_ tenants: [Tenant]) -> Listing {
    var listing = Listing("name", "state", "plan", "owner", "created_at")
    for tenant in tenants {
      listing.add(
        .text(tenant.name), .text(tenant.state.text), .text(tenant.plan), .text(tenant.ownerRole),
        .number(CommandPlatform.time(tenant.createdAt)))
    }
    return listing
  }
}

/// `perch branches …`
enum BranchCommands {
  static func run(_ arguments: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(arguments, flags: ["--yes", "--by-dump"], valued: ["--format", "--from"])
    let verb = arguments.words.first ?? "list"
    let isJSON = try arguments.wantsJSON
    let call = Call(progress: { _ = complain($0) })
    switch verb {
    case "list":
      let tenant = arguments.words.count > 1 ? arguments.words[1] : nil
      try listing(CommandPlatform.start().branches(of: tenant)).print(json: isJSON)
    case "show":
      let (tenant, name) = SubcommandArguments.place(try arguments.word(1, "TENANT/BRANCH"))
      guard let branch = try CommandPlatform.start().branches(of: tenant).first(where: { $0.name == name }) else {
        throw PlatformError.notFound(.branch, name: name)
      }
      try listing([branch]).print(json: isJSON)
    case "create":
      let (tenant, name) = SubcommandArguments.place(try arguments.word(1, "TENANT/NAME"))
      let branch = try CommandPlatform.start().createBranch(
        tenant: tenant, parent: arguments.values["--from"] ?? "main", name: name,
        method: arguments.flags.contains("--by-dump") ? .dump : .files, call)
      try listing([branch]).print(json: isJSON)
    case "rename":
      let (tenant, name) = SubcommandArguments.place(try arguments.word(1, "TENANT/BRANCH"))
      try CommandPlatform.start().renameBranch(
        tenant: tenant, name: name, to: try arguments.word(2, "the new name"), call)
    case "delete":
      let (tenant, name) = SubcommandArguments.place(try arguments.word(1, "TENANT/BRANCH"))
      guard arguments.flags.contains("--yes") else {
        throw UsageError(message: "deleting \(tenant)/\(name) cannot be undone; say --yes")
      }
      try CommandPlatform.start().deleteBranch(tenant: tenant, name: name, call)
    default:
      throw UsageError(message: "branches: unknown word \"\(verb)\"; there are list, show, create, rename, delete")
    }
    return 0
  }

  private static func listing(_ branches: [Branch]) -> Listing {
    var listing = Listing(
      "tenant", "name", "parent", "state", "database", "default", "protected", "size_bytes", "created_at")
    for branch in branches {
      listing.add(
        .text(branch.tenant), .text(branch.name), .text(branch.parent), .text(branch.state.text),
        .text(branch.database),
        .flag(branch.isDefault), .flag(branch.isProtected), .number(branch.sizeBytes),
        .number(CommandPlatform.time(branch.createdAt)))
    }
    return listing
  }
}

/// `perch connect TENANT[/BRANCH]`
enum ConnectCommand {
  static func run(_ arguments: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(arguments, flags: ["--no-secrets"])
    let (tenant, branch) = SubcommandArguments.place(try arguments.word(0, "TENANT[/BRANCH]"))
    let settings = try CommandPlatform.start().connection(tenant: tenant, branch: branch)
    return try Perch.say(settings.uri(withSecrets: !arguments.flags.contains("--no-secrets")) + "\n")
  }
}

/// `perch platform …`
enum PlatformServerCommands {
  static func run(_ arguments: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(arguments, flags: ["--yes"], valued: ["--format"])
    let server = LocalServer(dataHome: try Paths(environment: environment).data)
    switch arguments.words.first ?? "status" {
    case "status":
      var listing = Listing("state", "data", "log")
      listing.add(.text(server.status().text), .text(server.dataDirectory), .text(server.logFile))
      try listing.print(json: arguments.wantsJSON)
    case "stop": try server.stop { _ = complain($0) }
    case "destroy":
      guard arguments.flags.contains("--yes") else {
        throw UsageError(message: "destroying removes every local tenant and branch for good; say --yes")
      }
      try server.destroy { _ = complain($0) }
    case let verb: throw UsageError(message: "platform: unknown word \"\(verb)\"; there are status, stop, destroy")
    }
    return 0
  }
}
