// Neon's objects. States are open-ended: what is not known is kept as it came.
extension JSONPlace {
  func neonProject() throws(Problem) -> Tenant {
    var tenant = Tenant(
      id: try text("id"), name: try text("name"), state: .ready, createdAt: optionalTime("created_at"))
    if optionalText("deleted_at") != nil { tenant.state = .deleting }
    tenant.region = optionalText("region_id")
    tenant.postgresVersion = optionalInteger("pg_version").map { Int($0) }
    tenant.organization = optionalText("org_id")
    tenant.recoverableUntil = optionalTime("recoverable_until")
    tenant.sizeBytes = optionalInteger("synthetic_storage_size")
    return tenant
  }

  func neonBranch(tenant: String, tenantID: String) throws(Problem) -> Branch {
    var branch = Branch(id: try text("id"), name: try text("name"), tenant: tenant)
    branch.tenantID = tenantID
    branch.parentID = optionalText("parent_id")
    branch.isDefault = flag("default")
    branch.isProtected = flag("protected")
    branch.state = neonState
    branch.createdAt = optionalTime("created_at")
    branch.expiresAt = optionalTime("expires_at")
    branch.sizeBytes = optionalInteger("logical_size")
    for action in optionalList("restricted_actions") {
      guard let capability = Self.restricted[action.optionalText("name") ?? ""] else { continue }
      branch.refused[capability] = action.optionalText("reason") ?? "Neon refuses it for this branch"
    }
    return branch
  }

  private static let restricted: [String: Capability] = [
    "restore": .restoreBranch, "delete": .deleteBranch, "reset": .resetBranch, "rename": .renameBranch,
  ]

  private var neonState: ResourceState {
    let pending = optionalText("pending_state").map { $0.hasPrefix("storage_") ? "deleting" : $0 }
    if pending == "deleting" { return .deleting }
    switch optionalText("current_state") ?? "" {
    case "ready": return pending.map { $0 == "ready" ? .ready : .busy($0) } ?? .ready
    case "archived": return .archived
    case "init": return .creating
    case "resetting": return .busy("resetting")
    case "storage_deleted": return .deleting
    case let other: return .unknown(other)
    }
  }

  func neonCompute() throws(Problem) -> Compute {
    var compute = Compute(
      id: try text("id"), tenantID: try text("project_id"), branchID: try text("branch_id"),
      kind: optionalText("type") == "read_only" ? .readOnly : .readWrite, state: neonComputeState)
    compute.wakesOnConnect = !flag("disabled")
    compute.host = optionalText("host") ?? ""
    if let seconds = optionalDouble("suspend_timeout_seconds"), seconds >= 0 { compute.sleepsAfter = seconds }
    compute.lastActiveAt = optionalTime("last_active")
    return compute
  }

  private var neonComputeState: Compute.State {
    if flag("disabled") { return .disabled }
    switch optionalText("current_state") ?? "" {
    case "active": return .running
    case "idle": return optionalText("pending_state") == "active" ? .starting : .sleeping
    case "init": return .starting
    case let other: return .unknown(other)
    }
  }

  func neonOperation(subject: String) throws(Problem) -> Operation {
    Operation(
      id: try text("id"), tenantID: try text("project_id"), action: try text("action"), subject: subject,
      state: neonOperationState)
  }

  private var neonOperationState: Operation.State {
    switch optionalText("status") ?? "" {
    case "scheduling", "running", "cancelling": .pending
    case "finished", "skipped": .succeeded
    case "failed", "error": .failed(SecretMask.apply(optionalText("error") ?? "no reason given"))
    case "cancelled": .cancelled
    case let other: .unknown(other)
    }
  }

  func neonSnapshot() throws(Problem) -> Snapshot {
    var snapshot = Snapshot(id: try text("id"), name: try text("name"))
    snapshot.branchID = optionalText("source_branch_id")
    snapshot.createdAt = optionalTime("created_at")
    snapshot.expiresAt = optionalTime("expires_at")
    snapshot.sizeBytes = optionalInteger("full_size") ?? optionalInteger("diff_size")
    return snapshot
  }
}

extension Point {
  /// `source_lsn` and `source_timestamp` and the like, by prefix.
  func neonMembers(_ prefix: String) -> [(name: String, value: String)] {
    switch self {
    case .head: []
    case .time(let seconds): [(prefix + "timestamp", InternetTime.text(seconds))]
    case .lsn(let lsn): [(prefix + "lsn", Self.text(lsn: lsn))]
    }
  }

  /// `16/B374D848`
  static func text(lsn: UInt64) -> String {
    String(lsn >> 32, radix: 16, uppercase: true) + "/" + String(lsn & 0xFFFF_FFFF, radix: 16, uppercase: true)
  }
}
