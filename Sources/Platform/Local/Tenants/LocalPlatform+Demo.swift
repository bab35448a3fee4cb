import Database
import Postgres

extension LocalPlatform {
  /// Makes the demo tenants among those that somebody asks for by name, unless they were made before.
  package func prepareDemoTenants(named names: [String], _ call: Call = Call()) throws(PlatformError) {
    for demo in DemoTenant.all where names.contains(demo.name) { try loadDemoTenant(demo, call) }
  }

  /// Makes all of them where nobody ever made a tenant, so that who asks what there is finds something to try.
  package func prepareUnusedPlatform(_ call: Call = Call()) throws(PlatformError) {
    if try registry().isUnused { try loadDemoTenants(call) }
  }

  /// Makes the demo tenants that were never made here; those the user deleted stay deleted. A load that was cut off is done again.
  package func loadDemoTenants(_ call: Call = Call()) throws(PlatformError) {
    for demo in DemoTenant.all { try loadDemoTenant(demo, call) }
  }

  package func loadDemoTenant(_ demo: DemoTenant, _ call: Call = Call()) throws(PlatformError) {
    guard try registry().isMissing(demo) else { return }
    do throws(PlatformError) {
      try createTenant(demo.name, plan: demo.plan, detail: Self.demoDetail, call)
    } catch {
      // An earlier start or another process made it.
      guard case .nameTaken(.tenant, demo.name) = error else { throw error }
    }
    try fill(demo, call)
  }

  private func fill(_ demo: DemoTenant, _ call: Call) throws(PlatformError) {
    let registry = try registry()
    try registry.lockTenant(demo.name, call)
    guard try registry.isMissing(demo) else { return }
    try settlePending(of: demo.name, registry, call)
    let entry = try registry.begin(.loadDemo, tenant: demo.name)
    do throws(PlatformError) {
      try load(demo, call)
      try registry.session.transaction { () throws(PlatformError) in
        try registry.setTenant(demo.name, status: "active")
        try registry.setBranch(database: demo.name, status: "ready")
        try registry.finish(entry)
      }
    } catch {
      try? registry.finish(entry, error: error)
      throw error
    }
  }

  /// One transaction: a load that is cut off leaves nothing. A full one whose end went unrecorded is recognised by its first table.
  private func load(_ demo: DemoTenant, _ call: Call) throws(PlatformError) {
    let session = try AdminSession(try server.settings(database: demo.name, user: demo.name).with("options", ""))
    guard try session.run("SELECT 1 WHERE pg_catalog.to_regclass('public.plans') IS NOT NULL").isEmpty else { return }
    try session.transaction { () throws(PlatformError) in
      for step in demo.steps {
        call.progress("\(demo.name): \(step.title)")
        try session.run(step.sql)
      }
    }
  }
}

extension Registry {
  /// Whether nobody ever made a tenant here, not even to delete it; demo tenants are nobody's.
  var isUnused: Bool {
    get throws(PlatformError) {
      let names = DemoTenant.all.map(\.name).joined(separator: ",")
      let sql = "SELECT FROM public.operations WHERE tenant <> ALL (pg_catalog.string_to_array($1, ',')) LIMIT 1"
      return try session.run(sql, [names]).isEmpty
    }
  }

  /// True until its load has succeeded once, unless a tenant that is not a demo has taken the name.
  func isMissing(_ demo: DemoTenant) throws(PlatformError) -> Bool {
    let row = try session.run(
      """
      SELECT EXISTS (SELECT FROM public.operations WHERE kind = 'demo.load' AND tenant = $1 AND state = 'succeeded')
        OR EXISTS (SELECT FROM public.platform_tenants WHERE name = $1 AND status NOT IN ('creating', 'loading'))
      """, [demo.name]
    ).first
    return !(row?.isTrue(0) ?? false)
  }
}
