import Database
import SQLText

/// What a statement would return, without running it.
enum DescribeCommands {
  static let all: [Command] = [
    Command(
      "statement.describe", "Show the output columns of the statement and their types, without running it",
      unavailable: QueryCommands.busy
    ) { $0.describe() }
  ]
}

extension State {
  /// The session that is asked for a description.
  var describing: Int? {
    for case (let session, .described) in inquiries.values { return session }
    return nil
  }

  mutating func describe() -> [Effect] {
    guard var piece = firstChosen() else {
      remark("no statement under the cursor", .warning)
      return []
    }
    if let refusal = piece.refusal { return complain(refusal) }
    let bytes = Array(piece.text.utf8)
    let found = QueryParameters(bytes, strings: editor.strings)
    if !found.names.isEmpty {
      // A value does not change the columns; a name does.
      let values = parameters.known.merging(found.valueNames.map { ($0, "null") }) { known, _ in known }
      guard let filled = FilledStatement(bytes, found, values: values) else {
        return complain("a name is a parameter here: \(howTo("query.parameters")) asks for it")
      }
      piece.filled = filled
    }
    let run = Run(
      id: nextNumber(), statements: [piece], startedAt: now, buffer: editor.buffer.id, cursor: editor.buffer.cursor)
    inquiries[run.id] = (link.session, .described(run))
    say("describing …")
    return [.describe(session: link.session, id: run.id, statement: piece.sent)]
  }

  mutating func receive(described answer: InquiryAnswer, of run: Run) {
    let piece = run.statements[0]
    if let error = answer.failure {
      say(error.headline, .error)
      guard let offset = error.offset, answer.failedStatement == 0 else { return }
      return editor.showError(
        at: piece.filled?.original(offset) ?? offset, message: error.message, in: piece, of: run)
    }
    guard answer.transaction != .unknown else { return say("the connection went before the answer came", .warning) }
    let columns = answer.rows(of: 1).columns
    guard !columns.isEmpty else { return say("the statement returns no columns") }
    let types = answer.rows(of: 2)
    let lines = columns.indices.map { index in
      let type = index < types.rowCount ? types.text(row: index, column: 0) ?? "" : ""
      return Help.Line(keys: columns[index].name, text: type + source(of: columns[index]))
    }
    let count = "\(grouped(columns.count)) \(columns.count == 1 ? "column" : "columns")"
    say("described · \(count)")
    overlay = .help(Help(title: "\(count) of \(Self.firstLine(piece.text))", lines: lines))
  }

  /// The table that a column comes from, when the catalog has it.
  private func source(of column: Column) -> String {
    guard let relation = completion.index.relation(oid: column.tableOID) else { return "" }
    return " · \(completion.written(relation))"
  }
}
