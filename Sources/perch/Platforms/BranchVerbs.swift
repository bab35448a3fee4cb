import Platform

/// `perch branches …`
enum BranchVerbs {
  static func run(_ arguments: [String]) throws -> Int32 { try PlatformCommand.run("branches", all, arguments) }

  static let all: [Verb] = own + ContentVerbs.all

  private static let own: [Verb] = [
    Verb("list", [.tenant], optional: 1, "List the branches of a tenant, or of all", run: list),
    Verb("show", [.branch], "Show one branch") { command in
      let branch = try command.branch()
      measure(command, tenant: branch.tenant, branch: branch.name)
      try command.print(table([command.branch()]))
    },
    Verb(
      "create", [.newBranch],
      options: [
        VerbOption("--from", .branch), VerbOption("--schema-only"), VerbOption("--by-dump"),
        VerbOption("--expires", .when), VerbOption("--protected"), VerbOption("--or-use"), VerbOption("--force"),
      ] + VerbOption.waiting, "Make a branch of another one, of the default branch when none is named", run: create),
    Verb("rename", [.branch, .newName], options: VerbOption.losing, "Give a branch another name") { command in
      try command.print(table([command.provider.renameBranch(command.branch(), to: command.words[1], command.call)]))
    },
    Verb("delete", [.branch], options: VerbOption.losing, "Delete a branch") { command in
      let branch = try command.branch()
      try confirm(command, "deleting", branch)
      try command.settle(command.provider.deleteBranch(branch, permanently: false, command.call))
      if try command.provider.capabilities(command.call)[.recoverBranch].isPossible {
        _ = complain("perch branches recover \(branch.tenant)/\(branch.id) brings it back while the platform keeps it")
      }
    },
    Verb(
      "reset", [.branch], options: [VerbOption("--keep", .name)] + VerbOption.losing,
      "Give a branch its parent's data"
    ) { command in
      let branch = try command.branch()
      if command.values["--keep"] == nil { try confirm(command, "resetting", branch) }
      let change = try command.provider.resetBranch(branch, preservedName: command.values["--keep"], command.call)
      try command.settle(change.operations)
      try command.print(table([change.resource]))
    },
    Verb(
      "restore", [.branch, .source], options: [VerbOption("--keep", .name)] + VerbOption.losing,
      "Give a branch the data of another branch or moment", run: restore),
    Verb("default", [.branch], options: VerbOption.waiting, "Make a branch the default of its tenant") { command in
      let change = try command.provider.setDefault(command.branch(), command.call)
      try command.settle(change.operations)
      try command.print(table([change.resource]))
    },
    Verb("recover", [.deletedBranch], options: VerbOption.waiting, "Bring a deleted branch back", run: recover),
    Verb(
      "protect", [.branch], options: [VerbOption("--off")] + VerbOption.agreeing,
      "Refuse writes to a branch and its deletion, or end that"
    ) { command in
      let before = try command.branch()
      let after = try command.provider.setProtected(!command.has("--off"), before, command.call)
      if let loss = after.lostExpiry(since: before) { _ = complain(loss) }
      try command.print(table([after]))
    },
    Verb(
      "expire", [.branch, .when], options: VerbOption.agreeing,
      "Set when a branch goes by itself: 12h, 7d, a date, never"
    ) { command in
      let time = try MomentText.expiry(command.words[1], now: MomentText.now)
      try command.print(table([command.provider.setExpiry(time, of: command.branch(), command.call)]))
    },
  ]

  private static func list(_ command: PlatformCommand) throws {
    let provider = command.provider
    measure(command, tenant: command.words.first)
    if command.words.isEmpty, let local = provider as? LocalPlatform {
      return try command.print(table(local.branches()))
    }
    let tenants = command.words.isEmpty ? try provider.tenants(command.call).tenants : [try command.tenant()]
    var branches: [Branch] = []
    for tenant in tenants { branches += try provider.branches(of: tenant, command.call) }
    try command.print(table(branches))
  }

