import Database

/// Rows in the grid that are not with the server yet.
extension State {
  /// Does with a new row what can be done with one that no table holds.
  mutating func perform(_ action: CellAction, on row: StagedRow, _ table: TableRow) -> [Effect] {
    switch action {
    case .edit: askForValue(of: row, table)
    case .set(let value): return fill(row, value, table)
    case .delete:
      results.change { tab in
        tab.staged.stage(.drop(newRow: row.number))
        tab.selection = nil
      }
      sayStaged()
    case .insert(let copies): return openNewRow(table, values: copies ? row.values : [:])
    case .follow, .referrers: remark("the row is new; nothing refers to it yet", .warning)
    }
    return []
  }

  /// Why the cell of a new row cannot be set; nil when it can.
  private func obstacle(_ row: StagedRow, _ table: TableRow) -> String? {
    guard let tab = results.tab, tab.holds(tab.column, row) else { return "the new row is of another table" }
    let facts = table.facts.columns[tab.columns[tab.column].tableColumn]
    return facts?.isGenerated == true ? "\(facts?.name ?? "") is generated from other columns" : nil
  }

  private mutating func askForValue(of row: StagedRow, _ table: TableRow) {
    guard let tab = results.tab else { return }
    if let obstacle = obstacle(row, table) { return say(obstacle, .warning) }
    let number = tab.columns[tab.column].tableColumn
    var answer = ""
    if case .text(let text) = row.values[number] { answer = text }
    overlay = .prompt(cellPrompt(table, answer: answer))
  }

  mutating func fill(_ row: StagedRow, _ value: NewValue, _ table: TableRow) -> [Effect] {
    guard let tab = results.tab else { return [] }
    if let obstacle = obstacle(row, table) {
      say(obstacle, .warning)
      return []
    }
    let number = tab.columns[tab.column].tableColumn
    results.change { $0.staged.stage(.fill(newRow: row.number, column: number, value)) }
    sayStaged()
    return []
  }
}
