import Database

/// The proxy that the environment asks for, by the rules that curl follows.
package struct HTTPProxy: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case http, socks }

  package var kind: Kind
  package var host: String
  package var port: Int
  package var user: String?
  package var password: String?

  /// `https_proxy` for https, `http_proxy` for http (in small letters only), else `all_proxy`; none for hosts in `no_proxy`.
  package init?(for address: HTTPAddress, environment: (String) -> String?) {
    func value(_ names: String...) -> String? { names.lazy.compactMap(environment).first { !$0.isEmpty } }
    let own = address.isSecure ? value("https_proxy", "HTTPS_PROXY") : value("http_proxy")
    guard let text = own ?? value("all_proxy", "ALL_PROXY") else { return nil }
    if let exempt = value("no_proxy", "NO_PROXY"), Self.isExempt(address.host, exempt) { return nil }
    self.init(text)
  }

  /// `[http://|socks5://][user:password@]host[:port]`
  init?(_ text: String) {
    let pieces = text.split(separator: "://", maxSplits: 1).map(String.init)
    switch pieces.count == 2 ? pieces[0].lowercased() : "http" {
    case "http": kind = .http
    case "socks", "socks5", "socks5h": kind = .socks
    default: return nil
    }
    var rest = (pieces.last ?? "")[...]
    if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
    if let at = rest.lastIndex(of: "@") {
      let words = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = words.first.map { PercentEncoding.unescape($0) }
      password = words.count > 1 ? PercentEncoding.unescape(words[1]) : nil
      rest = rest[rest.index(after: at)...]
    }
    let parts = rest.split(separator: ":", maxSplits: 1).map(String.init)
    guard let host = parts.first else { return nil }
    self.host = host
    guard parts.count > 1 else {
      port = kind == .http ? 3128 : 1080
      return
    }
    guard let number = UInt16(parts[1]) else { return nil }
    port = Int(number)
  }

  /// `no_proxy`: names with everything below them, `*` for all.
  static func isExempt(_ host: String, _ list: String) -> Bool {
    list.split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
      if entry == "*" { return true }
      let name = entry.lowercased().drop { $0 == "." }
      return host == name || host.hasSuffix("." + name)
    }
  }
}
