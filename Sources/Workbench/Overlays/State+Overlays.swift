import Database
import TextUI

extension State {
  // MARK: Opening

  mutating func openPalette() {
    var picker = Picker(
      kind: .commands, title: "Commands", hints: hints([("list.accept", "run"), ("list.cancel", "close")], in: "list"))
    let before = self
    picker.fill(
      Commands.all.filter { command in
        !Self.needsOverlay(command.name) && (editor.mode != .direct || !VimCommands.isWord(command.name))
      }.map { command in
        var row = Picker.Row(
          "\(command.name)  \(command.summary)", detail: keymap.key(for: command.name) ?? "",
          unavailable: command.unavailable(before), choice: .command(command.name))
        row.words = CommandWords.all[command.name] ?? ""
        return row
      })
    overlay = .picker(picker)
  }

  mutating func openThemes() {
    themeBefore = themeName
    var picker = Picker(
      kind: .themes, title: "Themes", hints: hints([("list.accept", "choose"), ("list.cancel", "close")], in: "list"))
    picker.fill(themes.keys.sorted().map { Picker.Row($0, choice: .theme($0)) }, select: .theme(themeName))
    overlay = .picker(picker)
  }

  mutating func openColumns() {
    var picker = Picker(
      kind: .columns, title: "Columns", hints: hints([("list.accept", "go"), ("list.cancel", "close")], in: "list"))
    picker.fill(
      results.columnNames.enumerated().map { Picker.Row($1, detail: "\($0 + 1)", choice: .column($0)) })
    overlay = .picker(picker)
  }

  /// Commands that only make sense while a list or a prompt has the keys.
  static func needsOverlay(_ name: String) -> Bool { name.hasPrefix("list.") || name.hasPrefix("prompt.") }

  func hints(_ wanted: [(String, String)], in context: String) -> [(key: String, what: String)] {
    let bound = Dictionary(
      (keymap.bindings(context: context) + keymap.bindings(context: "list")).map { ($0.command, $0.keys) }
    ) { first, _ in first }
    return wanted.compactMap { command, what in bound[command].map { ($0, what) } }
  }

  // MARK: Changing

  /// The line of the overlay changed: lists that the shell fills are asked for again, themes show at once.
  mutating func overlayChanged() -> [Effect] {
    if case .picker(let picker) = overlay, picker.kind == .history { return searchHistory() }
    showSearch()
    return []
  }

  mutating func closeOverlay() {
    if case .viewer(let viewer) = overlay { return close(viewer) }
    if case .picker(let picker) = overlay, picker.kind == .themes, let themeBefore { themeName = themeBefore }
    if case .prompt(let prompt) = overlay, prompt.question.searches { leaveSearch() }
    guard case .picker(let picker) = overlay, let below = picker.below.last else {
      overlay = nil
      return
    }
    overlay = .picker(below)
    refreshSwitcher()
  }

  // MARK: Accepting

  mutating func acceptOverlay() -> [Effect] {
    switch overlay {
    case .picker(let picker):
      guard let row = picker.selected else { return [] }
      return accept(row, at: picker.point)
    case .prompt(let prompt):
      let kind = overlay?.lineKind
      let effects = accept(prompt)
      guard let kind, overlay == nil, !prompt.input.text.isEmpty else { return effects }
      return effects + [.rememberLine(kind: kind, prompt.input.text)]
    case .help:
      overlay = nil
      return []
    case .viewer(let viewer): return accept(viewer)
    case .keys, nil: return []
    }
  }

  private mutating func accept(_ row: Picker.Row, at point: String?) -> [Effect] {
    if let reason = row.unavailable {
      remark(reason, .warning)
      return []
    }
    switch row.choice {
    case .place(let tenant, let branch): return accept(tenant: tenant, branch: branch, at: point)
    case .tenant(let name):
      say("reading the branches of \(name)", .progress)
      return [.listBranches(tenant: name)]
    case .onBranch(let command, _, _):
      // The command finds its branch in the open menu.
      let effects = run(command: command)
      if case .picker(let picker) = overlay, picker.kind == .branchMenu { overlay = nil }
      return effects
    default: return acceptAway(row)
    }
  }

  /// Choices that are made once the list is gone.
  private mutating func acceptAway(_ row: Picker.Row) -> [Effect] {
    overlay = nil
    switch row.choice {
    case .history(let item):
      editor.insertText(item.statement)
      focus = .editor
    case .query(let query):
      editor.insertText(query.sql)
      focus = .editor
    case .command(let name): return run(command: name)
    case .theme(let name):
      themeName = name
      chosenTheme = name
      return [.keepLooks(looks)]
    case .session(let session): return session == link.session ? [] : leave(.session(session))
    case .message(let index): return copy(messages.messages[index].text)
    case .copy(let choice): return copy(choice)
    case .export(let choice): askForExport(choice)
    case .replacement: makeReplacements()
    case .offset(let offset):
      editor.buffer.rememberJump()
      editor.move(selecting: false) { _ in offset }
      focus = .editor
    case .addRow: addNewRow()
    case .newValue(let number): askForNewValue(number)
    case .link(let index): return links.indices.contains(index) ? go(to: links[index]) : []
    case .compareWith(let tab): openKeys(with: tab)
    case .compareBy(let tab, let key): return compare(with: tab, by: key)
    case .column(let column):
      results.jump(toColumn: column)
      focus = .results
    case .place, .tenant, .onBranch: break
    }
    return []
  }
}
