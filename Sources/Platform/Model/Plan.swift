/// What a tenant may use. Nil is no limit.
package struct Plan: Sendable, Hashable {
  package var name: String
  /// Branches, the default one included.
  package var branches: Int?
  /// Megabytes (1,000,000 bytes) of all branches together.
  package var storageMB: Int?
  /// Sessions of the owner role at a time.
  package var connections: Int?
  package var requestsPerDay: Int?

  static let all = [
    Plan(name: "free", branches: 10, storageMB: 1_000, connections: 20, requestsPerDay: 10_000),
    Plan(name: "pro", branches: 50, storageMB: 10_000, connections: 50, requestsPerDay: 100_000),
    Plan(name: "team", branches: 200, storageMB: 100_000, connections: 100, requestsPerDay: 1_000_000),
    Plan(name: "enterprise", branches: nil, storageMB: nil, connections: nil, requestsPerDay: nil),
  ]

  /// The names that a tenant can be created with, smallest plan first.
  package static var names: [String] { all.map(\.name) }

  static func named(_ name: String) throws(PlatformError) -> Plan {
    guard let plan = all.first(where: { $0.name == name }) else {
      throw .invalid(field: "plan", reason: "\"\(name)\" is none of \(names.joined(separator: ", "))")
    }
    return plan
  }
}
