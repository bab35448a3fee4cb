import Database
import SQLText
import TextUI

/// What one wants to do with a cell or its row; facts of the table are asked for first where they are not known.
enum CellAction: Sendable {
  case edit
  case set(NewValue)
  case delete
  case insert(copies: Bool)
  case follow
  case referrers

  var changes: Bool {
    switch self {
    case .edit, .set, .delete, .insert: true
    case .follow, .referrers: false
    }
  }
}

extension State {
  /// Does it, once the tables of the result are known.
  mutating func perform(_ action: CellAction) -> [Effect] {
    guard let tab = results.tab else { return [] }
    if let reason = elsewhere(tab) {
      remark(reason, .warning)
      return []
    }
    if tab.differences != nil, action.changes {
      remark("a comparison shows rows of two results; change them there", .warning)
      return []
    }
    let oids = Set(tab.columns.map(\.tableOID)).subtracting([0])
    guard !oids.isEmpty else {
      remark("the columns are computed; they are of no table", .warning)
      return []
    }
    if tab.tables.isEmpty {
      say("reading about the tables", .progress)
      return inquire(TableFacts.statements(oids.sorted()), .tables(tab: tab.name, then: action))
    }
    guard let row = tableRow else {
      remark("the column is computed; it is of no table", .warning)
      return []
    }
    if let new = tab.newRow(at: tab.row) { return perform(action, on: new, row) }
    switch action {
    case .edit: return askForValue(row)
    case .set(let value): return stage(value, row)
    case .delete: return stageDeletion(row)
    case .insert(let copies): return openNewRow(row, copies: copies)
    case .follow: return follow(row)
    case .referrers: return openReferrers(row)
    }
  }

  /// Why rows cannot be changed or followed from here; nil when they are of the target in front.
  func elsewhere(_ tab: ResultTab) -> String? {
    if tab.place == link.destination { return nil }
    return "the rows are of \(name(of: tab.place)); go there first"
  }

  /// How people call a target, also one that no session is in front of.
  func name(of place: Destination) -> String {
    if place == link.destination { return link.name }
    if case .given = place {
      return parked.first { $0.destination == place }?.name ?? "the database that Perch was started with"
    }
    return Link(destination: place).name
  }

  mutating func receive(tables answer: InquiryAnswer, of name: TabName, then action: CellAction) -> [Effect] {
    if let failure = answer.failure {
      say("the tables are not known: \(failure.headline)", .error)
      return []
    }
    let tables = TableFacts.all(of: answer)
    results.change(named: name) { $0.tables = tables }
    status = StatusLine()
    guard results.tab?.name == name, results.tab?.tables.isEmpty == false else { return [] }
    return perform(action)
  }

  /// The table of the cursor's column.
  private var tableRow: TableRow? {
    guard let tab = results.tab, tab.columns.indices.contains(tab.column) else { return nil }
    return tab.tables[tab.columns[tab.column].tableOID].map { TableRow($0, in: tab.columns) }
  }

  // MARK: Cells

  /// Why the cell under the cursor cannot be changed; nil when it can.
  private func obstacle(_ table: TableRow) -> String? {
    guard let tab = results.tab else { return "there is no result" }
    if let problem = table.problem { return problem }
    let facts = table.facts.columns[tab.columns[tab.column].tableColumn]
    if facts?.isGenerated == true { return "\(facts?.name ?? "") is generated from other columns" }
    let row = tab.resultRow(tab.row)
    if tab.staged.deleted[row] != nil { return "the row is deleted; \(howTo("changes.undo")) takes that back" }
    let isWithout = table.key?.contains { number in
      table.places[number].map { tab.result?.cell(row: row, column: $0) == nil } ?? true
    }
    return isWithout == true ? "the row holds no row of \(table.facts.name)" : nil
  }

  private mutating func askForValue(_ table: TableRow) -> [Effect] {
    guard let tab = results.tab else { return [] }
    if let obstacle = obstacle(table) {
      say(obstacle, .warning)
      return []
    }
    overlay = .prompt(cellPrompt(table, answer: tab.text(row: tab.row, column: tab.column) ?? ""))
    return []
  }

  /// Asks for the value of the cell under the cursor.
  func cellPrompt(_ table: TableRow, answer: String) -> Prompt {
    let column = results.tab.map { $0.columns[$0.column] } ?? Column(name: "")
    let type = table.facts.columns[column.tableColumn]?.type ?? ""
    return Prompt(
      .cellValue, title: "\(table.facts.name).\(column.name) · \(type)",
      lines: [
        "The new value. In the grid \(howTo("cell.setNull")) gives NULL and \(howTo("cell.setDefault")) the default."
      ], answer: answer)
  }

  mutating func stageCell(_ text: String) -> [Effect] {
    guard let table = tableRow else { return [] }
    if let new = results.tab.flatMap({ $0.newRow(at: $0.row) }) { return fill(new, .text(text), table) }
    return stage(.text(text), table)
  }

