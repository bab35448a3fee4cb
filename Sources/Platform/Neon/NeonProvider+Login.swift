import Database
import HTTP
import Postgres

extension NeonProvider {
  package func login(_ target: LoginTarget, _ call: Call) throws(PlatformError) -> Login {
    guard target.path == .direct || target.point == .head else {
      throw .unsupported(operation: Capability.connectAtPoint.text, reason: "a pool leads to the present only")
    }
    let branch = target.branch
    guard let compute = try computes(of: branch, call).first(where: { $0.kind == .readWrite }) else {
      throw .notReady(.branch, name: branch.name, state: "it has no compute, so nothing answers there")
    }
    guard compute.state != .disabled else {
      throw .notReady(.branch, name: branch.name, state: "its compute is disabled")
    }
    let database = try database(of: target, call)
    guard let role = target.role ?? database.owner else {
      throw .invalid(field: "role", reason: "database \"\(database.name)\" tells no owner; name a role")
    }
    var login = Login(try settings(target, compute, database.name, role, call), path: target.path)
    // A past moment is served by a branch that Neon makes for it.
    if target.point == .head { login.expected.branchID = branch.id }
    login.wakes = compute.state == .sleeping
    login.reason =
      target.path == .pooled
      ? "pooled as asked: no session settings, temporary tables, LISTEN or session locks"
      : "direct: an editor's session needs its settings kept"
    return login
  }

  private func settings(
    _ target: LoginTarget, _ compute: Compute, _ database: String, _ role: String, _ call: Call
  ) throws(PlatformError) -> ConnectionSettings {
    let branch = target.branch
    let request = PlatformRequest(
      .get, project(branch.tenantID) + ["connection_uri"], "asking how to connect to \"\(branch.name)\""
    )
    .with(query: [
      "branch_id": branch.id, "endpoint_id": compute.id, "database_name": database, "role_name": role,
      "pooled": target.path == .pooled ? "true" : "false",
    ]).missing(.branch, branch.name)
    let reply = try client.send(request, call)
    let uri = try client.decode { () throws(JSONPlace.Problem) in try reply.json.text("uri") }
    let settings: ConnectionSettings
    do {
      settings = try ConnectionSettings(conninfo: uri)
    } catch {
      throw .undecodable(host: client.service.address.host, place: "uri", reason: error.message, requestID: nil)
    }
    // A sleeping compute takes its time to wake.
    return try Self.at(target.point, of: branch, settings).with("connect_timeout", "30")
      .verified(by: .system, environment: environment)
  }

  /// A past moment is reached under the branch's own name, with the moment as an option.
  private static func at(_ point: Point, of branch: Branch, _ settings: ConnectionSettings) -> ConnectionSettings {
    let option: String
    switch point {
    case .head: return settings
    case .time(let seconds): option = "neon_timestamp:" + InternetTime.text(seconds)
    case .lsn(let lsn): option = "neon_lsn:" + Point.text(lsn: lsn)
    }
    let domain = (settings["host"] ?? "").drop { $0 != "." }
    return settings.with("host", branch.id + domain).with("options", option)
  }

  /// The database that is asked for, or the only one: several are never guessed between.
  func database(of target: LoginTarget, _ call: Call) throws(PlatformError) -> HostedDatabase {
    let all = try databases(of: target.branch, call)
    if let name = target.database {
      guard let found = all.first(where: { $0.name == name }) else { throw .notFound(.database, name: name) }
      return found
    }
    guard let only = all.first else {
      throw .notReady(.branch, name: target.branch.name, state: "it has no database")
    }
    guard all.count == 1 else {
      throw .invalid(
        field: "database", reason: "the branch has several: \(all.map(\.name).joined(separator: ", ")); name one")
    }
    return only
  }
}
