import Glibc

extension LocalPlatform {
  package func schema(of place: SchemaPlace, database: String, _ call: Call) throws(PlatformError) -> String {
    guard place.point == .head else { throw refusal(.connectAtPoint, call) }
    let branch = try registry().readyBranch(place.branch.name, of: place.branch.tenant)
    let what = "reading the schema of \(branch.tenant) ▸ \(branch.name)"
    call.progress(what)
    let path = "\(server.place.root)/schema-\(getpid())-\(UInt64.random(in: .min ... .max)).sql"
    defer { unlink(path) }
    try runPrograms(
      [
        (
          try programs().path("pg_dump"),
          try connectionArguments(branch.database) + ["--schema-only", "--no-owner", "--file=\(path)"]
        )
      ], what: what, call)
    guard let text = Files.text(path) else { throw .system(errno, path: path) }
    return Self.statements(text)
  }

  /// Without what pg_dump says of itself, which differs though the schemas do not.
  private static func statements(_ dump: String) -> String {
    var isBlank = true
    var lines: [Substring] = []
    for line in dump.split(separator: "\n", omittingEmptySubsequences: false) {
      let isRemark =
        line == "--"
        || ["-- Name: ", "-- Dumped ", "-- PostgreSQL database dump", "\\"].contains { line.hasPrefix($0) }
      if isRemark || (line.isEmpty && isBlank) { continue }
      isBlank = line.isEmpty
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  /// Branches of different tenants can be compared too.
  package func compareSchemas(
    _ place: SchemaPlace, base: SchemaPlace, database: String, _ call: Call
  ) throws(PlatformError) -> String {
    let (old, new) = (try schema(of: base, database: "", call), try schema(of: place, database: "", call))
    return UnifiedDiff.text(
      from: old, named: "\(base.branch.tenant)/\(base.branch.name)", to: new,
      named: "\(place.branch.tenant)/\(place.branch.name)")
  }
}
