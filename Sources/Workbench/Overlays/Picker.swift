/// A list to choose from, filtered as one types: the switcher, the history, the palette.
package struct Picker: Sendable {
  package enum Kind: Sendable, Hashable {
    case places, branchMenu, history, commands, themes, columns, copy, export, replacements, statements, queries,
      sessions, messages
    case newRow, links, compare

    /// The context of the keys that only this list has.
    var keyContext: String? {
      switch self {
      case .places: "switcher"
      case .history: "history"
      case .links: "links"
      case .replacements: "replacements"
      default: nil
      }
    }
  }

  package struct Row: Sendable {
    /// What the filter looks at and the row shows.
    var label: String
    /// What the filter looks at besides.
    var words = ""
    /// Shown at the right, dim.
    var detail: String
    /// Why it cannot be chosen, nil when it can.
    var unavailable: String?
    /// Marks such as `●` for the place one is in.
    var mark: String
    var indent: Int
    /// Added to how well the row fits the filter.
    var weight = 0
    /// There, and not to be used just now.
    var isDim = false
    var choice: Choice

    init(
      _ label: String, detail: String = "", mark: String = "", indent: Int = 0, unavailable: String? = nil,
      choice: Choice
    ) {
      self.label = label
      self.detail = detail
      self.mark = mark
      self.indent = indent
      self.unavailable = unavailable
      self.choice = choice
    }
  }

  /// What choosing a row means.
  enum Choice: Sendable, Hashable {
    case place(tenant: String, branch: String)
    /// A tenant whose branches are not known yet.
    case tenant(String)
    /// A command for a branch that need not be the one in front.
    case onBranch(String, tenant: String, branch: String)
    case history(HistoryItem)
    case command(String)
    case addRow
    case newValue(Int16)
    case link(Int)
    case compareWith(TabName)
    case compareBy(TabName, [String])
    case theme(String)
    case column(Int)
    case replacement(Int)
    /// A place in the buffer, as a UTF-8 byte offset.
    case offset(Int)
    case copy(CopyChoice)
    case export(CopyChoice)
    case query(SavedQuery)
    case session(Int)
    case message(Int)

    /// Text that is shown whole under the list.
    var preview: String? {
      switch self {
      case .history(let item): item.statement
      case .query(let query): query.sql
      default: nil
      }
    }
  }

  package let kind: Kind
  var title: String
  let hints: [(key: String, what: String)]
  var filter = LineInput()
  private(set) var rows: [Row] = []
  /// The rows' words made ready for the filter, once it is used.
  private var searched: [[UInt8]] = []
  /// Rows that fit the filter, best first; in their own order without a filter.
  private(set) var shown: [Int] = []
  private(set) var selection = 0
  private(set) var top = 0
  /// Rows the list has room for; the last layout says.
  var pageSize = 10
  /// Shown instead of rows while there are none.
  var emptyText = "nothing here"
  /// The list that it was opened from, for the way back; empty when there is none.
  var below: [Picker] = []
  /// The history filters itself; the rows arrive filtered.
  let filtersItself: Bool

  init(kind: Kind, title: String, hints: [(key: String, what: String)], filtersItself: Bool = true) {
    self.kind = kind
    self.title = title
    self.hints = hints
    self.filtersItself = filtersItself
  }

  mutating func fill(_ rows: [Row], select choice: Choice? = nil) {
    let wanted = choice ?? selected?.choice
    self.rows = rows
    searched = []
    refilter()
    if let wanted, let place = shown.firstIndex(where: { rows[$0].choice == wanted }) { selection = place }
    follow()
  }

  var selected: Row? { shown.indices.contains(selection) ? rows[shown[selection]] : nil }

  /// What the rows are compared with: in the switcher without a moment behind `@`.
  private var wanted: String {
    kind == .places ? String(filter.text.prefix { $0 != "@" }) : filter.text
  }

  /// The moment typed behind `@` in the switcher.
  var point: String? {
    guard kind == .places, let mark = filter.text.firstIndex(of: "@") else { return nil }
    let point = filter.text[filter.text.index(after: mark)...]
    return point.isEmpty ? nil : String(point)
  }

  mutating func refilter() {
    let wanted = wanted
    if !filtersItself || wanted.isEmpty {
      shown = Array(rows.indices)
    } else {
      if searched.isEmpty { searched = rows.map { FuzzyMatch.prepared($0.searchText) } }
      let needle = FuzzyMatch.Needle(wanted)
      let scored = rows.indices.compactMap { index in
        needle.score(in: searched[index]).map { (index, $0 + rows[index].weight - rows[index].handicap) }
      }
      shown = scored.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.map(\.0)
    }
    selection = 0
    top = 0
  }

  mutating func move(by steps: Int) {
    guard !shown.isEmpty else { return }
    selection = min(max(0, selection + steps), shown.count - 1)
    follow()
  }

  /// Selects the row at a line of the list; false when none is there.
  mutating func select(line: Int) -> Bool {
    guard (0..<pageSize).contains(line), shown.indices.contains(top + line) else { return false }
    selection = top + line
    return true
  }

  /// Keeps the selected row in sight.
  mutating func follow() {
    selection = min(selection, max(0, shown.count - 1))
    top = min(top, selection)
    if selection >= top + pageSize { top = selection - pageSize + 1 }
    top = max(0, min(top, max(0, shown.count - pageSize)))
  }
}

extension Picker.Row {
  /// What cannot be chosen comes behind what fits the filter as well, and before what only has its letters.
  fileprivate var handicap: Int { unavailable == nil ? 0 : FuzzyMatch.grade }

  /// What the filter looks at.
  var searchText: String {
    if case .place(let tenant, let branch) = choice { return "\(tenant)/\(branch)" }
    return words.isEmpty ? label : "\(label) \(words)"
  }
}
