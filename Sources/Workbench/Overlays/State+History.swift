import TextUI

/// Finding a statement that was run. What is chosen is inserted, never run.
enum HistoryCommands {
  private static let closed: @Sendable (State) -> String? = { state in
    if case .picker(let picker) = state.overlay, picker.kind == .history { nil } else { "the history is not open" }
  }

  private static func toggle(
    _ name: String, _ summary: String, _ word: @escaping @Sendable (State) -> String?
  ) -> Command {
    Command(name, summary, unavailable: closed) { state in
      guard let word = word(state) else {
        state.remark("\(name): no tenant is in front", .warning)
        return []
      }
      state.toggleHistoryWord(word)
      return state.searchHistory()
    }
  }

  static let all: [Command] = [
    Command("history.open", "Search the statements that were run and insert one") { $0.openHistory() },
    toggle("history.tenant", "Only statements of this tenant, or of all") { $0.place.map { "tenant:\($0.tenant)" } },
    toggle("history.branch", "Only statements of this branch, or of all") { $0.place.map { "branch:\($0.branch)" } },
    toggle("history.failed", "Only statements that failed, or all") { _ in "failed:" },
    toggle("history.slow", "Only statements that took a second or more, or all") { _ in "slow:1" },
    Command("history.copy", "Copy the statement", unavailable: closed) { state in
      guard case .picker(let picker) = state.overlay, case .history(let item) = picker.selected?.choice else {
        return []
      }
      state.say("copied the statement, \(byteSize(Int64(item.statement.utf8.count)))", .success)
      return state.copy(item.statement)
    },
  ]
}

extension State {
  mutating func openHistory() -> [Effect] {
    var picker = Picker(
      kind: .history, title: "History",
      hints: hints(
        [
          ("list.accept", "insert"), ("history.tenant", "this tenant"), ("history.branch", "this branch"),
          ("history.failed", "failed"), ("history.slow", "slow"), ("history.copy", "copy"), ("list.cancel", "close"),
        ], in: "history"),
      filtersItself: false)
    picker.emptyText = "searching …"
    overlay = .picker(picker)
    return searchHistory()
  }

  mutating func searchHistory() -> [Effect] {
    guard case .picker(var picker) = overlay else { return [] }
    historyQuery = nextNumber()
    if picker.rows.isEmpty { picker.emptyText = "searching …" }
    overlay = .picker(picker)
    return [.searchHistory(query: historyQuery, text: picker.filter.text)]
  }

  mutating func receive(history items: [HistoryItem], query: Int, isComplete: Bool) {
    guard query == historyQuery, case .picker(var picker) = overlay, picker.kind == .history else { return }
    picker.emptyText = isComplete ? "no statement fits" : "searching …"
    let rows = items.map(Self.row)
    // The newest stays selected until one has gone elsewhere.
    picker.fill(rows, select: picker.selection == 0 ? rows.first?.choice : nil)
    overlay = .picker(picker)
  }

  private static func row(_ item: HistoryItem) -> Picker.Row {
    let rows = item.rows.map { " · \(grouped($0))" } ?? ""
    let place = item.tenant.map { "\($0) ▸ \(item.branch ?? "")" } ?? item.database
    let outcome = item.sqlState.map { "\(item.outcome.rawValue) \($0)" } ?? item.outcome.rawValue
    return Picker.Row(
      item.statement.split(whereSeparator: \.isNewline).joined(separator: " "),
      detail: "\(outcome)\(rows) · \(duration(item.seconds)) · \(place)", choice: .history(item))
  }

  /// Adds a word such as `failed:` to what is searched for, or takes it out again.
  fileprivate mutating func toggleHistoryWord(_ word: String) {
    guard case .picker(var picker) = overlay else { return }
    var words = picker.filter.text.split(separator: " ").map(String.init)
    if let place = words.firstIndex(of: word) {
      words.remove(at: place)
    } else {
      let key = word.prefix { $0 != ":" } + ":"
      words.removeAll { $0.hasPrefix(key) }
      words.insert(word, at: 0)
    }
    picker.filter = LineInput(words.isEmpty ? "" : words.joined(separator: " ") + " ")
    overlay = .picker(picker)
  }
}
