package import Database
import HTTP
import Postgres

extension TeamProvider {
  /// With credentials that the platform makes for a while.
  package func login(_ target: LoginTarget, _ call: Call) throws(PlatformError) -> Login {
    if target.path == .pooled { try capabilities(call).require(.connectPooled) }
    if target.point != .head { try capabilities(call).refuse(.connectAtPoint) }
    let request = PlatformRequest(
      .get, branch(target.branch) + ["connection"], "asking how to connect to \"\(target.branch.name)\""
    )
    .with(query: ["database": target.database, "role": target.role, "pooled": target.path == .pooled ? "true" : nil])
    .missing(.branch, target.branch.name).of(tenant: target.branch.tenant)
    let reply = try client.send(request, call)
    return try login(Self.data(reply), target)
  }

  private func login(_ place: JSONPlace, _ target: LoginTarget) throws(PlatformError) -> Login {
    let host = try client.decode { () throws(JSONPlace.Problem) in try place.text("host") }
    var settings = ConnectionSettings(keywords: ["host": host, "connect_timeout": "20"])
    settings["port"] = place.optionalInteger("port").map { String($0) }
    settings["dbname"] = place.optionalText("database")
    settings["user"] = place.optionalText("user")
    settings["password"] = place.optionalText("password")
    // A socket's directory needs no certificate.
    if !host.hasPrefix("/") { settings = try settings.verified(by: .system, environment: environment) }
    var login = Login(settings, path: target.path, reason: "as the platform tells")
    login.expiresAt = place.optionalTime("expiresAt")
    if let isSafe = place.value["sessionSafe"] { login.isSessionSafe = isSafe == true }
    return login
  }

  /// Rows without types and sessions; the first version of the interface asks a tenant, without its branches.
  package func query(_ query: HTTPQuery, _ call: Call) throws(PlatformError) -> ResultSet {
    let branch = query.target.branch
    var request = PlatformRequest(.post, tenant(branch.tenantID) + ["query"], "running the statement over HTTP")
    var members: [JSON.Member] = [.init("query", JSON(query.statement))]
    if !branch.isDefault { members.append(.init("branchId", JSON(branch.id))) }
    if !query.parameters.isEmpty {
      members.append(.init("params", .list(query.parameters.map { $0.map { JSON.text($0) } ?? .null })))
    }
    if query.isReadOnly { members.append(.init("readOnly", true)) }
    request.body = .object(members)
    // An older platform may not know `readOnly`: the statement is sent once.
    let reply = try client.send(request.missing(.tenant, branch.tenant).of(tenant: branch.tenant), call)
    if reply.json.value["success"] == false {
      throw .operationFailed(
        operation: "the statement", reason: SecretMask.apply(reply.json.optionalText("error") ?? "no reason given"))
    }
    guard case .list(let rows) = Self.data(reply).value else { return ResultSet(columns: []) }
    return ResultSet(objects: rows)
  }
}
