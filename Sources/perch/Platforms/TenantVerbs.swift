import Platform

/// `perch tenants …`
enum TenantVerbs {
  static func run(_ arguments: [String]) throws -> Int32 { try PlatformCommand.run("tenants", all, arguments) }

  static let all: [Verb] = [
    Verb("list", [], "List the tenants") { command in
      let listing = try command.provider.tenants(command.call)
      try command.print(table(listing.tenants))
      for id in listing.missing { _ = complain("the platform did not tell of tenant \(id)") }
    },
    Verb("show", [.tenant], "Show one tenant") { try $0.print(table([$0.tenant()])) },
    Verb(
      "create", [.name],
      options: [
        VerbOption("--plan", .plan), VerbOption("--blueprint", .blueprint), VerbOption("--blueprint-file", .file),
      ] + VerbOption.waiting, "Make a tenant with its default branch", run: create),
    Verb("suspend", [.tenant], options: VerbOption.losing, "Let nobody in; nothing is lost") { command in
      try command.settle(command.provider.suspendTenant(command.tenant(), command.call))
    },
    Verb(
      "archive", [.tenant], optional: 1, options: [VerbOption("--inactive", .days)] + VerbOption.losing,
      "Turn a tenant into compressed dumps, or all that nobody used for so many days", run: archive),
    Verb("restore", [.tenant], options: VerbOption.waiting, "Bring a suspended or archived tenant back") { command in
      try command.settle(command.provider.resumeTenant(command.tenant(), command.call))
    },
    Verb("delete", [.tenant], options: VerbOption.losing, "Delete a tenant with all its branches", run: delete),
    Verb("recover", [.deletedTenant], options: VerbOption.waiting, "Bring a deleted tenant back") { command in
      let deleted = Tenant(id: command.words[0], name: command.words[0], state: .deleting)
      let change = try command.provider.recoverTenant(deleted, command.call)
      try command.settle(change.operations)
      try command.print(table([change.resource]))
    },
    Verb(
      "usage", [.tenant], options: [VerbOption("--since", .when)],
      "Show what a tenant uses and may use, or what it used from a time on", run: usage),
    Verb(
      "members", [.tenant, .memberVerb, .member, .level], optional: 3,
      "Show who may use a tenant; let somebody in, at another level, or out", run: MemberVerb.run),
    Verb("plan", [.tenant, .plan], options: VerbOption.agreeing, "Give a local tenant another plan") { command in
      try local(command, "plans").setPlan(command.words[1], of: command.tenant().name, command.call)
    },
  ]

  private static func create(_ command: PlatformCommand) throws {
    let name = command.words[0]
    let blueprint = try blueprint(command)
    if let blueprint {
      let tenant = try local(command, "blueprints").createTenant(
        name, plan: command.values["--plan"] ?? "free", blueprint: blueprint, command.call)
      return try command.print(table([tenant]))
    }
    var request = TenantRequest(name: name)
    request.plan = command.values["--plan"]
    let change = try command.provider.createTenant(request, command.call)
    try command.settle(change.operations)
    try command.print(table([change.resource]))
  }

  private static func blueprint(_ command: PlatformCommand) throws -> TenantBlueprint? {
    if let path = command.values["--blueprint-file"] {
      return .statements(String(decoding: try FileText.read(path), as: UTF8.self))
    }
    return try command.values["--blueprint"].map { name throws(PlatformError) in try .named(name) }
  }

  private static func archive(_ command: PlatformCommand) throws {
    if let text = command.values["--inactive"] {
      guard let days = Int(text), days > 0 else {
        throw UsageError(message: "--inactive: \"\(text)\" is no number of days")
      }
      guard command.words.isEmpty else { throw UsageError(message: "give a tenant or --inactive, not both") }
      return try archiveIdle(days, command)
    }
    guard !command.words.isEmpty else { throw UsageError(message: "TENANT is missing, or --inactive DAYS") }
    try command.settle(command.provider.archiveTenant(command.tenant(), command.call))
  }

  private static func archiveIdle(_ days: Int, _ command: PlatformCommand) throws {
    let local = try local(command, "archiving by age")
    let names = try local.archiveIdleTenants(days: days, command.call)
    let archived = try names.map { try local.tenant(named: $0, command.call) }
    if archived.isEmpty {
      _ = complain("no tenant to archive: each was used in the last \(days == 1 ? "day" : "\(days) days")")
    }
    if command.isJSON || !archived.isEmpty { try command.print(table(archived)) }
  }

  private static func delete(_ command: PlatformCommand) throws {
    let tenant = try command.tenant()
    let branches = try command.provider.branches(of: tenant, command.call).map(\.name)
    try command.confirm(
      "deleting \(tenant.name) and all its branches", word: tenant.name,
      lines: ["deleting \(tenant.name) with all its branches: \(branches.joined(separator: ", "))"])
    try command.settle(command.provider.deleteTenant(tenant, command.call))
    if try command.provider.capabilities(command.call)[.recoverTenant].isPossible {
      _ = complain("perch tenants recover \(tenant.id) brings it back while the platform keeps it")
    }
  }

  private static func usage(_ command: PlatformCommand) throws {
    var listing = Listing("figure", "value", "limit", "unit")
    let since = try command.values["--since"].map { text throws(PlatformError) in
      try MomentText.pastTime(text, now: MomentText.now)
    }
    let tenant = try command.tenant()
    let figures =
      if let since {
        try command.provider.usage(of: tenant, since: since, command.call)
      } else {
        try command.provider.usage(of: tenant, command.call)
      }
    for figure in figures {
      let limit = figure.limit.map { Int64($0) }
      switch figure.unit {
      case .bytes:
        listing.add(.text(figure.name), .bytes(Int64(figure.value)), .bytes(limit), .text(figure.unit.rawValue))
      default:
        listing.add(.text(figure.name), .number(Int64(figure.value)), .number(limit), .text(figure.unit.rawValue))
      }
    }
    try command.print(listing)
  }

  /// The local platform, for what no other has.
  static func local(_ command: PlatformCommand, _ what: String) throws -> LocalPlatform {
    guard let local = command.provider as? LocalPlatform else {
      throw UsageError(message: "\(command.provider.name): \(what) are of the local platform only")
    }
    return local
  }

  private static func table(_ tenants: [Tenant]) -> Listing {
    var listing = Listing("name", "state", "plan", "owner", "organization", "region", "created_at", "id")
    for tenant in tenants {
      listing.add(
        .text(tenant.name), .text(tenant.state.text), .text(tenant.plan), .text(tenant.ownerRole),
        .text(tenant.organization), .text(tenant.region), .time(tenant.createdAt), .text(tenant.id))
    }
    return listing
  }
}
