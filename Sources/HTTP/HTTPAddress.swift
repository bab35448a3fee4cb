/// Where a service is: `https://host[:port][/path]`.
package struct HTTPAddress: Sendable, Hashable {
  package enum Problem: Error, Sendable, Hashable {
    /// In one sentence; never repeats user information of the address.
    case unusable(String)

    package var message: String {
      switch self {
      case .unusable(let text): text
      }
    }
  }

  package let isSecure: Bool
  package let host: String
  package let port: Int
  /// Begins with a slash or is empty, and does not end with one.
  package let path: String

  /// Reads an address. Without TLS only this machine may be meant: a key would travel readable by everybody on the way.
  package init(_ text: String) throws(Problem) {
    let pieces = text.split(separator: "://", maxSplits: 1).map(String.init)
    guard pieces.count == 2, let isSecure = ["https": true, "http": false][pieces[0].lowercased()] else {
      throw .unusable("the address must begin with https://")
    }
    let authority = pieces[1].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let path = pieces[1].dropFirst(authority.count)
    guard !authority.contains("@"), !path.contains("?"), !path.contains("#") else {
      throw .unusable("the address must be no more than https://HOST[:PORT][/PATH]")
    }
    guard let (host, port) = Self.split(String(authority)) else {
      throw .unusable("the address has no usable host and port")
    }
    self.isSecure = isSecure
    self.host = host
    self.port = port ?? (isSecure ? 443 : 80)
    self.path = path.hasSuffix("/") ? String(path.dropLast()) : String(path)
    guard isSecure || isLoopback else {
      throw .unusable("http://\(host) would send the key readable by everybody on the way; use https://")
    }
  }

  private static func split(_ authority: String) -> (String, Int?)? {
    var host = authority[...]
    var port: Int?
    if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
      guard let number = UInt16(authority[authority.index(after: colon)...]), number > 0 else { return nil }
      port = Int(number)
      host = authority[..<colon]
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
    return host.isEmpty || !isPlain ? nil : (String(host).lowercased(), port)
  }

  package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

  /// `host` or `host:port` when the port is unusual.
  package var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }

  var origin: String { (isSecure ? "https://" : "http://") + authority }
}
