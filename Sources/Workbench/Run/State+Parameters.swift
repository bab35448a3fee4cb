import SQLText

/// What the user gave for the parameters of statements.
struct ParameterValues: Sendable {
  /// Also those that are asked for again: they are offered as the answer.
  private(set) var values: [String: String] = [:]
  private var open: Set<String> = []

  func value(_ name: String) -> String? { open.contains(name) ? nil : values[name] }

  var known: [String: String] { values.filter { !open.contains($0.key) } }

  mutating func set(_ name: String, _ value: String) {
    values[name] = value
    open.remove(name)
  }

  /// Is asked for again when it is needed next.
  mutating func forget(_ name: String) { open.insert(name) }
}

extension State {
  /// The pieces with their parameters filled in, or nil when a value has to be asked for first.
  mutating func filled(_ pieces: [Run.Piece]) -> [Run.Piece]? {
    var result = pieces
    for index in pieces.indices where pieces[index].mayHaveParameters {
      let bytes = Array(pieces[index].text.utf8)
      let found = QueryParameters(bytes, strings: editor.strings)
      if found.names.isEmpty { continue }
      if let missing = found.names.first(where: { parameters.value($0) == nil }) {
        ask(for: missing, of: pieces)
        return nil
      }
      result[index].filled = FilledStatement(bytes, found, values: parameters.known)
    }
    return result
  }

  private mutating func ask(for name: String, of pieces: [Run.Piece]) {
    overlay = .prompt(
      Prompt(
        .parameter(name: name, pieces), title: "Value of \(name)",
        lines: ["Sent as a constant; null means no value."],
        offering: parameters.values[name] ?? ""))
  }

  mutating func accept(parameter name: String, _ answer: String, _ pieces: [Run.Piece]) -> [Effect] {
    parameters.set(name, answer)
    overlay = nil
    return submit(pieces, submitted)
  }

  /// Asks for the parameters of the statement at the cursor again and runs it.
  mutating func askAgain() -> [Effect] {
    guard let statement = editor.statementToRun() else {
      remark("no statement under the cursor", .warning)
      return []
    }
    let names = QueryParameters(Array(statement.text.utf8), strings: editor.strings).names
    guard !names.isEmpty else {
      remark("the statement has no parameters", .warning)
      return []
    }
    for name in names { parameters.forget(name) }
    return run(command: "query.run")
  }
}
