import SQLText

/// Statements on their way to the server, while the parser says what they do.
struct GuardedRun: Sendable {
  enum Purpose: Sendable, Hashable {
    case run, rehearse
    /// The statement of a result, whose rows take the place of the old ones.
    case again(TabName, because: String?)
  }

  /// Of the question to the parser.
  var number: Int
  var pieces: [Run.Piece]
  var purpose: Purpose
}

/// Decides what has to be asked before statements run.
package enum WriteGuard {
  /// Words without which no statement destroys anything: most statements need no look by the parser.
  private static let destroyingWords = WordFinder("delete", "update", "truncate", "drop")

  static func mayDestroy(_ statement: String) -> Bool { destroyingWords.isAny(in: statement) }

  /// What to ask about, nil when the statements may run.
  enum Question: Sendable, Hashable {
    /// They write, and the target is locked. The statement is the first that does.
    case unlock(statement: String)
    /// They destroy: why, in one clause.
    case destroy(reasons: [String])
  }

  /// `catalog` knows which functions only read.
  static func question(
    _ statements: [(text: String, facts: StatementFacts)], isLocked: Bool, catalog: CompletionEngine
  ) -> Question? {
    if isLocked,
      let first = statements.first(where: { catalog.mayWrite($0.facts) || loosens($0.text, kind: $0.facts.kind) })
    {
      return .unlock(statement: first.text)
    }
    var reasons: [String] = []
    for reason in statements.compactMap(\.facts.destroys?.reason) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    return reasons.isEmpty ? nil : .destroy(reasons: reasons)
  }

  /// Whether the statement could make a read-only session write again. `kind` is its first word in lower case.
  package static func loosens(_ text: String, kind: String) -> Bool {
    let text = text.lowercased()
    switch kind {
    case "discard": return true
    case "reset": return text.contains("all") || text.contains("read_only")
    case "begin", "start", "set": return text.contains("read_only") || text.contains("write")
    // The server counts it as no write.
    case "alter": return text.contains("system")
    case "do": return text.contains("read_only") || text.contains("read write")
    default: return text.contains("set_config") && text.contains("read_only")
    }
  }
}
