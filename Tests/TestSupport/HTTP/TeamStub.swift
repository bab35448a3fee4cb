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
  private let pageSize: Int
  /// What `branches/…/connection` answers.
  private let connection: JSON
  package let server: StubServer

  /// At most `pageSize` items a page; the last of a page comes again on the next.
  package init(isFirstVersion: Bool = false, connection: JSON = TeamStub.elsewhere, pageSize: Int = 500) {
    self.isFirstVersion = isFirstVersion
    self.pageSize = pageSize
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

  package var tenantNames: [String] { state.withLock { $0.tenants.compactMap { $0["name"]?.text } } }

  package func addBranch(_ name: String, tenant: String) {
    state.withLock { $0.branches[tenant, default: []].append(Self.branch(name, parent: "b-main")) }
  }

  private static func branch(_ name: String, parent: JSON) -> JSON {
    [
      "id": JSON.text("b-\(name)"), "name": JSON.text(name), "status": "ready", "parentId": parent,
      "createdAt": JSON.text(InternetTime.text(InternetTime.now)),
    ]
  }

  private func page(_ items: [JSON], _ request: StubRequest) -> StubAnswer {
    let page = OverlappingPage(items, start: request.query["cursor"], size: pageSize)
    let body: JSON = ["success": true, "data": .list(page.items)]
    return StubAnswer(page.next.map { body.with("nextCursor", JSON.text($0)) } ?? body)
  }

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
              "branch.delete": true, "tenant.suspend": true, "tenant.resume": true, "tenant.delete": true,
              "branch.rename": true,
            ]
          ]
        ])
      case ("GET", "tenants", 1): return page(state.tenants, request)
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
    guard path.count > 1, path[0] == "tenants" else { return StubAnswer(404, ["error": "no such thing"]) }
    let (id, rest) = (path[1], path.dropFirst(2).joined(separator: "/"))
    if path.count == 4, path[2] == "branches" { return branch(id, path[3], request, &state) }
    switch (request.method, rest) {
    case ("POST", "query"):
      return StubAnswer([
        "success": true, "data": [["one": 1]], "executionTime": 3, "rowCount": 1,
      ])
    case ("DELETE", ""):
      guard state.tenants.contains(where: { $0["id"]?.text == id }) else { return StubAnswer(404, ["error": "gone"]) }
      state.tenants.removeAll { $0["id"]?.text == id }
      return StubAnswer(["success": true])
    case ("POST", "suspend"), ("POST", "resume"): return StubAnswer(["success": true, "operations": []])
    case ("GET", "branches"): return page(state.branches[id] ?? [], request)
    case ("POST", "branches"):
      let branch = Self.branch(request.body["name"]?.text ?? "", parent: request.body["parentId"] ?? .null)
      state.branches[id, default: []].append(branch)
      return StubAnswer(201, ["data": branch])
    case ("GET", "branches/b-main/connection"):
      return StubAnswer(["data": connection])
    case ("POST", let other) where other.hasSuffix("/reset"):
      let branch = state.branches[id]?.first { other.hasPrefix("branches/\($0["id"]?.text ?? "")/") }
      return branch.map { StubAnswer(["data": $0]) } ?? StubAnswer(404, ["error": "no such branch"])
    default: return StubAnswer(404, ["error": "no such thing"])
    }
  }

  private func branch(_ tenant: String, _ id: String, _ request: StubRequest, _ state: inout State) -> StubAnswer {
    guard let place = state.branches[tenant]?.firstIndex(where: { $0["id"]?.text == id }),
      let branch = state.branches[tenant]?[place]
    else { return StubAnswer(404, ["error": "no such branch"]) }
    switch request.method {
    case "DELETE":
      state.branches[tenant]?.remove(at: place)
      return StubAnswer(["success": true, "operations": []])
    case "PATCH":
      var changed = branch
      if case .object(let members) = request.body {
        for member in members { changed = changed.with(member.name, member.value) }
      }
      state.branches[tenant]?[place] = changed
      return StubAnswer(["data": changed])
    default: return StubAnswer(405, ["error": "not so"])
    }
  }
}
