import HTTP

extension DigitalOceanProvider {
  /// A role of a cluster; the password is there when the token may see it.
  struct User: Sendable {
    var role: HostedRole
    var password: String?
  }

  func users(_ cluster: String, _ call: Call) throws(PlatformError) -> [User] {
    let request = PlatformRequest(.get, path(cluster) + ["users"], "listing the roles")
    return try client.allByPlace(request, call, id: \User.role.name) { (reply) throws(JSONPlace.Problem) in
      var items: [User] = []
      for place in reply.json.optionalList("users") { items.append(try place.digitalOceanUser()) }
      return Page(items: items, next: reply.json.digitalOceanNextPage)
    }
  }

  package func roles(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedRole] {
    try users(Self.cluster(of: branch.tenantID), call).map(\.role)
  }

  package func createRole(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    _ = try createUser(name, Self.cluster(of: branch.tenantID), call)
    return []
  }

  func createUser(_ name: String, _ cluster: String, _ call: Call) throws(PlatformError) -> User {
    try Self.check(name, "role name")
    let request = PlatformRequest(.post, path(cluster) + ["users"], "creating role \"\(name)\"")
      .with(body: ["name": JSON(name)]).taken(.role, name)
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in try reply.json.member("user").digitalOceanUser() }
  }

  package func dropRole(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    let path = path(Self.cluster(of: branch.tenantID)) + ["users", name]
    _ = try client.send(PlatformRequest(.delete, path, "dropping role \"\(name)\"").missing(.role, name), call)
    return []
  }

  package func rotatePassword(of role: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    let path = path(Self.cluster(of: branch.tenantID)) + ["users", role, "reset_auth"]
    let request = PlatformRequest(.post, path, "giving role \"\(role)\" a new password").with(body: [:])
      .missing(.role, role)
    _ = try client.send(request, call)
    return []
  }
}

extension JSONPlace {
  func digitalOceanUser() throws(Problem) -> DigitalOceanProvider.User {
    let role = HostedRole(name: try text("name"), isSystem: optionalText("role") == "primary")
    return DigitalOceanProvider.User(role: role, password: optionalText("password"))
  }
}