  private mutating func stage(_ value: NewValue, _ table: TableRow) -> [Effect] {
    guard let tab = results.tab else { return [] }
    if let obstacle = obstacle(table) {
      say(obstacle, .warning)
      return []
    }
    if case .text(let text) = value,
      tab.cell(row: tab.row, column: tab.column).map({ $0.elementsEqual(text.utf8) }) == true
    {
      return []
    }
    let change = StagedChange.set(row: tab.resultRow(tab.row), column: tab.column, value)
    results.change { $0.staged.stage(change) }
    sayStaged()
    return []
  }

  private mutating func stageDeletion(_ table: TableRow) -> [Effect] {
    guard let tab = results.tab else { return [] }
    if let obstacle = obstacle(table) {
      say(obstacle, .warning)
      return []
    }
    let area = tab.area?.rows ?? tab.row..<tab.row + 1
    results.change { tab in
      let rows = area.map(tab.resultRow).filter { tab.staged.deleted[$0] == nil }
      tab.staged.stage(rows.map { .delete(row: $0, table: table.facts.oid) })
      tab.selection = nil
    }
    sayStaged()
    return []
  }

  mutating func sayStaged() {
    if results.tab?.staged.isEmpty == true { return say("no changes are left") }
    let changes = EditCommands.changes(results.tab?.staged.count ?? 0)
    say("\(changes) not applied yet · \(howTo("changes.apply")) applies", .warning)
  }

  // MARK: New rows

  private mutating func openNewRow(_ table: TableRow, copies: Bool) -> [Effect] {
    guard let tab = results.tab, copies else { return openNewRow(table, values: [:]) }
    var values: [Int16: NewValue] = [:]
    for (number, place) in table.places where table.facts.columns[number]?.isGenerated == false {
      // A key that the server gives is not taken over.
      if table.facts.keys.first?.contains(number) == true, table.facts.columns[number]?.defaultText != nil {
        continue
      }
      values[number] = tab.text(row: tab.row, column: place).map { .text($0) } ?? .null
    }
    return openNewRow(table, values: values)
  }

  mutating func openNewRow(_ table: TableRow, values: [Int16: NewValue]) -> [Effect] {
    guard table.facts.holdsRows else {
      say("\(table.facts.name) is no table", .warning)
      return []
    }
    newRow = NewRow(table: table.facts, values: values)
    showNewRow(at: nil)
    return []
  }

  /// The form of the new row: a line a column.
  mutating func showNewRow(at number: Int16?) {
    guard let newRow else { return }
    var picker = Picker(
      kind: .newRow, title: "New row of \(newRow.table.name)",
      hints: hints([("list.accept", "change the value, or add the row"), ("list.cancel", "close")], in: "list"))
    let columns = newRow.table.columns.sorted { $0.key < $1.key }.filter { !$0.value.isGenerated }
    picker.fill(
      [Picker.Row("add this row", choice: .addRow)]
        + columns.map { number, facts in
          let standard = facts.defaultText.map { "default: \($0)" } ?? (facts.isNullable ? "NULL" : "needed")
          let value = newRow.values[number].map { $0.shown } ?? standard
          return Picker.Row("\(facts.name)  \(facts.type)", detail: value, choice: .newValue(number))
        }, select: number.map { .newValue($0) } ?? columns.first.map { .newValue($0.key) })
    overlay = .picker(picker)
  }

  mutating func askForNewValue(_ number: Int16) {
    guard let newRow, let facts = newRow.table.columns[number] else { return }
    var answer = ""
    if case .text(let text) = newRow.values[number] { answer = text }
    overlay = .prompt(
      Prompt(
        .newValue(number), title: "\(facts.name) · \(facts.type)",
        lines: ["The value; NULL and DEFAULT without quotes mean what they say, 'NULL' is a text."], answer: answer))
  }

  mutating func takeNewValue(_ answer: String, _ number: Int16) {
    switch answer {
    case "NULL": newRow?.values[number] = .null
    case "DEFAULT": newRow?.values[number] = nil
    case "'NULL'", "'DEFAULT'": newRow?.values[number] = .text(String(answer.dropFirst().dropLast()))
    default: newRow?.values[number] = .text(answer)
    }
    showNewRow(at: number)
  }

  mutating func addNewRow() {
    guard let row = newRow else { return }
    newRow = nil
    results.change { tab in
      tab.staged.stage(.insert(table: row.table.oid, row.values))
      tab.row = tab.gridRowCount - 1
      tab.selection = nil
    }
    sayStaged()
  }
}

/// A row that is being filled in.
struct NewRow: Sendable {
  var table: TableFacts
  /// By `attnum`; columns that are not named get their defaults.
  var values: [Int16: NewValue]
}
