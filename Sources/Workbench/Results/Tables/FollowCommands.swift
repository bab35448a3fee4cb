import Database
import SQLText
import TextUI

/// Following foreign keys from row to row, and back.
enum FollowCommands {
  private static let noRows: @Sendable (State) -> String? = {
    ($0.results.tab?.rowCount ?? 0) == 0 ? "there are no rows" : QueryCommands.busy($0)
  }

  private static let noTrail: @Sendable (State) -> String? = {
    $0.results.trail.isEmpty ? "no foreign key was followed" : $0.activeRun != nil ? "a statement is running" : nil
  }

  static let all: [Command] = [
    Command("row.follow", "Go to the row that the foreign key of the cell names", unavailable: noRows) {
      $0.perform(.follow)
    },
    Command("row.referrers", "List the tables whose rows refer to this one, and go there", unavailable: noRows) {
      $0.perform(.referrers)
    },
    Command("row.countReferrers", "Count the rows that refer to this one") { $0.countReferrers() },
    Command("row.back", "Go back to where a foreign key was followed from", unavailable: noTrail) { state in
      state.results.goBack()
      // What was said is of the rows that were left.
      state.status = StatusLine()
      return []
    },
  ]
}

extension State {

  mutating func follow(_ table: TableRow) -> [Effect] {
    guard let tab = results.tab else { return [] }
    let number = tab.columns[tab.column].tableColumn
    let references = table.facts.references.filter { $0.fromColumns.contains { $0.number == number } }
    guard !references.isEmpty else {
      remark("\(tab.columns[tab.column].name) is in no foreign key", .warning)
      return []
    }
    let found = references.map { reference in
      RowLink(
        title: "\(reference.toTable)  \(reference.name)", table: reference.toTable,
        condition: condition(reference.fromColumns, reference.toColumns, table))
    }
    if found.count == 1 { return go(to: found[0]) }
    openLinks(found, title: "Foreign keys of \(tab.columns[tab.column].name)")
    return []
  }

  mutating func openReferrers(_ table: TableRow) -> [Effect] {
    guard !table.facts.referrers.isEmpty else {
      remark("no foreign key refers to \(table.facts.name)", .warning)
      return []
    }
    let found = table.facts.referrers.map { reference in
      let columns = reference.fromColumns.map(\.name).joined(separator: ", ")
      return RowLink(
        title: "\(reference.fromTable) (\(columns))  \(reference.name)", table: reference.fromTable,
        condition: condition(reference.toColumns, reference.fromColumns, table))
    }
    openLinks(found, title: "Rows that refer to this row of \(table.facts.name)")
    return []
  }

  /// The condition on the other table's columns that the values of these columns make; the reason where they make none.
  private func condition(
    _ own: [(number: Int16, name: String)], _ other: [(number: Int16, name: String)], _ table: TableRow
  ) -> Result<String, Failure> {
    guard let tab = results.tab else { return .failure(Failure("there is no result")) }
    var conditions: [String] = []
    for (own, other) in zip(own, other) {
      let isCursor = tab.columns[tab.column].tableColumn == own.number
      if table.isTwice, !isCursor {
        return .failure(Failure("\(table.facts.name) is in the result twice: its rows cannot be told apart"))
      }
      guard let place = isCursor ? tab.column : table.places[own.number] else {
        return .failure(Failure("\(own.name) is not in the result"))
      }
      guard let value = tab.text(row: tab.row, column: place) else {
        return .failure(Failure("\(own.name) is NULL: it refers to nothing"))
      }
      conditions.append("\(Quoting.identifier(other.name)) = \(Condition.literal(value))")
    }
    return .success(conditions.joined(separator: " and "))
  }

  private mutating func openLinks(_ found: [RowLink], title: String) {
    links = found
    var picker = Picker(
      kind: .links, title: title,
      hints: hints(
        [("list.accept", "go there"), ("row.countReferrers", "count the rows"), ("list.cancel", "close")], in: "links"))
    picker.fill(linkRows)
    overlay = .picker(picker)
  }

  private var linkRows: [Picker.Row] {
    links.enumerated().map { index, link in
      var reason: String?
      if case .failure(let failure) = link.condition { reason = failure.message }
      return Picker.Row(link.title, detail: link.count ?? "", unavailable: reason, choice: .link(index))
    }
  }

  mutating func go(to link: RowLink) -> [Effect] {
    switch link.condition {
    case .failure(let failure):
      say(failure.message, .warning)
      return []
    case .success(let condition):
      if let reason = QueryCommands.busy(self) {
        say(reason, .warning)
        return []
      }
      results.rememberPlace()
      let effects = run([Run.Piece(text: "select * from \(link.table) where \(condition)", offset: nil)])
      focus = .results
      let key = keymap.key(for: "row.back").map { " · \($0) goes back" } ?? ""
      say("\(link.table) where \(condition)\(key)")
      return effects
    }
  }

  // MARK: Counting

  /// Rows are counted up to this many: more would keep a big table busy for nothing.
  private static let countedAtMost = 10_000

  mutating func countReferrers() -> [Effect] {
    guard case .picker(let picker) = overlay, picker.kind == .links else { return [] }
    let statements = links.compactMap { link in
      (try? link.condition.get()).map {
        "select count(*) from (select from \(link.table) where \($0) limit \(Self.countedAtMost + 1)) counted"
      }
    }
    for index in links.indices { if case .success = links[index].condition { links[index].count = "counting …" } }
    showCounts()
    return inquire(statements, .referrerCounts)
  }

  mutating func receive(referrerCounts answer: InquiryAnswer) {
    var statement = 0
    for index in links.indices {
      guard case .success = links[index].condition else { continue }
      let count = answer.rows(of: statement)
      statement += 1
      let number = count.rowCount > 0 ? count.text(row: 0, column: 0).flatMap { Int($0) } : nil
      links[index].count = number.map { number in
        number > Self.countedAtMost
          ? "more than \(grouped(Self.countedAtMost)) rows" : "\(grouped(number)) \(number == 1 ? "row" : "rows")"
      }
    }
    if let failure = answer.failure { say("not counted: \(failure.headline)", .error) }
    showCounts()
  }

  private mutating func showCounts() {
    guard case .picker(var picker) = overlay, picker.kind == .links else { return }
    picker.fill(linkRows, select: picker.selected?.choice)
    overlay = .picker(picker)
  }
}

/// Rows of another table that belong to the row of the cursor.
struct RowLink: Sendable {
  var title: String
  var table: String
  /// What finds them, or why nothing does.
  var condition: Result<String, Failure>
  /// How many they are, once counted.
  var count: String?
}
