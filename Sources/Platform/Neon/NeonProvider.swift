package import HTTP

/// Neon: a tenant is a project, branches share storage with their parent, computes sleep and wake with a connection.
package final class NeonProvider: Provider {
  package let name = "neon"
  package let tenantWord = "project"
  package var requestRate: RequestRate? { client.requestRate }

  let client: PlatformClient
  /// Where new projects belong; a key of a person must name it.
  let organization: String?
  let environment: @Sendable (String) -> String?

  package static let address = "https://console.neon.tech/api/v2"

  /// `key` may be an organization's, a person's or a project's.
  package init(
    address: HTTPAddress, key: String, organization: String? = nil,
    budget: RateBudget = RateBudget(perMinute: 500, perSecond: 30),
    environment: @escaping @Sendable (String) -> String?
  ) {
    // The account's limits are 700 a minute and 40 a second; others share them.
    var service = Service(
      name: name, address: address, key: key, keyName: "NEON_API_KEY", budget: budget
    )
    service.policy = RetryPolicy(refusals: [423, 429, 503])
    service.refine = Self.refine
    client = PlatformClient(service, environment: environment)
    self.organization = organization
    self.environment = environment
  }

  package func account(_ call: Call) throws(PlatformError) -> String {
    let reply = try client.send(PlatformRequest(.get, ["auth"], "checking the key"), call)
    return try client.decode { () throws(JSONPlace.Problem) in
      let kind = try reply.json.text("auth_method")
      return "\(kind == "api_key_org" ? "organization" : "account") \(try reply.json.text("account_id"))"
    }
  }

  package func capabilities(_ call: Call) -> Capabilities {
    let plan = Support.conditional("some plans do not have it")
    return Capabilities(
      [
        .listMembers: .no("people are invited to a project in the console"),
        .changeMembers: .no("people are invited to a project in the console"),
        .createTenant: .yes, .deleteTenant: .yes, .recoverTenant: .conditional("for a week after the deletion"),
        .createBranch: .yes, .chooseParent: .yes, .branchAtPoint: .conditional("within the project's history"),
        .branchSchemaOnly: .yes, .renameBranch: .yes, .deleteBranch: .yes,
        .recoverBranch: .conditional("for a week after the deletion; its expiry is lost"),
        .resetBranch: .conditional("ends its sessions"), .restoreBranch: .conditional("ends its sessions"),
        .setExpiry: .conditional("at most 30 days ahead"), .setProtected: plan, .setDefault: .yes,
        .listComputes: .yes, .startCompute: .yes, .suspendCompute: .conditional("ends its sessions"),
        .listDatabases: .yes, .createDatabase: .yes, .dropDatabase: .yes, .listRoles: .yes,
        .createRole: .conditional("may end sessions"), .dropRole: .conditional("may end sessions"),
        .rotatePassword: .conditional("may end sessions"), .connectPooled: .yes,
        .connectAtPoint: .conditional("read-only, within the project's history"), .readSchema: .yes,
        .compareSchemas: .yes, .snapshots: plan, .usage: .yes,
        .queryOverHTTP: .conditional("one transaction a request, no session"),
        .suspendTenant: .no("a project sleeps by itself; its computes can be suspended"),
        .resumeTenant: .no("a project wakes with a connection"),
        .archiveTenant: .no("Neon archives branches by itself when they are not used"),
      ], otherwise: "Neon has no such call")
  }

  /// Neon's sentences that mean one of our errors.
  private static func refine(_ failure: ProviderFailure, _ request: PlatformRequest) -> PlatformError? {
    let text = failure.message.lowercased()
    if failure.status == 422, text.contains("limit") { return .quota(failure.message) }
    if failure.status == 403, text.contains("limit") || text.contains("plan") { return .quota(failure.message) }
    return nil
  }

  func project(_ id: String) -> [String] { ["projects", id] }
  func branch(_ branch: Branch) -> [String] { ["projects", branch.tenantID, "branches", branch.id] }

  /// The operations that an answer lists, waited for by their ids.
  func operations(_ reply: PlatformReply, subject: String) throws(PlatformError) -> [Operation] {
    try client.decode { () throws(JSONPlace.Problem) in
      var operations: [Operation] = []
      for place in reply.json.optionalList("operations") {
        operations.append(try place.neonOperation(subject: subject))
      }
      return operations
    }
  }

  func subject(_ branch: Branch) -> String { "\(branch.tenant) ▸ \(branch.name)" }
}
