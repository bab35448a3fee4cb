import Platform

/// `perch branches schema|compare|databases|roles|computes|snapshots|query …`: what a branch holds and what runs it.
enum ContentVerbs {
  static let all: [Verb] = [
    Verb(
      "schema", [.branch], options: [VerbOption("--database", .name)], "Print the schema of a branch or moment as DDL"
    ) { command in
      let place = try command.schemaPlace(0)
      _ = try Perch.say(
        command.provider.schema(of: place, database: command.database(of: place.branch), command.call))
    },
    Verb(
      "compare", [.branch, .branch], options: [VerbOption("--database", .name)],
      "Print how the schema of the first branch or moment differs from that of the second", run: compare),
    Verb(
      "databases", [.branch, .databaseVerb, .name], optional: 2,
      options: [VerbOption("--owner", .name)]
        + VerbOption.losing, "List the databases of a branch; make or drop one", run: databases),
    Verb(
      "roles", [.branch, .roleVerb, .name], optional: 2, options: VerbOption.losing,
      "List the roles of a branch; make or drop one, or give it a new password", run: roles),
    Verb(
      "computes", [.branch, .computeVerb], optional: 1, options: VerbOption.waiting,
      "List the computes of a branch; wake or suspend them", run: computes),
    Verb(
      "snapshots", [.branch, .snapshotVerb, .name], optional: 2,
      options: [VerbOption("--as", .name)]
        + VerbOption.losing, "List the snapshots of a branch's tenant; take, delete one, or make a branch of it",
      run: snapshots),
    Verb(
      "query", [.branch, .statement],
      options: [VerbOption("--write"), VerbOption("--database", .name), VerbOption("--role", .name)],
      "Run one statement over HTTP where PostgreSQL's port cannot be reached: no session", run: query),
  ]

  private static func compare(_ command: PlatformCommand) throws {
    let (place, base) = (try command.schemaPlace(0), try command.schemaPlace(1))
    let database = try command.database(of: place.branch)
    let text = try command.provider.compareSchemas(place, base: base, database: database, command.call)
    if text.isEmpty { _ = complain("the schemas are equal") }
    _ = try Perch.say(text)
  }

  private static func databases(_ command: PlatformCommand) throws {
    let (provider, branch) = (command.provider, try command.branch())
    switch try command.change(["create", "drop"]) {
    case ("create", let name)?:
      let database = HostedDatabase(name: name, owner: command.values["--owner"])
      try command.settle(provider.createDatabase(database, in: branch, command.call))
    case (_, let name)?:
      try command.confirm("dropping database \(name)", word: name, lines: ["what database \(name) holds is lost"])
      try command.settle(provider.dropDatabase(name, in: branch, command.call))
    case nil: break
    }
    var listing = Listing("name", "owner")
    for database in try provider.databases(of: branch, command.call) {
      listing.add(.text(database.name), .text(database.owner))
    }
    try command.print(listing)
  }

  private static func roles(_ command: PlatformCommand) throws {
    let (provider, branch) = (command.provider, try command.branch())
    switch try command.change(["create", "drop", "password"]) {
    case ("create", let name)?: try command.settle(provider.createRole(name, in: branch, command.call))
    case ("password", let name)?:
      try command.settle(provider.rotatePassword(of: name, in: branch, command.call))
      _ = complain("\(name) has a new password; perch connect --role \(name) tells it")
    case (_, let name)?:
      try command.confirm("dropping role \(name)", word: name, lines: ["nobody can log in as \(name) then"])
      try command.settle(provider.dropRole(name, in: branch, command.call))
    case nil: break
    }
    var listing = Listing("name", "login", "system")
    for role in try provider.roles(of: branch, command.call) {
      listing.add(.text(role.name), .flag(role.canLogin), .flag(role.isSystem))
    }
    try command.print(listing)
  }

  private static func query(_ command: PlatformCommand) throws {
    let place = try command.place()
    let target = LoginTarget(
      place.branch, database: command.values["--database"], role: command.values["--role"], point: place.point)
    let query = HTTPQuery(target, command.words[1], isReadOnly: !command.has("--write"))
    let result = try command.provider.query(query, command.call)
    _ = complain("over HTTP: one statement in a transaction of its own, no session")
    try command.print(Listing(result))
  }
}

