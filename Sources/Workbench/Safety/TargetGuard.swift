package import Database

/// A target that is read-only until its name is given: its branch is protected, or the settings call it production.
package struct TargetGuard: Sendable, Hashable {
  package enum Reason: String, Sendable, Hashable { case production, protected }

  package let reason: Reason
  /// `acme ▸ live`, or the database's name.
  package let place: String
  /// What has to be typed or given: the name of what would be changed.
  package let word: String

  /// Nil for a target that anybody may write to, as far as is known.
  /// - Parameters:
  ///   - branch: where the session goes when a platform has it.
  ///   - production: patterns of hosts, databases and places.
  package init?(
    branch: (tenant: String, name: String)?, isProtected: Bool, facts: SessionFacts?, production: [String]
  ) {
    place = branch.map { "\($0.tenant) ▸ \($0.name)" } ?? facts?.database ?? ""
    word = Self.word(branch: branch?.name, facts)
    let names = [place] + [facts?.host, facts?.database].compactMap { $0 }
    if production.contains(where: { pattern in names.contains { NamePattern(pattern).matches($0) } }) {
      reason = .production
    } else if isProtected {
      reason = .protected
    } else {
      return nil
    }
  }

  /// What names a target, guarded or not.
  package static func word(branch: String?, _ facts: SessionFacts?) -> String { branch ?? facts?.database ?? "unlock" }
}

/// A name with `*` for any characters.
package struct NamePattern: Sendable {
  private let parts: [Substring]

  package init(_ text: String) { parts = text.split(separator: "*", omittingEmptySubsequences: false) }

  package func matches(_ name: String) -> Bool {
    guard let first = parts.first, name.hasPrefix(first) else { return false }
    if parts.count == 1 { return name == first }
    var rest = name.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(parts.last!)
  }
}
