internal import SQLText

/// Collects the names that a parse tree looks up, as its pieces come by.
struct NameCollector {
  private(set) var names = StatementNames()
  private var sources = 0
  private var frames: [Frame] = []

  private struct Frame {
    var key: String
    var relation: String?
    var schema: String?
    var alias: String?
    var offset = 0
    var parts: [String] = []
    var hasStar = false
  }

  mutating func begin(_ key: String) {
    frames.append(Frame(key: key))
    switch key {
    case "RangeSubselect", "RangeFunction", "RangeTableFunc", "CommonTableExpr", "SubLink", "JoinExpr": sources += 2
    case "A_Star": if frames.count > 3 { frames[frames.count - 3].hasStar = true }
    default: break
    }
  }

  mutating func end() {
    guard let frame = frames.popLast() else { return }
    switch frame.key {
    case "alias": noteAlias(frame.alias)
    case "fields", "funcname":
      if let last = frames.indices.last {
        frames[last].parts = frame.parts
        frames[last].hasStar = frame.hasStar
      }
    case "ColumnRef" where !frame.parts.isEmpty && !frame.hasStar:
      names.columns.append(StatementNames.Path(frame.parts, offset: frame.offset))
    case "FuncCall" where !frame.parts.isEmpty:
      names.functions.append(StatementNames.Path(frame.parts, offset: frame.offset))
    default: break
    }
    if let relation = frame.relation, !frames.contains(where: { $0.key == "intoClause" }) {
      sources += 1
      names.relations.append(
        StatementNames.Relation(schema: frame.schema, name: relation, alias: frame.alias, offset: frame.offset))
    }
  }

  private mutating func noteAlias(_ alias: String?) {
    guard let alias, let last = frames.indices.last else { return }
    if frames[last].relation != nil { frames[last].alias = alias } else { names.given.insert(alias) }
  }

  mutating func value(_ text: String, key: String) {
    guard let last = frames.indices.last else { return }
    switch key {
    case "relname": frames[last].relation = text
    case "schemaname": frames[last].schema = text
    case "aliasname": frames[last].alias = text
    case "location": frames[last].offset = Int(text) ?? 0
    case "ctename": names.given.insert(text)
    case "name" where frames[last].key == "ResTarget": names.given.insert(text)
    case "sval" where frames[last].key == "String" && frames.count > 2: frames[frames.count - 3].parts.append(text)
    default: break
    }
  }

  /// What was collected, for a statement of that node.
  func result(node: String) -> StatementNames {
    guard ["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "ExplainStmt"].contains(node) else {
      return StatementNames()
    }
    var result = names
    result.hasOneSource = sources == 1 && node == "SelectStmt" && names.relations.count == 1
    // Names with escapes would have to be unescaped first, and are rare enough.
    let hasEscapes = (result.relations.map(\.name) + result.columns.flatMap(\.parts)).contains { $0.contains("\\") }
    return hasEscapes ? StatementNames() : result
  }
}
