package import HTTP
import Synchronization

/// A team's own platform: the REST interface under `/api/v1`. What it can do it says itself; what it answers with 404, 405 or 501 it cannot.
package final class TeamProvider: Provider {
  package let name = "platform"
  package let tenantWord = "tenant"
  package var requestRate: RequestRate? { client.requestRate }

  let client: PlatformClient
  let environment: @Sendable (String) -> String?
  private let known = Mutex<Capabilities?>(nil)

  package init(
    address: HTTPAddress, key: String, budget: RateBudget = RateBudget(perMinute: 600, perSecond: 30),
    environment: @escaping @Sendable (String) -> String?
  ) {
    var service = Service(name: name, address: address, key: key, keyName: "PERCH_API_KEY", budget: budget)
    service.policy = RetryPolicy(refusals: [423, 429])
    service.refine = Self.refine
    client = PlatformClient(service, environment: environment)
    self.environment = environment
  }

  static let root = ["api", "v1"]

  func tenant(_ id: String) -> [String] { Self.root + ["tenants", id] }
  func branch(_ branch: Branch) -> [String] { tenant(branch.tenantID) + ["branches", branch.id] }

  package func account(_ call: Call) throws(PlatformError) -> String {
    let reply: PlatformReply
    do throws(PlatformError) {
      reply = try client.send(PlatformRequest(.get, Self.root + ["whoami"], "checking the key"), call)
    } catch {
      // A platform that does not tell who one is proves the key by what it shows.
      guard case .unsupported = error else { throw error }
      return "a member; tenants in sight: \(try tenants(call).tenants.count)"
    }
    let place = reply.json.optional("data") ?? reply.json
    return place.optionalText("name") ?? place.optionalText("email") ?? "a member"
  }

  /// `{capabilities: {"branch.create": true | "the reason why not", …}}`. Without such a list: tenants can be made and asked, nothing else.
  package func capabilities(_ call: Call) throws(PlatformError) -> Capabilities {
    if let known = known.withLock({ $0 }) { return known }
    let found = try askCapabilities(call)
    known.withLock { $0 = found }
    return found
  }

  private static let otherwise = "this platform does not offer it"

  private func askCapabilities(_ call: Call) throws(PlatformError) -> Capabilities {
    let request = PlatformRequest(.get, Self.root + ["capabilities"], "asking what the platform can do")
    let reply: PlatformReply
    do throws(PlatformError) {
      reply = try client.send(request, call)
    } catch {
      guard case .unsupported = error else { throw error }
      return Capabilities(
        [.createTenant: .yes, .queryOverHTTP: .conditional("no types, no session")], otherwise: Self.otherwise)
    }
    let listed = (reply.json.optional("data") ?? reply.json).optional("capabilities")
    var known: [Capability: Support] = [:]
    for capability in Capability.allCases {
      switch listed?.value[capability.rawValue] {
      case .bool(true): known[capability] = .yes
      case .text(let reason): known[capability] = .no(reason)
      default: break
      }
    }
    return Capabilities(known, otherwise: Self.otherwise)
  }

  /// What is not there at all cannot be done here; a thing that is missing says so by its subject.
  private static func refine(_ failure: ProviderFailure, _ request: PlatformRequest) -> PlatformError? {
    let isAbsent = failure.status == 405 || failure.status == 501 || (failure.status == 404 && request.missing == nil)
    return isAbsent ? .unsupported(operation: request.operation, reason: otherwise) : nil
  }

  /// Success is in an envelope, or bare.
  static func data(_ reply: PlatformReply) -> JSONPlace { reply.json.optional("data") ?? reply.json }

  func operations(_ reply: PlatformReply, subject: String) throws(PlatformError) -> [Operation] {
    try client.decode { () throws(JSONPlace.Problem) in
      var operations: [Operation] = []
      for place in reply.json.optionalList("operations") {
        operations.append(try place.teamOperation(subject: subject))
      }
      return operations
    }
  }
}
