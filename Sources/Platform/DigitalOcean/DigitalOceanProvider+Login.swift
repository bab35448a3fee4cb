import Database
import Glibc
import HTTP
import Postgres

extension DigitalOceanProvider {
  package func login(_ target: LoginTarget, _ call: Call) throws(PlatformError) -> Login {
    guard target.point == .head else { try capabilities(call).refuse(.connectAtPoint) }
    let id = Self.cluster(of: target.branch.tenantID)
    guard let cluster = try clusters(call).first(where: { $0.id == id }) else {
      throw .notFound(.tenant, name: target.branch.tenant)
    }
    guard cluster.state == .ready else {
      throw .notReady(.tenant, name: target.branch.tenant, state: cluster.state.text)
    }
    return target.path == .pooled ? try pooled(target, cluster, call) : try direct(target, cluster, call)
  }

  private func direct(_ target: LoginTarget, _ cluster: Cluster, _ call: Call) throws(PlatformError) -> Login {
    let user = try user(of: target, cluster, call)
    var settings = try administrator(of: cluster, database: target.branch.database, call)
    settings = settings.with("user", user.role.name).with("password", try password(of: user))
    return Login(settings, reason: "direct: an editor's session needs its settings kept")
  }

  private func pooled(_ target: LoginTarget, _ cluster: Cluster, _ call: Call) throws(PlatformError) -> Login {
    let request = PlatformRequest(.get, path(cluster.id) + ["pools"], "listing the pools of \(cluster.name)")
    let pools = try client.send(request, call).json.optionalList("pools")
    let fitting = pools.first { pool in
      pool.optionalText("db") == target.branch.database
        && (target.role == nil || pool.optionalText("user") == target.role)
    }
    guard let pool = fitting, let place = pool.optional("connection") else {
      throw .unsupported(
        operation: Capability.connectPooled.text, reason: "cluster \(cluster.name) has no pool for this database")
    }
    // A pool has its own port, and its name in the place of the database's.
    var settings = try settings(
      place, database: place.optionalText("database") ?? pool.optionalText("name") ?? "", cluster, call)
    if settings["password"] == nil {
      let users = try users(cluster.id, call)
      settings["password"] = users.first { $0.role.name == settings["user"] }?.password
    }
    var login = Login(settings, path: .pooled)
    login.expected.database = target.branch.database
    let mode = pool.optionalText("mode") ?? "transaction"
    login.isSessionSafe = mode == "session"
    login.reason = "pooled as asked, by \(mode)"
    return login
  }

  /// The role that is asked for; else the one named like the database, which `createTenant` makes its owner; else the cluster's administrator.
  private func user(of target: LoginTarget, _ cluster: Cluster, _ call: Call) throws(PlatformError) -> User {
    let users = try users(cluster.id, call)
    if let name = target.role {
      guard let user = users.first(where: { $0.role.name == name }) else { throw .notFound(.role, name: name) }
      return user
    }
    guard
      let user = users.first(where: { $0.role.name == target.branch.database }) ?? users.first(where: \.role.isSystem)
    else { throw .invalid(field: "role", reason: "the cluster lists no role of its own; name one") }
    return user
  }

  private func password(of user: User) throws(PlatformError) -> String {
    guard let password = user.password, !password.isEmpty else {
      throw .forbidden("seeing the password of role \"\(user.role.name)\" (scope database:view_credentials)")
    }
    return password
  }

  /// As the cluster's administrator.
  func administrator(of cluster: Cluster, database: String, _ call: Call) throws(PlatformError) -> ConnectionSettings {
    guard let place = cluster.connection else {
      throw .notReady(.tenant, name: cluster.name, state: "it tells no address yet")
    }
    return try settings(place, database: database, cluster, call)
  }

  /// From an object `{host, port, user, password}`: its `uri` is not needed, and not trusted to be escaped.
  private func settings(
    _ place: JSONPlace, database: String, _ cluster: Cluster, _ call: Call
  ) throws(PlatformError) -> ConnectionSettings {
    guard let host = place.optionalText("host") else {
      throw .notReady(.tenant, name: database, state: "cluster \(cluster.name) tells no address yet")
    }
    var settings = ConnectionSettings(keywords: ["host": host, "dbname": database, "connect_timeout": "15"])
    settings["port"] = place.optionalInteger("port").map { String($0) }
    settings["user"] = place.optionalText("user")
    settings["password"] = place.optionalText("password")
    return try settings.verified(by: .file(certificate(of: cluster, call)), environment: environment)
  }

  /// Path of the certificate of the cluster's authority.
  private func certificate(of cluster: Cluster, _ call: Call) throws(PlatformError) -> String {
    let request = PlatformRequest(.get, path(cluster.id) + ["ca"], "asking for the certificate of \(cluster.name)")
    let reply = try client.send(request, call)
    let encoded = try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.member("ca").text("certificate")
    }
    guard let pem = Base64.decode(encoded), String(decoding: pem, as: UTF8.self).contains("BEGIN CERTIFICATE") else {
      throw .undecodable(
        host: client.service.address.host, place: "ca.certificate", reason: "it is no certificate", requestID: nil)
    }
    return try Self.keep(pem, as: "digitalocean-\(cluster.id).crt", in: certificates)
  }

  private static func keep(_ bytes: [UInt8], as name: String, in directory: String) throws(PlatformError) -> String {
    try Files.makeDirectory(directory, mode: 0o700)
    let safe = name.map { $0 == "/" ? "_" : $0 }
    let path = directory + "/" + String(safe)
    let own = path + ".\(getpid()).\(UInt32.random(in: .min ... .max))"
    let descriptor = open(own, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(errno, path: own) }
    let written = write(descriptor, bytes, bytes.count)
    let code = errno
    close(descriptor)
    guard written == bytes.count, rename(own, path) == 0 else {
      unlink(own)
      throw .system(written < 0 ? code : ENOSPC, path: path)
    }
    return path
  }
}
