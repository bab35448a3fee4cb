internal import SQLText

/// What the parse tree of one statement tells: collected in one pass, whatever the tree's depth.
struct TreeFacts {
  /// The type of the statement's node: `SelectStmt`.
  private(set) var node = ""
  /// The plain values directly in the statement's node.
  private(set) var values: [String: String] = [:]
  /// Whether any part of it writes by what it says: a WITH query that deletes, INTO, FOR UPDATE.
  private(set) var hasWrite = false
  private(set) var unknownFunctions: [String] = []
  private(set) var destroys: Destruction?
  private(set) var explainExecutes = false
  private(set) var hasReturning = false
  private(set) var names = NameCollector()

  /// An object or a list that is open.
  private struct Frame {
    var key: String
    var hasWhere = false
    var parts: [String] = []
  }

  private var frames: [Frame] = []
  /// The option of EXPLAIN that is being read.
  private var option = ""

  init(_ tree: [UInt8]) {
    var reader = TreeReader(tree)
    while let piece = reader.next() {
      switch piece {
      case .begin: begin(reader.string(reader.key))
      case .end: end()
      case .text(let range): value(reader.string(range), key: reader.string(reader.key))
      case .literal(let range): value(reader.string(range), key: reader.string(reader.key))
      }
    }
  }

  /// The statement's node is the object in `stmts[…].stmt`.
  private static let statementDepth = 5

  private mutating func begin(_ key: String) {
    names.begin(key)
    switch key {
    case "whereClause":
      if let last = frames.indices.last { frames[last].hasWhere = true }
    case "intoClause", "lockingClause": hasWrite = true
    case "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt": hasWrite = true
    default: break
    }
    if key == "returningList", frames.count == Self.statementDepth { hasReturning = true }
    frames.append(Frame(key: key))
    if frames.count == Self.statementDepth, node.isEmpty { node = key }
  }

  private mutating func end() {
    names.end()
    guard let frame = frames.popLast() else { return }
    switch frame.key {
    case "UpdateStmt" where !frame.hasWhere: destroys = destroys ?? .updateWithoutWhere
    case "DeleteStmt" where !frame.hasWhere: destroys = destroys ?? .deleteWithoutWhere
    case "funcname" where !HarmlessFunctions.contains(frame.parts): note(frame.parts.joined(separator: "."))
    case "name" where frame.parts.count > 1 && frame.parts[0] != "pg_catalog":
      note("operator(\(frame.parts.joined(separator: ".")))")
    default: break
    }
  }

  private mutating func note(_ function: String) {
    if !unknownFunctions.contains(function) { unknownFunctions.append(function) }
  }

  private mutating func value(_ text: String, key: String) {
    names.value(text, key: key)
    if frames.count == Self.statementDepth { values[key] = text }
    switch key {
    case "sval": namePart(text)
    case "subtype" where text == "AT_DropColumn": destroys = destroys ?? .dropColumn
    case "defname" where frames.count == Self.statementDepth + 3:
      option = text
      if text == "analyze" { explainExecutes = true }
    default: break
    }
  }

  /// Names are lists of `{"String": {"sval": …}}`; the list is three frames up.
  private mutating func namePart(_ text: String) {
    guard frames.count >= 3 else { return }
    let list = frames.count - 3
    if frames.last?.key == "String", ["funcname", "name"].contains(frames[list].key) {
      frames[list].parts.append(text)
    }
    // `EXPLAIN (ANALYZE off)`
    if option == "analyze", frames.count == Self.statementDepth + 5, frames[frames.count - 2].key == "arg",
      ["off", "false"].contains(text.lowercased())
    {
      explainExecutes = false
    }
  }
}
