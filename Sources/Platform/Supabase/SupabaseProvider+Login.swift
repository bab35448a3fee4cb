import Database
import Glibc
import HTTP
import Postgres

extension SupabaseProvider {
  /// With a temporary role: the password of `postgres` cannot be read.
  package func login(_ target: LoginTarget, _ call: Call) throws(PlatformError) -> Login {
    guard target.point == .head else { try capabilities(call).refuse(.connectAtPoint) }
    guard target.role == nil else {
      throw .unsupported(
        operation: "choosing the role", reason: "Supabase gives temporary roles; SET ROLE changes to another")
    }
    guard target.branch.state == .ready || target.branch.state == .unknown("") else {
      throw .notReady(.branch, name: target.branch.name, state: target.branch.state.text)
    }
    let request = PlatformRequest(
      .post, project(target.branch.id) + ["cli", "login-role"], "asking for a login to \"\(target.branch.name)\""
    )
    .with(body: ["read_only": false]).missing(.branch, target.branch.name).of(tenant: target.branch.tenant).repeatable()
    let reply = try client.send(request, call)
    let (role, password, seconds) = try client.decode { () throws(JSONPlace.Problem) in
      (try reply.json.text("role"), try reply.json.text("password"), reply.json.optionalDouble("ttl_seconds"))
    }
    let base = ConnectionSettings(keywords: [
      "user": role, "password": password, "dbname": target.database ?? "postgres", "connect_timeout": "20",
    ])
    var login = try reach(base, target, call)
    login.expected.user = role
    login.expiresAt = seconds.map { InternetTime.now + $0 }
    secure(&login)
    return login
  }

  private func reach(_ base: ConnectionSettings, _ target: LoginTarget, _ call: Call) throws(PlatformError) -> Login {
    let ref = target.branch.id
    let direct = base.with("host", "db.\(ref).supabase.co").with("port", "5432")
      // What postgres owns is not the temporary role's.
      .with("options", "-c role=postgres")
    if target.path == .direct, Self.hasIPv6 {
      return Login(direct, path: .direct, reason: "direct: an editor's session needs its settings kept")
    }
    let request = PlatformRequest(
      .get, project(ref) + ["config", "database", "pooler"], "asking for the pool of \"\(target.branch.name)\""
    )
    .missing(.branch, target.branch.name)
    let reply = try client.send(request, call)
    let primary = try client.decode { () throws(JSONPlace.Problem) in
      let pools = try reply.json.elements()
      return pools.first { $0.optionalText("database_type") == "PRIMARY" } ?? pools.first
    }
    guard let primary else {
      throw .unsupported(operation: Capability.connectPooled.text, reason: "the project has no pool")
    }
    let (host, port) = try client.decode { () throws(JSONPlace.Problem) in
      (try primary.text("db_host"), primary.optionalInteger("db_port") ?? 6543)
    }
    let pooled = base.with("host", host).with("user", (base["user"] ?? "") + "." + ref)
    if target.path == .pooled {
      return Login(
        pooled.with("port", String(port)), path: .pooled,
        reason: "pooled as asked: no session settings, temporary tables, LISTEN or session locks")
    }
    var login = Login(
      pooled.with("port", "5432"), path: .pooled,
      reason: "through the session pool: the direct address needs IPv6, which this machine has not")
    login.isSessionSafe = true
    return login
  }

  /// Supabase signs its servers' certificates itself.
  private func secure(_ login: inout Login) {
    if let file = environment("SUPABASE_SSL_ROOT_CERT"), !file.isEmpty {
      login.settings = login.settings.with("sslmode", "verify-full").with("sslrootcert", file)
    } else {
      login.settings = login.settings.with("sslmode", "require")
      login.remarks.append(
        "the connection is encrypted and the server has not proved who it is: download the certificate of the project "
          + "(Database settings, SSL) and name its file in SUPABASE_SSL_ROOT_CERT")
    }
  }

  /// Whether packets to the public IPv6 internet have a way to go; asking sends none.
  private static var hasIPv6: Bool {
    let descriptor = socket(AF_INET6, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var place = sockaddr_in6()
    place.sin6_family = sa_family_t(AF_INET6)
    place.sin6_port = UInt16(53).bigEndian
    inet_pton(AF_INET6, "2001:4860:4860::8888", &place.sin6_addr)
    return withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
      }
    }
  }
}
