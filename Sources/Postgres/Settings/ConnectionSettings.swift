import CLibpq
package import Database
import Glibc

/// How to reach a database, as libpq's keywords (`host`, `dbname`, `user` …). What is absent comes from libpq's environment and defaults.
package struct ConnectionSettings: Sendable, Hashable {
  package private(set) var keywords: [String: String]

  package init(keywords: [String: String] = [:]) { self.keywords = keywords }

  /// Reads a URI or a `keyword=value` text. The error never repeats the text, which may hold a password.
  package init(conninfo: String) throws(ServerError) {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(conninfo, &message) else {
      defer { PQfreemem(message) }
      let reason = message.map { Redaction.withoutSecrets(String(cString: $0), of: conninfo) } ?? "out of memory"
      throw ServerError(message: "the connection string cannot be read: \(reason)")
    }
    defer { PQconninfoFree(options) }
    keywords = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { keywords[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
  }

  package subscript(keyword: String) -> String? {
    get { keywords[keyword] }
    set { keywords[keyword] = newValue }
  }

  package func with(_ keyword: String, _ value: String?) -> ConnectionSettings {
    var changed = self
    changed.keywords[keyword] = value
    return changed
  }

  private static let secrets: Set<String> = ["password", "sslpassword"]

  /// `dbname=x host=y`, without secrets.
  package var description: String {
    keywords.filter { !Self.secrets.contains($0.key) }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  /// Version of the client library: 150020 for 15.20.
  package static var libraryVersion: Int { Int(PQlibVersion()) }

  /// A `postgresql://` URI. Without secrets it names no password.
  package func uri(withSecrets: Bool) -> String {
    var rest = keywords.filter { withSecrets || !Self.secrets.contains($0.key) }
    func take(_ keyword: String) -> String? { rest.removeValue(forKey: keyword) }
    var authority = ""
    if let user = take("user") {
      authority = PercentEncoding.escape(user)
      if let password = take("password") { authority += ":" + PercentEncoding.escape(password) }
      authority += "@"
    }
    if let host = rest["host"], !host.hasPrefix("/"), !host.contains(",") {
      authority += host.contains(":") ? "[\(host)]" : PercentEncoding.escape(host)
      _ = take("host")
      if let port = take("port") { authority += ":" + port }
    }
    let path = take("dbname").map { "/" + PercentEncoding.escape($0) } ?? ""
    let query = rest.sorted { $0.key < $1.key }.map { "\($0.key)=\(PercentEncoding.escape($0.value))" }.joined(
      separator: "&")
    return "postgresql://\(authority)\(path)" + (query.isEmpty ? "" : "?" + query)
  }
}

// However they are printed, secrets stay out.
extension ConnectionSettings: CustomStringConvertible, CustomDebugStringConvertible {
  package var debugDescription: String { description }
}

/// Keeps secrets of connection strings out of messages.
enum Redaction {
  /// libpq repeats pieces of a string that it cannot read; any piece of it longer than a few letters that may hold a secret is masked.
  static func withoutSecrets(_ message: String, of conninfo: String) -> String {
    let line = message.split(separator: "\n").first.map(String.init) ?? message
    guard conninfo.contains("@") || conninfo.lowercased().contains("password") else { return line }
    // Whatever stands in quotes may be a part of the secret.
    var result = ""
    var isQuoted = false
    for character in line {
      if character == "\"" {
        result += isQuoted ? "…\"" : "\""
        isQuoted.toggle()
      } else if !isQuoted {
        result.append(character)
      }
    }
    return result
  }
}
