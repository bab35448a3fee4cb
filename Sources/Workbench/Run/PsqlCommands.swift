import Database
import SQLText

/// Commands that people know from psql and type here: what they are about has a key of its own.
enum PsqlCommands {
  private static let twins: [String: String] = [
    "\\d": "pane.catalog", "\\d+": "pane.catalog", "\\dt": "pane.catalog", "\\dt+": "pane.catalog",
    "\\dv": "pane.catalog", "\\dm": "pane.catalog", "\\dn": "pane.catalog", "\\df": "pane.catalog",
    "\\dT": "pane.catalog", "\\ds": "pane.catalog", "\\di": "pane.catalog",
    "\\l": "branch.switch", "\\c": "branch.switch", "\\connect": "branch.switch", "\\conninfo": "session.list",
    "\\i": "buffer.open", "\\ir": "buffer.open", "\\include": "buffer.open", "\\w": "buffer.saveAs",
    "\\e": "buffer.editOutside", "\\edit": "buffer.editOutside", "\\p": "pane.editor", "\\r": "buffer.new",
    "\\x": "grid.record", "\\o": "grid.export", "\\copy": "grid.export", "\\g": "query.run", "\\gx": "grid.record",
    "\\watch": "tab.watch", "\\gdesc": "statement.describe", "\\s": "history.open", "\\?": "app.help",
    "\\h": "app.help", "\\q": "app.quit", "\\quit": "app.quit",
  ]

  /// The command of Perch that does what a command of psql does, as nearly as there is one.
  static func twin(of name: String) -> Command? { twins[name].flatMap { Commands.named[$0] } }

  /// The table that `\d NAME` asks for; nil for other commands and for names that mean none.
  static func described(_ piece: Run.Piece, _ engine: CompletionEngine) -> Catalog.Relation? {
    guard let name = piece.command, name == "\\d" || name == "\\d+", piece.text.hasPrefix(name) else { return nil }
    let rest = Array(piece.text.utf8.dropFirst(name.utf8.count))
    var reader = DefinitionReader(rest, SQLTokens(rest).tokens.filter { !$0.isTrivia })
    guard let path = reader.path(), reader.isAtEnd || reader.kind == .semicolon else { return nil }
    return engine.index.relation(schema: path.schema, name: path.name)
  }
}

extension State {
  /// Says why a statement is not sent, and what to do instead; a description that is asked for as in psql is given.
  mutating func refuse(_ piece: Run.Piece, because reason: String) -> [Effect] {
    if let relation = PsqlCommands.described(piece, completion) {
      describe(relation)
      return []
    }
    guard let twin = piece.command.flatMap(PsqlCommands.twin(of:)) else { return complain(reason) }
    return complain("\(reason) · \(howTo(twin.name)): \(twin.summary)")
  }
}