// MARK: Computes and snapshots

extension ContentVerbs {
  private static func computes(_ command: PlatformCommand) throws {
    let (provider, branch) = (command.provider, try command.branch())
    func found() throws(PlatformError) -> [Compute] {
      let tenant = try provider.tenant(of: branch, command.call)
      return try provider.computes(of: tenant, command.call).filter { $0.branchID == branch.id }
    }
    if command.words.count > 1 {
      let word = command.words[1]
      guard ["start", "suspend"].contains(word) else {
        throw UsageError(message: "branches computes: unknown word \"\(word)\"; there are start, suspend")
      }
      for compute in try found() {
        let change =
          word == "start"
          ? try provider.start(compute, command.call) : try provider.suspend(compute, command.call)
        try command.settle(change.operations)
      }
    }
    var listing = Listing("id", "kind", "state", "wakes_on_connect", "sleeps_after_seconds", "last_active_at", "host")
    for compute in try found() {
      listing.add(
        .text(compute.id), .text(compute.kind.rawValue), .text(compute.state.text), .flag(compute.wakesOnConnect),
        .number(compute.sleepsAfter.map { Int64($0) }), .time(compute.lastActiveAt), .text(compute.host))
    }
    try command.print(listing)
  }

  private static func snapshots(_ command: PlatformCommand) throws {
    let (provider, branch) = (command.provider, try command.branch())
    let tenant = try provider.tenant(of: branch, command.call)
    func snapshot(_ name: String) throws -> Snapshot {
      let found = try provider.snapshots(of: tenant, command.call).filter { $0.name == name || $0.id == name }
      guard let snapshot = found.first else { throw PlatformError.notFound(.snapshot, name: name) }
      guard found.count == 1 else { throw PlatformError.ambiguous(.snapshot, name: name, count: found.count) }
      return snapshot
    }
    switch try command.change(["create", "restore", "delete"]) {
    case ("create", let name)?:
      try command.settle(provider.createSnapshot(name, of: branch, command.call).operations)
    case ("restore", let name)?:
      let change = try provider.restoreSnapshot(
        snapshot(name), as: command.values["--as"] ?? name, of: tenant, command.call)
      try command.settle(change.operations)
      _ = complain("made branch \(tenant.name)/\(change.resource.name)")
    case (_, let name)?:
      let doomed = try snapshot(name)
      try command.confirm("deleting snapshot \(name)", word: name, lines: ["the state that \(name) keeps is lost"])
      try command.settle(provider.deleteSnapshot(doomed, of: tenant, command.call))
    case nil: break
    }
    var listing = Listing("name", "branch_id", "created_at", "expires_at", "size_bytes", "id")
    for snapshot in try provider.snapshots(of: tenant, command.call) {
      listing.add(
        .text(snapshot.name), .text(snapshot.branchID), .time(snapshot.createdAt), .time(snapshot.expiresAt),
        .bytes(snapshot.sizeBytes), .text(snapshot.id))
    }
    try command.print(listing)
  }
}

extension PlatformCommand {
  /// The word behind the branch with the name behind it; nil when there is none.
  fileprivate func change(_ known: [String]) throws -> (word: String, name: String)? {
    guard words.count > 1 else { return nil }
    guard known.contains(words[1]) else {
      throw UsageError(message: "unknown word \"\(words[1])\"; there are \(known.joined(separator: ", "))")
    }
    guard words.count > 2 else { throw UsageError(message: "\(words[1]) needs a NAME") }
    return (words[1], words[2])
  }

  fileprivate func schemaPlace(_ index: Int) throws -> SchemaPlace {
    let place = try place(index)
    return SchemaPlace(place.branch, at: place.point)
  }

  /// The database that `--database` names, else the only one; never a guess.
  fileprivate func database(of branch: Branch) throws -> String {
    if let name = values["--database"] { return name }
    if !branch.database.isEmpty { return branch.database }
    let names = try provider.databases(of: branch, call).map(\.name)
    guard names.count == 1 else {
      throw UsageError(message: "there are the databases \(names.joined(separator: ", ")); --database names one")
    }
    return names[0]
  }
}
