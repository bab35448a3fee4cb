import Glibc

extension ConnectionSettings {
  /// How far the server proves who it is where nothing was said: on the open internet it must, on this machine and in private networks libpq's
  /// own default holds. What was said stays, but that Neon, whose certificates any system can check, is always checked.
  package func trusting(
    roots: String?, environment: (String) -> String?
  ) -> (settings: ConnectionSettings, remark: String?) {
    let host = self["host"] ?? ""
    guard let roots, !Self.isPrivate(host) else { return (self, nil) }
    let isNeon = host.hasSuffix(".neon.tech")
    let said = self["sslmode"] ?? environment("PGSSLMODE").flatMap { $0.isEmpty ? nil : $0 }
    let isSilent = said == nil && self["service"] == nil && environment("PGSERVICE") == nil
    guard isSilent || (isNeon && ["require", "prefer", "allow", "verify-ca"].contains(said ?? "")) else {
      return (self, nil)
    }
    var settings = with("sslmode", "verify-full")
    let isNamed = self["sslrootcert"] != nil || environment("PGSSLROOTCERT").map { !$0.isEmpty } == true
    if !isNamed { settings["sslrootcert"] = roots }
    return (settings, "the server must prove that it is \(host) (sslmode=verify-full)")
  }

  /// Sockets, this machine, addresses of private networks, and names that only a local network resolves.
  static func isPrivate(_ host: String) -> Bool {
    if host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") || host.contains(",") { return true }
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 {
      let bytes = withUnsafeBytes(of: &four) { Array($0) }
      return switch (bytes[0], bytes[1]) {
      case (10, _), (127, _), (192, 168), (169, 254): true
      case (172, let second): (16...31).contains(second)
      case (100, let second): (64...127).contains(second)
      default: false
      }
    }
    var six = in6_addr()
    if inet_pton(AF_INET6, host, &six) == 1 {
      let bytes = withUnsafeBytes(of: &six) { Array($0) }
      let isLoopback = bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
      return isLoopback || bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80)
    }
    let name = host.lowercased()
    guard name.contains(".") else { return true }
    return [".local", ".localhost", ".internal", ".lan", ".home", ".corp", ".intranet", ".test"].contains {
      name.hasSuffix($0)
    }
  }
}
