import TextUI

/// Queries kept under a name, to be inserted again.
enum SavedQueryCommands {
  static let all: [Command] = [
    Command("queries.open", "Browse the saved queries and insert one") { $0.openQueries() },
    Command("queries.save", "Save the selection, or the statement under the cursor, under a name") { state in
      guard let statement = state.editor.statementToRun() else {
        state.remark("no statement under the cursor", .warning)
        return []
      }
      state.overlay = .prompt(
        Prompt(
          .saveQuery(statement.text), title: "Save query as",
          lines: ["A name, or folder/name. It becomes a .sql file among your settings."]))
      return []
    },
  ]
}

extension State {
  fileprivate mutating func openQueries() -> [Effect] {
    var picker = Picker(
      kind: .queries, title: "Saved queries",
      hints: hints([("list.accept", "insert"), ("list.cancel", "close")], in: "list"))
    picker.emptyText = "reading …"
    overlay = .picker(picker)
    return [.listQueries]
  }

  mutating func receive(queries: [SavedQuery]) {
    guard case .picker(var picker) = overlay, picker.kind == .queries else { return }
    picker.emptyText = "no query fits"
    picker.fill(
      queries.sorted { ($0.folder, $0.name) < ($1.folder, $1.name) }.map { query in
        Picker.Row(query.title, detail: query.summary, mark: query.path == nil ? "" : "●", choice: .query(query))
      })
    overlay = .picker(picker)
  }

  /// What `folder/name` says, or why it cannot be a name.
  func savedQuery(named answer: String, sql: String) -> Result<SavedQuery, Failure> {
    let parts = answer.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else {
      return .failure(Failure("a name, or folder/name; neither is empty or begins with a point"))
    }
    guard answer.unicodeScalars.allSatisfy({ !Glyph.isMark($0) }) else {
      return .failure(Failure("a name has no control characters"))
    }
    return .success(SavedQuery(name: parts.last!, folder: parts.count > 1 ? parts[0] : "", sql: sql))
  }
}
