// Objects of a team's platform. Names are in camelCase, as in the first version of the interface.
extension JSONPlace {
  func teamTenant() throws(Problem) -> Tenant {
    var tenant = Tenant(
      id: try text("id"), name: try text("name"), state: ResourceState(registry: optionalText("status") ?? ""),
      plan: optionalText("planType") ?? optionalText("plan_type") ?? "", ownerRole: optionalText("ownerRole") ?? "",
      createdAt: optionalTime("createdAt"))
    tenant.region = optionalText("region")
    tenant.postgresVersion = optionalInteger("postgresVersion").map { Int($0) }
    tenant.sizeBytes = optionalInteger("sizeBytes")
    return tenant
  }

  func teamBranch(of tenant: Tenant) throws(Problem) -> Branch {
    var branch = Branch(
      id: try text("id"), name: try text("name"), tenant: tenant.name, database: optionalText("database") ?? "")
    branch.tenantID = tenant.id
    branch.parentID = optionalText("parentId")
    branch.parent = optionalText("parent")
    branch.origin = branch.parentID == nil ? .root : .head(of: branch.parent ?? "")
    branch.isDefault = flag("isDefault")
    branch.isProtected = flag("isProtected")
    branch.state = ResourceState(registry: optionalText("status") ?? "")
    branch.createdAt = optionalTime("createdAt")
    branch.expiresAt = optionalTime("expiresAt")
    branch.sizeBytes = optionalInteger("sizeBytes")
    return branch
  }

  func teamOperation(subject: String) throws(Problem) -> Operation {
    let state: Operation.State =
      switch optionalText("state") ?? "" {
      case "pending", "running": .pending
      case "succeeded": .succeeded
      case "failed": .failed(SecretMask.apply(optionalText("error") ?? "no reason given"))
      case "cancelled": .cancelled
      case let other: .unknown(other)
      }
    return Operation(id: try text("id"), action: optionalText("action") ?? "change", subject: subject, state: state)
  }
}