  /// Sizes are those last measured: so many branches are measured anew as a reader does not wait for, the one that is asked for in any case.
  private static func measure(_ command: PlatformCommand, tenant: String?, branch: String? = nil) {
    _ = try? (command.provider as? LocalPlatform)?.measureSizes(of: tenant, branch: branch, seconds: 0.02)
  }

  private static func create(_ command: PlatformCommand) throws {
    let address = try BranchAddress(command.words[0])
    guard let name = address.branch, address.parents == 0 else {
      throw UsageError(message: "\"\(command.words[0])\" names no new branch: TENANT/NAME is needed")
    }
    // `TENANT/NAME@TIME` is a branch of that moment.
    var source = command.values["--from"] ?? ""
    if let moment = address.moment, !source.contains("@") { source += "@" + moment }
    let parent = try command.provider.find(
      BranchAddress(tenant: address.tenant, branch: source, relativeTo: nil), command.call)
    var request = BranchRequest(name: name, parent: parent.branch)
    request.point = parent.point
    request.data = command.has("--schema-only") ? .schemaOnly : .full
    request.leavesParentInUse = command.has("--by-dump")
    request.isProtected = command.has("--protected")
    request.usesExisting = command.has("--or-use")
    request.expiresAt = try command.values["--expires"].flatMap { text throws(PlatformError) in
      try MomentText.expiry(text, now: MomentText.now)
    }
    let change = try command.provider.createBranch(request, command.call)
    try command.settle(change.operations)
    try command.print(table([change.resource]))
  }

  /// Deleted branches are in no list: the id is what names them.
  private static func recover(_ command: PlatformCommand) throws {
    let address = try BranchAddress(command.words[0])
    guard let id = address.branch, address.moment == nil else {
      throw UsageError(message: "\"\(command.words[0])\" names no deleted branch: TENANT/ID is needed")
    }
    let tenant = try command.provider.tenant(named: address.tenant, command.call)
    var branch = Branch(id: id, name: id, tenant: tenant.name)
    branch.tenantID = tenant.id
    let change = try command.provider.recoverBranch(branch, command.call)
    try command.settle(change.operations)
    try command.print(table([change.resource]))
  }

  private static func restore(_ command: PlatformCommand) throws {
    let branch = try command.branch()
    let tenant = try command.provider.tenant(of: branch, command.call)
    let source = try command.provider.find(
      BranchAddress(tenant: tenant.id, branch: command.words[1], relativeTo: branch.name), command.call)
    let keeping = command.values["--keep"]
    if keeping == nil { try confirm(command, "restoring", branch) }
    let change = try command.provider.restoreBranch(
      RestoreRequest(branch, from: source.branch, at: source.point, preservedName: keeping), command.call)
    try command.settle(change.operations)
    try command.print(table([change.resource]))
  }

  private static func confirm(_ command: PlatformCommand, _ what: String, _ branch: Branch) throws {
    let place = "\(branch.tenant)/\(branch.name)"
    try command.confirm(
      "\(what) \(place)", word: branch.name,
      lines: ["\(what) \(place): what it holds is lost"] + command.losses(branch, deletes: what == "deleting")
    )
  }

  private static func table(_ branches: [Branch]) -> Listing {
    var listing = Listing(
      "tenant", "name", "parent", "state", "default", "protected", "size_bytes", "created_at", "expires_at",
      "database", "id", "former_parent")
    for branch in branches {
      listing.add(
        .text(branch.tenant), .text(branch.name), .text(branch.parent), .text(branch.state.text),
        .flag(branch.isDefault), .flag(branch.isProtected), .bytes(branch.storedBytes),
        .time(branch.createdAt), .time(branch.expiresAt), .text(branch.database.isEmpty ? nil : branch.database),
        .text(branch.id), .text(branch.formerParent))
    }
    return listing
  }
}
