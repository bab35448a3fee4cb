import SQLText

/// How often names were used lately, as the history has it: the newer a use, the more it counts.
package struct NameUses: Sendable {
  private var weights: [String: Int] = [:]

  package init() {}

  /// Of a use that is younger than a day. Every week halves it.
  private static let fresh = 1 << 10

  /// Counts the names of a statement; `age` in seconds.
  package mutating func count(_ statement: [UInt8], age: Double) {
    let weeks = age > 0 ? Int(min(20, age / 604_800)) : 0
    let weight = Self.fresh >> weeks
    guard weight > 0 else { return }
    for name in Self.names(statement) { weights[name, default: 0] += weight }
  }

  private static func names(_ statement: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    for token in Lexer.tokens(statement.prefix(20_000) + []) {
      guard let name = StatementOutline.name(token, statement) else { continue }
      if token.kind == .word, Keywords.isReserved(name) { continue }
      names.insert(name)
    }
    return names
  }

  /// In powers of two, so that one use more or less does not change the order.
  func weight(_ name: String) -> Int {
    guard let weight = weights[name], weight > 0 else { return 0 }
    return Int.bitWidth - weight.leadingZeroBitCount
  }

  var names: some Collection<String> { weights.keys }

  package var isEmpty: Bool { weights.isEmpty }
}
