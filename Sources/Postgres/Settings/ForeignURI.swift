import CLibpq
import Database

/// A URI with its query taken apart, so that what libpq does not know can be translated or left out.
struct ForeignURI {
  private var front: String
  private var items: [(name: String, value: String)]
  /// What the query says in libpq's words.
  private(set) var settings: [String: String] = [:]
  /// `-c name=value`, escaped.
  private(set) var options: [String] = []
  private(set) var remarks: [String] = []
  private(set) var isPooled = false

  /// `postgresql://` and what others make of it (`jdbc:postgresql://`, `postgresql+asyncpg://`); nil for any other text.
  init?(_ text: String) {
    var rest = text[...]
    if rest.hasPrefix("jdbc:") { rest = rest.dropFirst(5) }
    guard let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") else { return nil }
    let scheme = rest[..<colon].prefix { $0 != "+" }
    guard scheme == "postgres" || scheme == "postgresql" else { return nil }
    let body = rest[rest.index(colon, offsetBy: 3)...]
    let question = body.firstIndex(of: "?")
    front = "postgresql://" + body[..<(question ?? body.endIndex)]
    let query = question.map { body[body.index(after: $0)...] } ?? ""
    items = query.split(separator: "&").map { item in
      let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (pair[0], pair.count > 1 ? pair[1] : "")
    }
  }

  /// What is left for libpq.
  var text: String {
    items.isEmpty ? front : front + "?" + items.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }

  mutating func translate() throws(ServerError) {
    let found = items
    items = []
    for item in found {
      // `ssl=true` is libpq's own for JDBC's sake; other values of it are not.
      let isKnown = Self.known.contains(item.name) && !(item.name == "sslmode" && item.value == "no-verify")
      if isKnown || (item.name == "ssl" && item.value == "true") {
        items.append(item)
      } else {
        try translate(item.name, PercentEncoding.unescape(item.value))
      }
    }
  }

  private mutating func translate(_ name: String, _ value: String) throws(ServerError) {
    switch name {
    case "pgbouncer":
      isPooled = value == "true" || value == "1"
      remarks.append("pgbouncer=\(value) was understood: this address leads to a pool")
    case "schema", "currentSchema", "search_path": set("search_path", value, from: name)
    case "statement_timeout", "lock_timeout", "timezone", "TimeZone": set(name, value, from: name)
    case "user", "password": settings[name] = value
    case "ApplicationName", "applicationName": settings["application_name"] = value
    case "connectTimeout", "connectionTimeout", "loginTimeout", "timeout": settings["connect_timeout"] = value
    case "sslmode":
      settings["sslmode"] = "require"
      remarks.append("sslmode=no-verify became require: encrypted, and the server does not prove who it is")
    case "ssl":
      if ["0", "false", "disable"].contains(value) {
        settings["sslmode"] = "disable"
      } else {
        settings["sslmode"] = "require"
      }
    case "require_auth", "sslcertmode":
      throw ServerError(
        severity: "FATAL",
        message:
          "the connection string asks for \(name), which this version of libpq cannot keep to; leave it out to go on")
    default: remarks.append("\(Self.shown(name)) is not PostgreSQL's and was left out")
    }
  }

  private mutating func set(_ setting: String, _ value: String, from name: String) {
    // libpq splits `options` at spaces that no backslash protects.
    let escaped = value.map { $0 == " " || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    options.append("-c \(setting)=\(escaped)")
    remarks.append("\(name) became the session's \(setting)")
  }

  /// Names come from a file or an environment; a strange one is not repeated.
  private static func shown(_ name: String) -> String {
    let isPlain =
      name.utf8.count <= 40 && name.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F }
    return isPlain ? name : "a parameter"
  }

  /// libpq's own keywords.
  private static let known: Set<String> = {
    guard let options = PQconndefaults() else { return [] }
    defer { PQconninfoFree(options) }
    var names: Set<String> = []
    var option = options
    while let keyword = option.pointee.keyword {
      names.insert(String(cString: keyword))
      option += 1
    }
    return names.subtracting(["user", "password"])
  }()
}
