import Postgres

/// Makes a tenant step by step. Each step can be done again, so that another process goes on where one has ended: what is done is seen
/// from the journal, the catalog, and the mark that each stage of the content leaves with the database in its own transaction.
struct Provisioning {
  /// In their order. Registering is the end of the operation itself.
  enum Step: Equatable {
    case role, database, revoke
    case content(TenantBlueprint.Stage)
    case register

    static let all: [Step] =
      [.role, .database, .revoke] + TenantBlueprint.Stage.allCases.map { .content($0) } + [.register]
  }

  let entry: JournalEntry
  let registry: Registry
  let server: LocalServer
  let blueprint: TenantBlueprint
  /// What the tenant is left as: `active`, or `loading` for a demo.
  let status: String

  private var tenant: String { entry.tenant }

  /// Does what is left to do, up to `last`.
  func run(through last: Step = .register, _ call: Call) throws(PlatformError) {
    for step in Step.all {
      try call.cancellation.check()
      try run(step, call)
      if step == last { return }
    }
  }

  private func run(_ step: Step, _ call: Call) throws(PlatformError) {
    func tell(_ text: String) { call.progress("\(tenant): \(text)") }
    switch step {
    case .role:
      guard entry.step == .begun else { return }
      tell("creating the role")
      try registry.createOwner(tenant, try registry.limits(of: tenant), entry)
    case .database:
      guard try !registry.databaseExists(tenant) else { return }
      tell("creating the database")
      try registry.createDatabase(tenant, owner: tenant, template: nil, call: call)
    case .revoke:
      tell("closing the database to others")
      try registry.session.transaction { () throws(PlatformError) in
        try registry.closeToPublic(tenant)
        try registry.allowConnections(tenant)
      }
    case .content(let stage):
      guard let sql = blueprint.stages[stage], try !isDone(stage) else { return }
      tell(stage.text)
      try fill(sql, stage)
    case .register:
      tell("registering")
      try register()
    }
  }

  private func fill(_ sql: String, _ stage: TenantBlueprint.Stage) throws(PlatformError) {
    let session = try openTenant()
    try session.transaction { () throws(PlatformError) in
      try session.run(sql)
      try session.run(
        "CREATE SCHEMA IF NOT EXISTS \(Self.mark); COMMENT ON SCHEMA \(Self.mark) IS \(quotedLiteral(stage.rawValue))")
    }
  }

  private func openTenant() throws(PlatformError) -> AdminSession {
    try AdminSession(try server.settings(database: tenant, user: tenant).with("options", ""))
  }

  /// The schema in the tenant's database whose comment names the last finished stage.
  private static let mark = "perch_provisioning"

  private func isDone(_ stage: TenantBlueprint.Stage) throws(PlatformError) -> Bool {
    if entry.step == .content { return true }
    let row = try openTenant().run(
      """
      SELECT pg_catalog.obj_description(oid, 'pg_namespace') FROM pg_catalog.pg_namespace WHERE nspname = '\(Self.mark)'
      """
    ).first
    guard let done = row.flatMap({ TenantBlueprint.Stage(rawValue: $0.text(0)) }) else { return false }
    let order = TenantBlueprint.Stage.allCases
    return order.firstIndex(of: stage)! <= order.firstIndex(of: done)!
  }

  private func register() throws(PlatformError) {
    if !blueprint.stages.isEmpty {
      // Without the mark only the journal knows that the content is there.
      try registry.mark(entry, step: .content)
      try openTenant().run("DROP SCHEMA IF EXISTS \(Self.mark)")
    }
    try registry.session.transaction { () throws(PlatformError) in
      try registry.setTenant(tenant, status: status)
      try registry.setBranch(database: tenant, status: status == "active" ? "ready" : status)
      try registry.measure(tenant)
      try registry.finish(entry)
    }
  }
}
