import Platform
import Workbench

extension Provider {
  /// Does what the workbench asks for, and waits until it is done. What else came of it is told in one sentence.
  func carryOut(_ change: PlatformChange, _ call: Call) throws(PlatformError) -> String? {
    switch change {
    case .createTenant(let name):
      try wait(for: createTenant(TenantRequest(name: name), call).operations, call)
    case .suspendTenant(let name): try wait(for: suspendTenant(tenant(named: name, call), call), call)
    case .archiveTenant(let name): try wait(for: archiveTenant(tenant(named: name, call), call), call)
    case .restoreTenant(let name): try wait(for: resumeTenant(tenant(named: name, call), call), call)
    case .deleteTenant(let name): try wait(for: deleteTenant(tenant(named: name, call), call), call)
    case .createBranch(let tenant, let parent, let name, let copy, let expires):
      try createBranch(tenant, parent, name, copy, expires, call)
    case .protectBranch(_, let name, let isOn):
      let before = try branch(named: name, of: tenant(named: change.tenant, call), call)
      return try setProtected(isOn, before, call).lostExpiry(since: before)
    default: try carryOut(onBranch: change, call)
    }
    return nil
  }

  private func createBranch(
    _ tenant: String, _ parent: String, _ name: String, _ copy: PlatformChange.Copy, _ expires: String?, _ call: Call
  ) throws(PlatformError) {
    let source = try find(BranchAddress(tenant: tenant, branch: parent, relativeTo: nil), call)
    var request = BranchRequest(name: name, parent: source.branch)
    request.point = source.point
    request.data = copy == .schemaOnly ? .schemaOnly : .full
    request.leavesParentInUse = copy == .dump
    if let expires { request.expiresAt = try MomentText.expiry(expires, now: MomentText.now) }
    try wait(for: createBranch(request, call).operations, call)
  }

  private func carryOut(onBranch change: PlatformChange, _ call: Call) throws(PlatformError) {
    func branch(_ name: String) throws(PlatformError) -> Branch {
      try self.branch(named: name, of: tenant(named: change.tenant, call), call)
    }
    switch change {
    case .renameBranch(_, let name, let new): _ = try renameBranch(branch(name), to: new, call)
    case .deleteBranch(_, let name): try wait(for: deleteBranch(branch(name), permanently: false, call), call)
    case .resetBranch(_, let name, let keeping):
      try wait(for: resetBranch(branch(name), preservedName: keeping, call).operations, call)
    case .restoreBranch(let tenant, let name, let from, let keeping):
      let source = try find(BranchAddress(tenant: tenant, branch: from, relativeTo: name), call)
      let request = RestoreRequest(
        try branch(name), from: source.branch, at: source.point, preservedName: keeping)
      try wait(for: restoreBranch(request, call).operations, call)
    case .expireBranch(_, let name, let when):
      _ = try setExpiry(MomentText.expiry(when, now: MomentText.now), of: branch(name), call)
    default: break
    }
  }
}
