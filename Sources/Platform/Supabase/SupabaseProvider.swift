package import HTTP

/// Supabase: a tenant is a project, and so is each branch of it, with an address of its own.
package final class SupabaseProvider: Provider {
  package let name = "supabase"
  package let tenantWord = "project"
  package var requestRate: RequestRate? { client.requestRate }

  let client: PlatformClient
  /// Slug of the organization that new projects belong to.
  let organization: String?
  let environment: @Sendable (String) -> String?

  package static let address = "https://api.supabase.com"

  /// `key` is a person's access token; a project's keys do not work here.
  package init(
    address: HTTPAddress, key: String, organization: String? = nil,
    budget: RateBudget = RateBudget(perMinute: 100, perSecond: 20),
    environment: @escaping @Sendable (String) -> String?
  ) {
    // 120 a minute for each project and organization.
    var service = Service(
      name: name, address: address, key: key, keyName: "SUPABASE_ACCESS_TOKEN",
      budget: budget)
    service.refine = Self.refine
    client = PlatformClient(service, environment: environment)
    self.organization = organization
    self.environment = environment
  }

  package func account(_ call: Call) throws(PlatformError) -> String {
    let reply = try client.send(PlatformRequest(.get, ["v1", "organizations"], "checking the key"), call)
    let names = try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.elements().compactMap { $0.optionalText("name") }
    }
    return names.isEmpty ? "an account without organizations" : names.joined(separator: ", ")
  }

  package func capabilities(_ call: Call) -> Capabilities {
    Capabilities(
      [
        .listMembers: .no("people are invited to an organization in the dashboard"),
        .changeMembers: .no("people are invited to an organization in the dashboard"),
        .createTenant: .conditional("takes minutes"), .deleteTenant: .conditional("for good"),
        .suspendTenant: .conditional("takes minutes; nobody can connect meanwhile"),
        .resumeTenant: .conditional("takes minutes"),
        .createBranch: .conditional("takes minutes"),
        .branchSchemaOnly: .conditional("gets what the migrations and the seed make"), .renameBranch: .yes,
        .deleteBranch: .yes,
        .recoverBranch: .conditional("for an hour after the deletion, where that is enabled"),
        .resetBranch: .conditional("replays the migrations and drops all data; it does not copy the parent again"),
        .restoreBranch: .conditional("in place, with the point-in-time add-on"),
        .chooseParent: .no("Supabase branches from production only"),
        .branchAtPoint: .no("Supabase branches from the present only"),
        .setExpiry: .no("Supabase branches do not expire"), .setProtected: .no("Supabase protects no branches"),
        .setDefault: .no("production stays the default branch"),
        .listDatabases: .conditional("others than postgres by SQL only"),
        .createDatabase: .no("by SQL only"), .dropDatabase: .no("by SQL only"), .listRoles: .no("by SQL only"),
        .createRole: .no("by SQL only"), .dropRole: .no("by SQL only"),
        .rotatePassword: .no(
          "the password of postgres is changed in the dashboard; Perch logs in with temporary roles"),
        .connectPooled: .yes, .connectAtPoint: .no("Supabase restores a project in place only"),
        .compareSchemas: .conditional("with production only"), .usage: .yes,
        .queryOverHTTP: .conditional("no types, no session; columns of one name become one"),
        .listComputes: .no("a project's server is always on, or the project is paused"),
      ], otherwise: "Supabase has no such call")
  }

  private static func refine(_ failure: ProviderFailure, _ request: PlatformRequest) -> PlatformError? {
    let text = failure.message.lowercased()
    if text.contains("already exists"), let taken = request.taken { return .nameTaken(taken.0, name: taken.1) }
    if text.contains("not ready") {
      return .notReady(.tenant, name: request.tenant, state: failure.message)
    }
    if text.contains("not enabled") {
      return .unsupported(operation: request.operation, reason: failure.message)
    }
    if failure.status == 400 || failure.status == 403, text.contains("upgrade") || text.contains("limit") {
      return .quota(failure.message)
    }
    return nil
  }

  func project(_ ref: String) -> [String] { ["v1", "projects", ref] }
}
