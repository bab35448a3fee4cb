package import HTTP

/// DigitalOcean's managed PostgreSQL: a tenant is a database of a cluster, without branches.
package final class DigitalOceanProvider: Provider {
  package let name = "digitalocean"
  package let tenantWord = "database"
  package var requestRate: RequestRate? { client.requestRate }

  let client: PlatformClient
  /// Name or id of the cluster that is meant; nil for all of the account.
  let cluster: String?
  let environment: @Sendable (String) -> String?
  /// Where certificates of clusters are kept; they are no secrets.
  let certificates: String

  package static let address = "https://api.digitalocean.com"
  /// The only branch that a database has.
  static let onlyBranch = "main"

  package init(
    address: HTTPAddress, key: String, cluster: String? = nil, certificates: String,
    budget: RateBudget = RateBudget(perMinute: 200, perSecond: 20),
    environment: @escaping @Sendable (String) -> String?
  ) {
    // 250 a minute and 5000 an hour.
    let service = Service(
      name: name, address: address, key: key, keyName: "DIGITALOCEAN_TOKEN",
      budget: budget)
    client = PlatformClient(service, environment: environment)
    self.cluster = cluster
    self.certificates = certificates
    self.environment = environment
  }

  package func account(_ call: Call) throws(PlatformError) -> String {
    let names = try clusters(call).map(\.name)
    return names.isEmpty ? "an account without PostgreSQL clusters" : "clusters \(names.joined(separator: ", "))"
  }

  package func capabilities(_ call: Call) -> Capabilities {
    let always = Support.no("a cluster is always on")
    let sql = Support.no("DigitalOcean has no such call; SQL does it")
    return Capabilities(
      [
        .listMembers: .no("people belong to a team of the account; a database has roles"),
        .changeMembers: .no("people belong to a team of the account; a database has roles"),
        .archiveTenant: .no("DigitalOcean keeps backups of whole clusters only"),
        .recoverTenant: .no("a backup becomes a new cluster only"),
        .createTenant: .yes, .deleteTenant: .conditional("for good; backups hold the whole cluster only"),
        .listDatabases: .yes, .listRoles: .yes, .createRole: .yes, .dropRole: .yes,
        .rotatePassword: .conditional("ends the role's next logins with the old one"),
        .connectPooled: .conditional("where the cluster has a pool for the database"),
        .createDatabase: .no("a tenant is one database; create a tenant"),
        .dropDatabase: .no("a tenant is one database; delete the tenant"),
        .suspendTenant: always, .resumeTenant: always, .startCompute: always, .suspendCompute: always,
        .listComputes: always, .readSchema: sql, .compareSchemas: sql, .usage: sql,
        .connectAtPoint: .no("a backup becomes a new cluster only"),
        .branchAtPoint: .no("a backup becomes a new cluster only"),
        .snapshots: .no("DigitalOcean backs up whole clusters by itself"),
        .queryOverHTTP: .no("DigitalOcean runs no statements over HTTP"),
      ], otherwise: "DigitalOcean has no branches")
  }

  /// A cluster of PostgreSQL.
  struct Cluster: Sendable {
    var id: String
    var name: String
    var state: ResourceState
    var region: String?
    var postgresVersion: Int?
    var createdAt: Double?
    /// As whom and where the cluster's administrator logs in.
    var connection: JSONPlace?
  }

  func path(_ cluster: String) -> [String] { ["v2", "databases", cluster] }

  /// The clusters that speak PostgreSQL, or the one that is meant.
  func clusters(_ call: Call) throws(PlatformError) -> [Cluster] {
    let request = PlatformRequest(.get, ["v2", "databases"], "listing the clusters")
    let all = try client.allByPlace(request, call, id: \Cluster.id) { (reply) throws(JSONPlace.Problem) in
      var items: [Cluster] = []
      for place in reply.json.optionalList("databases") {
        // One without an id, which is not promised, cannot be asked for anything.
        let speaksPostgres = ["pg", "advanced_pg"].contains(place.optionalText("engine") ?? "")
        guard speaksPostgres, place.optionalText("id") != nil else { continue }
        items.append(try place.digitalOceanCluster())
      }
      return Page(items: items, next: reply.json.digitalOceanNextPage)
    }
    guard let cluster else { return all }
    let found = all.filter { $0.id == cluster || $0.name == cluster }
    guard !found.isEmpty else { throw .notFound(.platform, name: "cluster \(cluster)") }
    return found
  }
}

extension JSONPlace {
  func digitalOceanCluster() throws(Problem) -> DigitalOceanProvider.Cluster {
    let state: ResourceState =
      switch optionalText("status") ?? "" {
      case "online": .ready
      case "creating", "forking": .creating
      case "resizing", "migrating": .busy(optionalText("status") ?? "")
      case let other: .unknown(other)
      }
    return DigitalOceanProvider.Cluster(
      id: try text("id"), name: optionalText("name") ?? "", state: state, region: optionalText("region"),
      postgresVersion: optionalText("version").flatMap { Int($0.prefix { $0 != "." }) },
      createdAt: optionalTime("created_at"), connection: optional("connection"))
  }

  /// The page that `links.pages.next` leads to.
  var digitalOceanNextPage: [(name: String, value: String)]? {
    guard let next = optional("links")?.optional("pages")?.optionalText("next"),
      let question = next.firstIndex(of: "?")
    else { return nil }
    let items = next[next.index(after: question)...].split(separator: "&").map { item in
      let pair = item.split(separator: "=", maxSplits: 1).map(String.init)
      return (name: pair[0], value: pair.count > 1 ? pair[1] : "")
    }
    return items.isEmpty ? nil : items
  }
}
