/// The rules for names of tenants and branches, and the databases they become.
package enum PlatformName {
  /// Possible beside lower-case letters and digits.
  package static let tenantMarks = "-_"
  package static let branchMarks = "-_./"
  /// PostgreSQL cuts longer names off without failing.
  static let longest = 63
  static let defaultBranch = "main"
  private static let separator = "--"
  private static let reserved: Set<String> = [
    "postgres", "template0", "template1", "public", "none", LocalServer.adminRole,
  ]

  static func checkTenant(_ name: String) throws(PlatformError) {
    try check(name, field: "tenant name", extra: tenantMarks)
    guard !reserved.contains(name), !name.hasPrefix("pg_"), !name.hasPrefix("perch_") else {
      throw .invalid(field: "tenant name", reason: "\"\(name)\" is reserved")
    }
    guard name.utf8.count <= longest else {
      throw .invalid(field: "tenant name", reason: "\(name.utf8.count) bytes are too long, \(longest) are possible")
    }
  }

  /// A member is a role of the server.
  static func checkMember(_ name: String) throws(PlatformError) {
    try check(name, field: "member name", extra: tenantMarks)
    guard !reserved.contains(name), !name.hasPrefix("pg_"), !name.hasPrefix("perch_") else {
      throw .invalid(field: "member name", reason: "\"\(name)\" is reserved")
    }
    guard name.utf8.count <= longest else {
      throw .invalid(field: "member name", reason: "\(name.utf8.count) bytes are too long, \(longest) are possible")
    }
  }

  static func checkBranch(_ name: String, tenant: String) throws(PlatformError) {
    try check(name, field: "branch name", extra: branchMarks)
    let room = longest - tenant.utf8.count - separator.utf8.count
    guard name == defaultBranch || name.utf8.count <= room else {
      let possible =
        room > 0 ? "\(room) are possible in tenant \"\(tenant)\"" : "tenant \"\(tenant)\" leaves no room for branches"
      throw .invalid(field: "branch name", reason: "\(name.utf8.count) bytes are too long, \(possible)")
    }
  }

  /// `acme` for the default branch, `acme--fix` for others.
  static func database(tenant: String, branch: String) -> String {
    branch == defaultBranch ? tenant : tenant + separator + branch
  }

  private static func check(_ name: String, field: String, extra: String) throws(PlatformError) {
    func isWord(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte &- 0x30 < 10 }
    guard let first = name.utf8.first, let last = name.utf8.last else {
      throw .invalid(field: field, reason: "is empty")
    }
    guard name.utf8.allSatisfy({ isWord($0) || extra.utf8.contains($0) }) else {
      throw .invalid(
        field: field,
        reason: "only lower-case letters a-z, digits and \(extra.map(String.init).joined(separator: " ")) are possible")
    }
    guard isWord(first), isWord(last) else {
      throw .invalid(field: field, reason: "begins and ends with a letter or digit")
    }
    guard !hasPair(name) else { throw .invalid(field: field, reason: "must not contain \(separator)") }
  }

  private static func hasPair(_ name: String) -> Bool {
    let minus = UInt8(ascii: "-")
    return zip(name.utf8, name.utf8.dropFirst()).contains { $0 == minus && $1 == minus }
  }
}
