/// What a new tenant's database holds from the start, stage by stage; each stage is one transaction.
package struct TenantBlueprint: Sendable, Hashable {
  /// In the order they are run. The raw value is kept with the database until all are done.
  enum Stage: String, Sendable, CaseIterable {
    case schemas, tables, security, policies, seed

    /// For progress lines.
    var text: String {
      switch self {
      case .schemas: "creating schemas"
      case .tables: "creating tables"
      case .security: "enabling row-level security"
      case .policies: "creating policies"
      case .seed: "loading first rows"
      }
    }
  }

  package let name: String
  let stages: [Stage: String]

  /// A database with nothing in it.
  package static let empty = TenantBlueprint(name: "empty", stages: [:])

  /// Statements of the user's own, as one stage.
  package static func statements(_ sql: String) -> TenantBlueprint {
    TenantBlueprint(name: "statements", stages: [.tables: sql])
  }

  static let builtIn = [empty, starter]
  package static var names: [String] { builtIn.map(\.name) }

  package static func named(_ name: String) throws(PlatformError) -> TenantBlueprint {
    guard let found = builtIn.first(where: { $0.name == name }) else {
      throw .invalid(field: "blueprint", reason: "\"\(name)\" is none of \(names.joined(separator: ", "))")
    }
    return found
  }
}

extension TenantBlueprint {
  /// As the journal keeps it, so that another process can go on.
  var journalText: String { name == "statements" ? "statements:" + (stages[.tables] ?? "") : name }

  init(journalText: String?) throws(PlatformError) {
    let mark = "statements:"
    guard let text = journalText else {
      self = .empty
      return
    }
    self = text.hasPrefix(mark) ? .statements(String(text.dropFirst(mark.count))) : try .named(text)
  }
}
