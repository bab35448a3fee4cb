import Platform
import Synchronization

/// DigitalOcean's databases in memory: two clusters of PostgreSQL and one of another kind.
package final class DigitalOceanStub: Sendable {
  package static let first = "11111111-1111-1111-1111-111111111111"
  package static let second = "22222222-2222-2222-2222-222222222222"

  private struct State {
    var databases: [String: [String]] = [first: ["defaultdb"], second: ["defaultdb"]]
    var users: [String: [String]] = [first: ["doadmin"], second: ["doadmin"]]
    /// Databases that go as soon as the first page of a list has been told, by cluster.
    var leaving: [String: [String]] = [:]
  }

  private let state = Mutex(State())
  package let server: StubServer
  /// Where the clusters' servers are said to be.
  private let host: String
  private let port: Int
  /// Who administers the clusters.
  private let administrator: String
  private let pageSize: Int

  /// At most `pageSize` items a page; the last of a page comes again on the next.
  package init(
    host: String = "db.example.com", port: Int = 25060, administrator: String = "doadmin", pageSize: Int = 200
  ) {
    self.host = host
    self.port = port
    self.administrator = administrator
    self.pageSize = pageSize
    let handler = StubHandler()
    server = StubServer { handler($0) }
    handler.set { [unowned self] request in answer(request) }
  }

  package func users(_ cluster: String) -> [String] { state.withLock { $0.users[cluster] ?? [] } }
  package func add(database: String, to cluster: String) {
    state.withLock { $0.databases[cluster, default: []].append(database) }
  }
  package func add(user: String, to cluster: String) { state.withLock { $0.users[cluster, default: []].append(user) } }

  /// As somebody else would delete it while the list is read.
  package func removeAfterFirstPage(databases: [String], from cluster: String) {
    state.withLock { $0.leaving[cluster] = databases }
  }

  private func page(_ items: [JSON], _ name: String, _ request: StubRequest) -> StubAnswer {
    let page = OverlappingPage(items, start: request.query["page"], size: pageSize)
    let body = JSON.object([.init(name, .list(page.items))])
    let address = "https://api.example.com/\(request.path.joined(separator: "/"))?per_page=\(pageSize)&page="
    return StubAnswer(page.next.map { body.with("links", ["pages": ["next": JSON.text(address + $0)]]) } ?? body)
  }

  package func databases(_ cluster: String) -> [String] { state.withLock { $0.databases[cluster] ?? [] } }

  private func cluster(_ id: String, _ name: String, _ engine: String) -> JSON {
    [
      "id": JSON.text(id), "name": JSON.text(name), "engine": JSON.text(engine), "version": "16", "region": "fra1",
      "status": "online", "connection": connection(port: port, database: "defaultdb"),
    ]
  }

  private func connection(port: Int, database: String) -> JSON {
    [
      "host": JSON.text(host), "port": .number(String(port)), "user": JSON.text(administrator), "password": "do-secret",
      "database": JSON.text(database), "ssl": true,
    ]
  }

  private func answer(_ request: StubRequest) -> StubAnswer {
    guard request.headers["authorization"] == "Bearer dop_key" else {
      return StubAnswer(401, ["id": "unauthorized", "message": "Unable to authenticate you"])
    }
    let path = Array(request.path.dropFirst(2))
    guard let id = path.first else {
      return StubAnswer([
        "databases": [
          cluster(Self.first, "alpha", "pg"), cluster(Self.second, "beta", "pg"), cluster("x", "cache", "valkey"),
        ]
      ])
    }
    return state.withLock { cluster(id, Array(path.dropFirst()), request, &$0) }
  }

  private func cluster(_ id: String, _ path: [String], _ request: StubRequest, _ state: inout State) -> StubAnswer {
    let name = request.body["name"]?.text ?? ""
    switch (request.method, path.first ?? "", path.count) {
    case ("GET", "dbs", 1):
      defer {
        let leaving = state.leaving.removeValue(forKey: id) ?? []
        state.databases[id]?.removeAll { leaving.contains($0) }
      }
      return page((state.databases[id] ?? []).map { ["name": .text($0)] }, "dbs", request)
    case ("POST", "dbs", 1):
      state.databases[id, default: []].append(name)
      return StubAnswer(201, ["db": ["name": JSON.text(name)]])
    case ("DELETE", "dbs", 2):
      guard state.databases[id]?.contains(path[1]) == true else { return Self.missing }
      state.databases[id]?.removeAll { $0 == path[1] }
      return .empty
    case ("GET", "users", 1): return page((state.users[id] ?? []).map(Self.user), "users", request)
    case ("POST", "users", 1):
      state.users[id, default: []].append(name)
      return StubAnswer(201, ["user": Self.user(name)])
    case ("POST", "users", 3): return StubAnswer(["user": Self.user(path[1])])
    case ("DELETE", "users", 2):
      state.users[id]?.removeAll { $0 == path[1] }
      return .empty
    case ("GET", "pools", 1):
      let pool: JSON = [
        "name": "shop-pool", "db": "shop", "mode": "transaction", "size": 10,
        "connection": connection(port: 25061, database: "shop-pool"),
      ]
      return StubAnswer(["pools": [pool]])
    case ("GET", "ca", 1): return StubAnswer(["ca": ["certificate": JSON.text(Self.certificate)]])
    default: return Self.missing
    }
  }

  private static func user(_ name: String) -> JSON {
    [
      "name": JSON.text(name), "role": name == "doadmin" ? "primary" : "normal",
      "password": JSON.text("secret-of-\(name)"),
    ]
  }

  /// `-----BEGIN CERTIFICATE-----\nstub\n`
  private static let certificate = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCnN0dWIK"
  private static let missing = StubAnswer(404, ["id": "not_found", "message": "The resource was not found."])
}
