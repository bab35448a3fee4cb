package import Platform
import Synchronization

/// A team's platform in memory. The first version of the interface only makes and asks tenants.
package final class TeamStub: Sendable {
  private struct State {
    var tenants: [JSON] = []
    var branches: [String: [JSON]] = [:]
  }

  private let state = Mutex(State())
  private let isFirstVersion: Bool
  /// What `branches/…/connection` answers.
  private let connection: JSON
  package let server: StubServer

  package init(isFirstVersion: Bool = false, connection: JSON = TeamStub.elsewhere) {
    self.isFirstVersion = isFirstVersion
    self.connection = connection
    let handler = StubHandler()
    server = StubServer { handler($0) }
    handler.set { [unowned self] request in answer(request) }
  }

  package static let elsewhere: JSON = [
    "host": "db.example.com", "port": 5432, "database": "acme", "user": "u1", "password": "short-lived",
    "expiresAt": "2030-01-01T00:00:00Z",
  ]

  /// A tenant with its branch `main`, without a request.
  package func addTenant(_ name: String) { state.withLock { _ = Self.add(name, "free", &$0) } }

  package func branchNames(_ tenant: String) -> [String] {
    state.withLock { ($0.branches[tenant] ?? []).compactMap { $0["name"]?.text } }
  }

  private func answer(_ request: StubRequest) -> StubAnswer {
    guard request.headers["authorization"] == "Bearer team-key" else { return StubAnswer(401, ["error": "who?"]) }
    let path = Array(request.path.dropFirst(2))
    let isKnown = request.method == "POST" && (path.count == 1 || path.last == "query")
    guard !isFirstVersion || isKnown else { return StubAnswer(404, text: "Cannot \(request.line)") }
    return state.withLock { state in
      switch (request.method, path.joined(separator: "/"), path.count) {
      case ("GET", "capabilities", 1):
        return StubAnswer([
          "data": [
            "capabilities": [
              "branch.create": true, "branch.reset": true, "branch.create.point": "no history is kept",
              "tenant.create": true,
              "branch.delete": true,
            ]
          ]
        ])
      case ("GET", "tenants", 1): return StubAnswer(["success": true, "data": .list(state.tenants)])
      case ("POST", "tenants", 1): return create(request, &state)
      default: return tenant(path, request, &state)
      }
    }
  }

  private func create(_ request: StubRequest, _ state: inout State) -> StubAnswer {
    let name = request.body["name"]?.text ?? ""
    if state.tenants.contains(where: { $0["name"]?.text == name }) {
      return StubAnswer(409, ["success": false, "error": "exists"])
    }
    return StubAnswer(201, ["success": true, "data": Self.add(name, request.body["planType"] ?? "free", &state)])
  }

  private static func add(_ name: String, _ plan: JSON, _ state: inout State) -> JSON {
    let tenant: JSON = [
      "id": JSON.text("t-\(name)"), "name": JSON.text(name), "status": "active", "planType": plan,
      "createdAt": JSON.text(InternetTime.text(InternetTime.now)),
    ]
    state.tenants.append(tenant)
    state.branches["t-\(name)"] = [["id": "b-main", "name": "main", "status": "ready", "isDefault": true]]
    return tenant
  }

  private func tenant(_ path: [String], _ request: StubRequest, _ state: inout State) -> StubAnswer {
    guard path.count > 2, path[0] == "tenants" else { return StubAnswer(404, ["error": "no such thing"]) }
    let (id, rest) = (path[1], path.dropFirst(2).joined(separator: "/"))
    switch (request.method, rest) {
    case ("POST", "query"):
      return StubAnswer([
        "success": true, "data": [["one": 1]], "executionTime": 3, "rowCount": 1,
      ])
    case ("GET", "branches"): return StubAnswer(["data": .list(state.branches[id] ?? [])])
    case ("POST", "branches"):
      let name = request.body["name"] ?? ""
      let branch: JSON = [
        "id": JSON.text("b-\(name.text ?? "")"), "name": name, "status": "ready",
        "parentId": request.body["parentId"] ?? .null, "createdAt": JSON.text(InternetTime.text(InternetTime.now)),
      ]
      state.branches[id, default: []].append(branch)
      return StubAnswer(201, ["data": branch])
    case ("GET", "branches/b-main/connection"):
      return StubAnswer(["data": connection])
    default: return StubAnswer(404, ["error": "no such thing"])
    }
  }
}
