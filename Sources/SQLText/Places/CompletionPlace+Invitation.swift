extension CompletionPlace {
  /// Whether hardly anything but a name may stand there, so that a list helps before a letter is typed: behind FROM, JOIN, ON, WHERE and
  /// the like, and in the parentheses of a list of columns.
  package var invitesNames: Bool {
    guard prefix.isEmpty, qualifiers.isEmpty else { return false }
    switch slot {
    case .relation, .joinTarget, .joinCondition, .joinColumns, .insertColumns, .setTarget, .sourceName, .constraint:
      return true
    case .expression: return Self.openers.contains(previousWord ?? "")
    case .syntax(let syntax): return !Self.names.isDisjoint(with: syntax.slots)
    default: return false
    }
  }

  private static let openers: Set<String> = ["where", "and", "or", "by", "having"]
  private static let names: Set<SyntaxSlot> = [
    .table, .target, .view, .relation, .materialized, .column, .own, .role, .schema, .function, .procedure, .index,
    .constraint, .trigger, .policy, .sequence, .setting, .extension, .publication, .database,
  ]
}
