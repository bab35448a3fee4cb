import Database
package import TextUI

extension State {
  var places: Layout {
    Layout(size: size, focus: focus, arrangement: arrangement, hasResults: !results.tabs.isEmpty)
  }

  /// Gives each part its room, so that cursors stay in sight; drawing itself changes nothing.
  mutating func layout() {
    let places = places
    if let rect = places.editor { editor.layout(rect.inset(by: 1)) }
    if let rect = places.results { results.layout(rect.inset(by: 1)) }
    if let rect = places.catalog { browser.layout(rect.inset(by: 1)) }
    layoutOverlay()
  }

  /// The whole screen as it should look now.
  package func draw() -> Frame {
    var frame = Frame(size: size, style: theme[.text])
    guard size.width >= Layout.smallest.width, size.height >= Layout.smallest.height else {
      frame.write(
        "too small: \(Layout.smallest.width)x\(Layout.smallest.height)", x: 0, y: 0, maxWidth: size.width,
        style: theme[.text])
      return frame
    }
    let places = places
    drawContextBar(into: &frame, rect: places.contextBar)
    if let rect = places.catalog {
      pane(rect, titles: [browser.title], active: 0, .catalog, in: &frame)
      browser.draw(
        into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.catalog), emptyText: catalogText)
    }
    if let rect = places.results {
      pane(
        rect, titles: results.tabTitles.isEmpty ? ["Results"] : results.tabTitles, active: results.active, .results,
        in: &frame)
      results.draw(into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.results))
    }
    if let rect = places.editor {
      pane(rect, titles: editor.tabTitles, active: editor.active, .editor, in: &frame)
      editor.draw(
        into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.editor), problems: inspections.problems)
    }
    drawStatusBar(into: &frame, rect: places.statusBar)
    drawOverlay(into: &frame)
    return frame
  }

  private func hasKeys(_ pane: Focus) -> Bool { overlay == nil && focus == pane }

  /// The border of a pane with its tabs in the top line.
  private func pane(_ rect: Rect, titles: [String], active: Int, _ pane: Focus, in frame: inout Frame) {
    let border = theme[isGuarded ? .protected : hasKeys(pane) ? .borderFocused : .border]
    frame.box(rect, style: border, title: "", titleStyle: border)
    for tab in Self.tabs(titles, active: active, in: rect) {
      if tab.columns.lowerBound > rect.x + 1 {
        frame.write("│", x: tab.columns.lowerBound - 1, y: rect.y, maxWidth: 1, style: border)
      }
      let style = theme[tab.index == active ? (hasKeys(pane) ? .tabActive : .title) : .tabInactive]
      frame.write(
        " \(titles[tab.index]) ", x: tab.columns.lowerBound, y: rect.y, maxWidth: tab.columns.count, style: style)
    }
  }

  /// The tabs of a pane that are in sight, with their columns in its top line.
  func tabs(of pane: Focus) -> [(index: Int, columns: Range<Int>)] {
    let places = places
    switch pane {
    case .editor: return places.editor.map { Self.tabs(editor.tabTitles, active: editor.active, in: $0) } ?? []
    case .results: return places.results.map { Self.tabs(results.tabTitles, active: results.active, in: $0) } ?? []
    case .catalog: return []
    }
  }

  private static func tabs(_ titles: [String], active: Int, in rect: Rect) -> [(index: Int, columns: Range<Int>)] {
    var x = rect.x + 1
    let end = rect.maxX - 1
    // The active tab is always in sight: tabs before it give way first.
    var first = 0
    while first < active, titles[first...active].reduce(0, { $0 + DisplayWidth.of($1) + 3 }) > rect.width - 2 {
      first += 1
    }
    var tabs: [(index: Int, columns: Range<Int>)] = []
    for (index, title) in titles.enumerated().dropFirst(first) where x < end {
      let width = min(DisplayWidth.of(title) + 2, end - x)
      tabs.append((index, x..<x + width))
      x += width + 1
    }
    return tabs
  }

  /// Stands where there is no catalog.
  private var catalogText: String {
    switch link.phase {
    case .connecting: "connecting …"
    case .connected: "reading the catalog …"
    case .down: "not connected"
    }
  }

  // MARK: First line

  private func drawContextBar(into frame: inout Frame, rect: Rect) {
    frame.fill(rect, style: theme[.contextBar])
    let right = contextRight
    let rightWidth = DisplayWidth.of(right)
    let showsRight = rightWidth + 20 <= rect.width
    let rightStart = rect.width - rightWidth - 1
    let end = showsRight ? rightStart - 2 : rect.width
    var x = 1
    let strong = [placeText] + (place != nil ? link.facts.map { [$0.database] } ?? [] : [])
    x += frame.write(strong.joined(separator: " ▸ "), x: x, y: 0, maxWidth: end - x, style: theme[.contextBarStrong])
    if let word = guardText { x += frame.write("  \(word)", x: x, y: 0, maxWidth: end - x, style: theme[.protected]) }
    if let mismatch = link.mismatch {
      x += frame.write("  MISMATCH: \(mismatch)", x: x, y: 0, maxWidth: end - x, style: theme[.protected])
    }
    frame.write("  \(contextLeft)", x: x, y: 0, maxWidth: end - x, style: theme[.contextBar])
    if showsRight { frame.write(right, x: rightStart, y: 0, maxWidth: rightWidth, style: theme[.contextBar]) }
  }

  private var contextLeft: String {
    switch link.phase {
    case .connecting:
      return link.progress ?? "connecting"
    case .down(let reason):
      return "not connected: \(reason)"
    case .connected(let facts):
      let platform = place == nil ? (facts.isLocalSocket ? "socket" : facts.host) : listing?.platform ?? "local"
      var parts = [platform, "pg \(facts.serverVersion)", "role \(facts.role)"]
      if facts.isSuperuser { parts.append("superuser") }
      if facts.isReadOnly || facts.isInRecovery { parts.append("read-only") }
      parts += branchMarks
      return parts.joined(separator: " · ")
    }
  }

  /// What the platform says of the branch where one is.
  private var branchMarks: [String] {
    guard let branch = place.flatMap({ branch($0) }) else { return [] }
    let expiry = branch.expiresAt.map { expiryText($0 - (listing?.time ?? 0)) }
    return (branch.isDefault ? ["default"] : []) + (expiry.map { [$0] } ?? [])
  }

  private var contextRight: String {
    var parts: [String] = []
    if let facts = link.facts {
      parts.append(facts.isPooled ? "pooled" : "direct")
      if !facts.isLocalSocket { parts.append(facts.usesTLS ? "TLS" : "no TLS") }
      parts += transactionTexts
    }
    let key = keymap.key(for: "app.help") ?? ""
    return parts.joined(separator: " · ") + (key.isEmpty ? "" : "  \(key) help")
  }

  // MARK: Last line

  private func drawStatusBar(into frame: inout Frame, rect: Rect) {
    frame.fill(rect, style: theme[.statusBar])
    let line = statusNow
    // Hints give way to what there is to say, and that gives way to those of keys that were begun.
    let room = hintRoom
    var hintsWidth = 0
    for hint in hintPlaces(room: room, in: rect) {
      hintsWidth = rect.maxX - hint.columns.lowerBound
      let x = hint.columns.lowerBound
      let used = frame.write(hint.key, x: x, y: rect.y, maxWidth: hint.columns.count, style: theme[.hintKey])
      frame.write(" \(hint.what)", x: x + used, y: rect.y, maxWidth: hint.columns.count - used, style: theme[.hint])
    }
    let style: Style =
      switch line.tone {
      case .plain, .progress: theme[.statusBar]
      case .success: theme[.success]
      case .warning: theme[.warning]
      case .error: theme[.statusError]
      }
    let text = [modeText, line.text].filter { !$0.isEmpty }.joined(separator: " · ")
    frame.write(text, x: 1, y: rect.y, maxWidth: rect.width - hintsWidth - 2, style: style)
  }

  /// What runs, else how the last action ended.
  var statusNow: StatusLine {
    if let text = rowWorkText { return StatusLine(text: text, tone: progressTone) }
    if let comparing {
      let seconds = Double(now - comparing.startedAt) / 1000
      let what = comparing.cancelRequested ? "stopping the comparison" : "comparing"
      let count = "\(grouped(comparing.rows)) of \(grouped(comparing.rowCount)) rows"
      return StatusLine(text: "\(what) · \(count) · \(oneDecimalSeconds(seconds))\(warning)", tone: progressTone)
    }
    if let exporting {
      let seconds = Double(now - exporting.startedAt) / 1000
      let what = exporting.cancelRequested ? "stopping the export" : "exporting"
      return StatusLine(
        text: "\(what) · \(exporting.progress) · \(oneDecimalSeconds(seconds))\(warning)", tone: progressTone)
    }
    if let run = activeRun {
      let seconds = Double(now - run.startedAt) / 1000
      let rows = results.rowsSoFar
      if let pause = results.pause {
        // What went wrong with the rows so far is not hidden by the pause.
        let told = status.tone == .error ? "\(status.text) · " : ""
        return StatusLine(text: "\(told)\(grouped(rows)) rows · \(text(of: pause))", tone: .warning)
      }
      let what = run.cancelRequested ? "cancelling" : "running"
      let count = rows > 0 ? " · \(grouped(rows)) rows" : ""
      return StatusLine(text: "\(what)\(count) · \(oneDecimalSeconds(seconds))\(warning)", tone: progressTone)
    }
    if !operations.isEmpty {
      let parts = operations.reversed().map { operation in
        let seconds = Double(now - operation.startedAt) / 1000
        return "\(operation.progress ?? operation.change.running) · \(oneDecimalSeconds(seconds))"
      }
      let count = parts.count > 1 ? "\(parts.count) changes: " : ""
      return StatusLine(text: count + parts.joined(separator: " · ") + warning, tone: progressTone)
    }
    return startRemark ?? remarkNow ?? connectingStatus ?? status
  }

  /// How long a server has kept one waiting, and how to stop waiting.
  private var connectingStatus: StatusLine? {
    guard link.phase == .connecting, let since = link.connectingSince, now - since >= 1000 else { return nil }
    let key = keymap.key(for: "query.cancelOrCopy").map { " · \($0) gives up" } ?? ""
    let seconds = oneDecimalSeconds(Double(now - since) / 1000)
    return StatusLine(text: "\(link.progress ?? "connecting") · \(seconds)\(key)", tone: .progress)
  }

  /// How far the search, filter or sorting is that takes longer than a moment.
  private var rowWorkText: String? {
    func text(_ what: String, _ done: Int, _ all: Int, since start: Int64) -> String? {
      guard now - start >= 200 else { return nil }
      let key = keymap.key(for: "query.cancelOrCopy").map { " · \($0) stops" } ?? ""
      return "\(what) · \(grouped(done)) of \(grouped(all)) rows\(key)"
    }
    if let search = results.search {
      return text("searching", search.rowsDone, search.rowCount, since: search.startedAt)
    }
    if let panel = results.tab?.panel, panel.isWaiting {
      return text("looking at", panel.rowsDone, panel.rowCount, since: panel.startedAt)
    }
    guard let work = results.work, work.kind == .arrange else { return nil }
    let isSorted = results.tab?.arrangement.sort.isEmpty == false
    return text(isSorted ? "sorting" : "filtering", work.rowsDone, work.rows.count, since: work.startedAt)
  }

  private var progressTone: StatusLine.Tone { warning.isEmpty ? .plain : .warning }

  /// Why something else cannot be done meanwhile.
  private var warning: String {
    let line = remarkNow ?? status
    return line.tone == .warning ? " · \(line.text)" : ""
  }

  private func oneDecimalSeconds(_ seconds: Double) -> String {
    let tenths = Int(seconds * 10)
    return "\(tenths / 10).\(tenths % 10) s"
  }

  private var hintRoom: Int {
    guard continuations == nil else { return size.width - 2 }
    return min(size.width / 2, size.width - DisplayWidth.of(statusNow.text) - DisplayWidth.of(modeText) - 6)
  }

  /// The hints that have room, from the right; what a press of the mouse there runs.
  private func hintPlaces(
    room: Int, in rect: Rect
  ) -> [(key: String, what: String, command: String, columns: Range<Int>)] {
    var places: [(key: String, what: String, command: String, columns: Range<Int>)] = []
    var end = rect.maxX
    // The first that fit: they are the ones that are needed most.
    var left = room
    let fitting = hints.prefix { hint in
      left -= DisplayWidth.of(hint.key) + DisplayWidth.of(hint.what) + 3
      return left >= 0
    }
    for hint in fitting.reversed() {
      let width = DisplayWidth.of(hint.key) + DisplayWidth.of(hint.what) + 3
      places.append((hint.key, hint.what, hint.command, end - width..<end))
      end -= width
    }
    return places
  }

  /// Runs the command whose hint is pressed.
  mutating func pressHint(_ place: Point) -> [Effect] {
    let pressed = hintPlaces(room: hintRoom, in: places.statusBar).first { $0.columns.contains(place.x) }
    return pressed.map { run(command: $0.command) } ?? []
  }

  /// Keys worth knowing here, from the live keymap.
  private var hints: [(key: String, what: String, command: String)] {
    if let next = continuations { return next.map { ($0.keys, $0.command, $0.command) } }
    let wanted: [(String, String)] =
      activeRun != nil && !results.isPaused
      ? [("query.cancelOrCopy", "cancel")]
      : focus == .results
        ? [
          ("grid.search", "search"), ("grid.jumpToColumn", "column"), ("grid.copy", "copy"), ("grid.export", "export"),
          ("pane.editor", "editor"),
        ]
        : focus == .catalog
          ? [("tree.preview", "rows"), ("tree.insertName", "insert"), ("pane.editor", "editor")]
          : [
            ("query.run", "run"), ("branch.switch", "switch"), ("history.open", "history"), ("app.palette", "commands"),
          ]
    return wanted.compactMap { command, what in keymap.key(for: command).map { ($0, what, command) } }
  }
}
