package import SQLText

/// The questions that Perch has for the parser, answered in this process. Only the parser's own process and tests ask here; everyone else
/// asks through `ParserProcess`.
package enum ParserCore {
  /// Bytes of one statement beyond which the parser is not asked: its trees are ten times as large and it looks at all of them.
  package static let longestStatement = 4 << 20

  /// Facts about one statement without its semicolon.
  package static func facts(of statement: [UInt8]) -> StatementFacts {
    var facts = StatementFacts()
    guard statement.count <= longestStatement else {
      facts.kind = firstWord(statement)
      facts.errors = [Diagnostic(offset: 0, message: "the statement is too long to be checked")]
      return facts
    }
    switch PgQuery.parse(statement) {
    case .error(let error):
      facts.kind = firstWord(statement)
      facts.errors = [error]
    case .tree(let tree):
      let tree = TreeFacts(tree)
      facts.kind = tree.node.isEmpty ? firstWord(statement) : StatementKind.of(tree)
      facts.unknownFunctions = tree.unknownFunctions
      facts.destroys = tree.destruction
      let hasWrite = tree.writes
      facts.writes = hasWrite || tree.runsUnknownFunctions
      facts.writesOnlyByFunctions = facts.writes && !hasWrite
      facts.names = tree.names.result(node: tree.node)
      facts.canReturnRows = ["insert", "update", "delete"].contains(facts.kind) && !tree.hasReturning
      facts.fingerprint = PgQuery.fingerprint(statement) ?? ""
    }
    return facts
  }

  /// Whether two texts are the same statements to PostgreSQL: the same trees, or the same refusals.
  package static func areSame(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    let ones = StatementSplitter.statements(in: first)
    let others = StatementSplitter.statements(in: second)
    guard ones.count == others.count else { return false }
    return zip(ones, others).allSatisfy { isSame(Array(first[$0]), Array(second[$1])) }
  }

  private static func isSame(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    if first == second { return true }
    guard max(first.count, second.count) <= longestStatement else { return false }
    switch (PgQuery.parse(first), PgQuery.parse(second)) {
    case (.tree(let one), .tree(let other)): return TreeReader.areEqual(one, other)
    case (.error(let one), .error(let other)): return refusal(one) == refusal(other)
    default: return false
    }
  }

  /// Messages quote the text, which may have changed its case.
  private static func refusal(_ error: Diagnostic) -> String { error.message.lowercased() }

  private static func firstWord(_ statement: [UInt8]) -> String {
    let word = Lexer.tokens(Array(statement.prefix(200))).first { !$0.isTrivia }
    guard let word, word.kind == .word else { return "unknown" }
    return String(decoding: statement[word.range], as: UTF8.self).lowercased()
  }
}

extension TreeFacts {
  /// Statements that change nothing beyond their session by themselves.
  private static let reading: Set<String> = [
    "SelectStmt", "VariableShowStmt", "VariableSetStmt", "FetchStmt", "ClosePortalStmt", "DeclareCursorStmt",
    "PrepareStmt", "DeallocateStmt", "TransactionStmt", "ListenStmt", "UnlistenStmt", "DiscardStmt",
    "ConstraintsSetStmt",
  ]

  /// Whether the statement writes whatever its functions do.
  var writes: Bool {
    switch node {
    case "": false
    case "ExplainStmt": explainExecutes && hasWrite
    // What is prepared is not run yet; EXECUTE counts as writing.
    case "PrepareStmt": false
    case "CopyStmt": hasWrite || values["is_from"] != nil || values["filename"] != nil || values["is_program"] != nil
    case "TransactionStmt": values["kind"].map { $0.contains("PREPARE") } ?? true
    default: hasWrite || !Self.reading.contains(node)
    }
  }

  var runsUnknownFunctions: Bool {
    switch node {
    case "ExplainStmt": explainExecutes && !unknownFunctions.isEmpty
    case "PrepareStmt": false
    default: !unknownFunctions.isEmpty
    }
  }

  var destruction: Destruction? {
    switch node {
    case "TruncateStmt": .truncate
    case "DropStmt", "DropdbStmt", "DropOwnedStmt", "DropRoleStmt", "DropTableSpaceStmt", "DropSubscriptionStmt": .drop
    case "ExplainStmt": explainExecutes ? destroys : nil
    case "PrepareStmt", "CreateFunctionStmt", "RuleStmt": nil
    default: destroys
    }
  }
}
