import Platform
import Postgres

/// `perch connect TENANT[/BRANCH][@TIME]`
enum ConnectVerb {
  static func run(_ arguments: [String]) throws -> Int32 {
    try PlatformCommand.run(verb, of: nil, arguments)
    return 0
  }

  static let verb = Verb(
    "connect", [.branch],
    options: [
      VerbOption("--no-secrets"), VerbOption("--database", .name), VerbOption("--role", .name), VerbOption("--pooled"),
    ], "Print how to connect to a branch: a URI, or with --format json its parts", run: connect)

  private static func connect(_ command: PlatformCommand) throws {
    let place = try command.place()
    let target = LoginTarget(
      place.branch, database: command.values["--database"], role: command.values["--role"],
      path: command.has("--pooled") ? .pooled : .direct, point: place.point)
    let login = try command.provider.login(target, command.call)
    let uri = login.settings.uri(withSecrets: !command.has("--no-secrets"))
    guard command.isJSON else {
      _ = try Perch.say(uri + "\n")
      return
    }
    var listing = Listing(
      "tenant", "branch", "host", "port", "database", "user", "password", "path", "expires_at", "uri")
    listing.add(
      .text(place.branch.tenant), .text(place.branch.name), .text(login.settings["host"]),
      .number(Int64(login.settings["port"] ?? "5432")), .text(login.settings["dbname"]), .text(login.settings["user"]),
      .text(command.has("--no-secrets") ? nil : login.settings["password"]), .text(login.path.rawValue),
      .time(login.expiresAt), .text(uri))
    try command.print(listing)
  }
}
