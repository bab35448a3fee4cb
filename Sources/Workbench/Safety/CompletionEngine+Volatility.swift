import Database
import SQLText

extension CompletionEngine {
  /// Whether a statement may change anything. Of the functions it calls only those count that are volatile or that the catalog does not
  /// have: PostgreSQL keeps stable and immutable ones from writing.
  func mayWrite(_ facts: StatementFacts) -> Bool {
    guard facts.writesOnlyByFunctions else { return facts.writes }
    return facts.unknownFunctions.contains { !onlyReads($0) }
  }

  /// `name` is as written, with its schema or without. All functions of the name have to be harmless, for which one is meant is the
  /// server's to say.
  private func onlyReads(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let last = parts.last else { return false }
    let found = index.functions(schema: parts.count == 2 ? parts[0] : nil, name: last)
    return !found.isEmpty && found.allSatisfy { $0.volatility != .volatile }
  }
}
