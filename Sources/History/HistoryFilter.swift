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

  /// Cheap look at the raw line: false only when the entry cannot fit.
  func mayFit(_ line: UnsafeRawBufferPointer) -> Bool {
    facts.allSatisfy { Self.occurs(Array($0.utf8), in: line) }
      && words.allSatisfy { word in
        let isEscaped = word.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 >= 0x80 }
        return isEscaped || Self.occurs(Array(word.utf8), in: line)
      }
  }

  /// What the raw line must hold; names that JSON escapes are left to `fits`.
  private var facts: [String] {
    let names = [("tenant", tenant), ("branch", branch)].compactMap { key, name in
      name.map { "\"\(key)\":\"\($0.lowercased())\"" }
    }
    let plain = names.filter { $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x5C } }
    return plain + (failedOnly ? ["\"outcome\":\"error\""] : [])
  }

  func fits(_ entry: HistoryEntry) -> Bool {
    if let tenant, entry.tenant != tenant { return false }
    if let branch, entry.branch != branch { return false }
    if failedOnly, entry.outcome != .error { return false }
    if let slowerThan, entry.seconds < slowerThan { return false }
    let statement = entry.statement.lowercased()
    return words.allSatisfy { word in
      Array(statement.utf8).withUnsafeBytes { Self.occurs(Array(word.utf8), in: $0) }
    }
  }

  private static func occurs(_ needle: [UInt8], in hay: UnsafeRawBufferPointer) -> Bool {
    guard let first = needle.first else { return true }
    guard hay.count >= needle.count else { return false }
    return needle.withUnsafeBufferPointer { needle in
      for place in 0...hay.count - needle.count where folded(hay[place]) == first {
        var length = 1
        while length < needle.count, folded(hay[place + length]) == needle[length] { length += 1 }
        if length == needle.count { return true }
      }
      return false
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
