// Supabase's objects.
extension JSONPlace {
  func supabaseProject() throws(Problem) -> Tenant {
    let ref: String
    if let given = optionalText("ref") { ref = given } else { ref = try text("id") }
    var tenant = Tenant(
      id: ref, name: try text("name"), state: ResourceState(supabase: optionalText("status") ?? ""),
      createdAt: optionalTime("created_at"))
    tenant.region = optionalText("region")
    tenant.organization = optionalText("organization_slug") ?? optionalText("organization_id")
    let version = optional("database")?.optionalText("version")?.prefix { $0 != "." }
    tenant.postgresVersion = version.flatMap { Int($0) }
    return tenant
  }

  /// Branches are addressed by the reference of the project that each is.
  func supabaseBranch(of tenant: Tenant) throws(Problem) -> Branch {
    var branch = Branch(id: try text("project_ref"), name: try text("name"), tenant: tenant.name, database: "postgres")
    branch.tenantID = tenant.id
    branch.isDefault = flag("is_default")
    branch.createdAt = optionalTime("created_at")
    if branch.isDefault {
      branch.origin = .root
      branch.state = tenant.state
    } else {
      branch.parentID = optionalText("parent_project_ref") ?? tenant.id
      branch.state = state(of: branch)
    }
    return branch
  }

  private func state(of branch: Branch) -> ResourceState {
    if optionalText("deletion_scheduled_at") != nil { return .deleting }
    if let word = optionalText("preview_project_status") {
      let state = ResourceState(supabase: word)
      if state != .ready { return state }
    }
    switch optionalText("status") ?? "" {
    case "CREATING_PROJECT": return .creating
    case "RUNNING_MIGRATIONS": return .busy("running migrations")
    case "MIGRATIONS_FAILED": return .failed("its migrations failed")
    case "FUNCTIONS_FAILED": return .failed("its functions failed")
    case "MIGRATIONS_PASSED", "FUNCTIONS_DEPLOYED", "": return .ready
    case let other: return .unknown(other)
    }
  }
}

extension ResourceState {
  init(supabase word: String) {
    switch word {
    case "ACTIVE_HEALTHY": self = .ready
    case "COMING_UP", "UNKNOWN": self = .creating
    case "INACTIVE": self = .paused
    case "GOING_DOWN", "REMOVED": self = .deleting
    case "PAUSING", "RESTORING", "RESTARTING", "RESIZING", "UPGRADING": self = .busy(word.lowercased())
    case "INIT_FAILED", "PAUSE_FAILED", "RESTORE_FAILED", "ACTIVE_UNHEALTHY":
      self = .failed(String(word.lowercased().map { $0 == "_" ? " " : $0 }))
    default: self = .unknown(word)
    }
  }
}
