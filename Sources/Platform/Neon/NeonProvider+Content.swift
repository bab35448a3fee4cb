import HTTP

extension NeonProvider {
  package func databases(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedDatabase] {
    let request = PlatformRequest(
      .get, self.branch(branch) + ["databases"], "listing the databases of \"\(branch.name)\""
    )
    .missing(.branch, branch.name)
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.map("databases") { (place) throws(JSONPlace.Problem) in
        HostedDatabase(name: try place.text("name"), owner: place.optionalText("owner_name"))
      }
    }
  }

  package func createDatabase(
    _ database: HostedDatabase, in branch: Branch, _ call: Call
  ) throws(PlatformError) -> [Operation] {
    guard let owner = database.owner else {
      throw .invalid(field: "owner", reason: "Neon needs the role that will own database \"\(database.name)\"")
    }
    let request = PlatformRequest(
      .post, self.branch(branch) + ["databases"], "creating database \"\(database.name)\""
    )
    .with(body: ["database": ["name": JSON(database.name), "owner_name": JSON(owner)]])
    .taken(.database, database.name).missing(.branch, branch.name)
    return try change(request, of: branch, call)
  }

  package func dropDatabase(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    let request = PlatformRequest(.delete, self.branch(branch) + ["databases", name], "dropping database \"\(name)\"")
      .missing(.database, name)
    return try change(request, of: branch, call)
  }

  package func roles(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedRole] {
    let request = PlatformRequest(.get, self.branch(branch) + ["roles"], "listing the roles of \"\(branch.name)\"")
      .missing(.branch, branch.name)
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.map("roles") { (place) throws(JSONPlace.Problem) in
        HostedRole(
          name: try place.text("name"), canLogin: place.optionalText("authentication_method") != "no_login",
          isSystem: place.flag("protected"))
      }
    }
  }

  package func createRole(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    guard name.utf8.count <= 63 else { throw .invalid(field: "role name", reason: "it is longer than 63 bytes") }
    let request = PlatformRequest(.post, self.branch(branch) + ["roles"], "creating role \"\(name)\"")
      .with(body: ["role": ["name": JSON(name)]]).taken(.role, name).missing(.branch, branch.name)
    return try change(request, of: branch, call)
  }

  package func dropRole(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    let request = PlatformRequest(.delete, self.branch(branch) + ["roles", name], "dropping role \"\(name)\"")
      .missing(.role, name)
    return try change(request, of: branch, call)
  }

  /// The new password is not kept: each login asks for it.
  package func rotatePassword(of role: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    let path = self.branch(branch) + ["roles", role, "reset_password"]
    let request = PlatformRequest(.post, path, "giving role \"\(role)\" a new password").missing(.role, role)
    return try change(request, of: branch, call)
  }

  private func change(_ request: PlatformRequest, of branch: Branch, _ call: Call) throws(PlatformError) -> [Operation]
  {
    try client.turns.take(branch.tenantID, call) { () throws(PlatformError) in
      try operations(client.send(request.of(tenant: branch.tenant), call), subject: subject(branch))
    }
  }
}
