/// Which statements of the history one wants to see. Letter case of a-z does not matter.
package struct HistoryFilter: Sendable, Hashable {
  /// Each must occur in the statement.
  package var words: [String]
  package var tenant: String?
  package var branch: String?
  package var failedOnly = false
  /// Seconds that the statement took at least.
  package var slowerThan: Double?

  package init(words: [String] = []) { self.words = words.map { $0.lowercased() } }

  /// Reads what people type: words, and `tenant:acme`, `branch:main`, `failed:`, `slow:0.5`.
  package init(text: String) {
    var plain: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      if word.hasPrefix("tenant:") {
        tenant = String(word.dropFirst(7))
      } else if word.hasPrefix("branch:") {
        branch = String(word.dropFirst(7))
      } else if word == "failed:" {
        failedOnly = true
      } else if word.hasPrefix("slow:") {
        slowerThan = Double(word.dropFirst(5)) ?? 1
      } else {
        plain.append(word.lowercased())
      }
    }
    words = plain
  }

  /// What the raw line must hold; names that JSON escapes are left to `fits`.
  var facts: [String] {
    let names = [("tenant", tenant), ("branch", branch)].compactMap { key, name in
      name.map { "\"\(key)\":\"\($0.lowercased())\"" }
    }
    let plain = names.filter { $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x5C } }
    return plain + (failedOnly ? ["\"outcome\":\"error\""] : [])
  }

  /// Whether all that fits this fits the other too.
  func isNarrower(than other: HistoryFilter) -> Bool {
    let hasWords = other.words.allSatisfy { word in
      words.contains { longer in ByteNeedle(word.utf8).map { Array(longer.utf8).withUnsafeBytes($0.occurs) } ?? true }
    }
    return hasWords && (other.tenant == nil || other.tenant == tenant)
      && (other.branch == nil || other.branch == branch) && (failedOnly || !other.failedOnly)
      && slowerThan ?? 0 >= other.slowerThan ?? 0
  }

  func fits(_ entry: HistoryEntry) -> Bool {
    if let tenant, entry.tenant != tenant { return false }
    if let branch, entry.branch != branch { return false }
    if failedOnly, entry.outcome != .error { return false }
    if let slowerThan, entry.seconds < slowerThan { return false }
    let statement = Array(entry.statement.lowercased().utf8)
    return statement.withUnsafeBytes { statement in
      words.allSatisfy { ByteNeedle($0.utf8)?.occurs(in: statement) ?? true }
    }
  }
}
