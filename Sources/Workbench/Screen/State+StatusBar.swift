import Database
import TextUI

extension State {
  /// What is going on and the keys worth knowing, in the last line.
  func drawStatusBar(into frame: inout Frame, rect: Rect) {
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
    let lines = statusLines
    if lines.count > 1 {
      let top = rect.maxY - lines.count
      frame.fill(Rect(x: rect.x, y: top, width: rect.width, height: lines.count), style: theme[.statusBar])
      for (index, text) in lines.enumerated() {
        frame.write(shortening: text, x: 1, y: top + index, maxWidth: rect.width - 2, style: style)
      }
    } else {
      frame.write(shortening: lines[0], x: 1, y: rect.y, maxWidth: rect.width - hintsWidth - 2, style: style)
    }
  }

  /// What the last line says. Trouble that is longer takes some of those above it.
  package var statusLines: [String] {
    let line = statusNow
    let text = [modeText, line.text].filter { !$0.isEmpty }.joined(separator: " · ")
    let width = size.width - 2
    guard [.warning, .error].contains(line.tone), width > 2, DisplayWidth.of(text) > width else { return [text] }
    return TextWrap.lines(of: text, width: width, atMost: max(1, size.height / 4))
  }

  /// What runs, else how the last action ended.
  var statusNow: StatusLine {
    rowWork ?? comparison ?? export ?? statement ?? platformChanges ?? startRemark ?? remarkNow ?? connecting ?? status
  }

  private var comparison: StatusLine? {
    comparing.map { comparing in
      let count = "\(grouped(comparing.rows)) of \(grouped(comparing.rowCount)) rows"
      let what = comparing.cancelRequested ? "stopping the comparison" : "comparing"
      return progress("\(what) · \(count)", since: comparing.startedAt)
    }
  }

  private var export: StatusLine? {
    exporting.map { exporting in
      let what = exporting.cancelRequested ? "stopping the export" : "exporting"
      return progress("\(what) · \(exporting.progress)", since: exporting.startedAt)
    }
  }

  private var statement: StatusLine? {
    activeRun.map { run in
      let rows = results.rowsSoFar
      if let pause = results.pause {
        // What went wrong with the rows so far, or became of their export, is not hidden by the pause.
        let told = [.error, .warning].contains(status.tone) ? "\(status.text) · " : ""
        return StatusLine(text: "\(told)\(grouped(rows)) rows · \(text(of: pause))", tone: .warning)
      }
      let count = run.statements.count
      let place = count > 1 ? " · \(grouped(min(run.current + 1, count))) of \(grouped(count))" : ""
      let what = (run.cancelRequested ? "cancelling" : "running") + place
      return progress(rows > 0 ? "\(what) · \(grouped(rows)) rows" : what, since: run.startedAt)
    }
  }

  private var platformChanges: StatusLine? {
    guard !operations.isEmpty else { return nil }
    let parts = operations.reversed().map { operation in
      "\(operation.progress ?? operation.change.running) · \(elapsed(since: operation.startedAt))"
    }
    let count = parts.count > 1 ? "\(parts.count) changes: " : ""
    return StatusLine(text: count + parts.joined(separator: " · ") + warning, tone: progressTone)
  }

  /// How long a server has kept one waiting, and how to stop waiting.
  private var connecting: StatusLine? {
    guard link.phase == .connecting, let since = link.connectingSince, now - since >= 1000 else { return nil }
    let key = keymap.key(for: "query.cancelOrCopy").map { " · \($0) gives up" } ?? ""
    return StatusLine(text: "\(link.progress ?? "connecting") · \(elapsed(since: since))\(key)", tone: .progress)
  }

  /// How far the search, filter or sorting is that takes longer than a moment.
  private var rowWork: StatusLine? {
    func text(_ what: String, _ done: Int, _ all: Int, since start: Int64) -> StatusLine? {
      guard now - start >= 200 else { return nil }
      let key = keymap.key(for: "query.cancelOrCopy").map { " · \($0) stops" } ?? ""
      return StatusLine(text: "\(what) · \(grouped(done)) of \(grouped(all)) rows\(key)", tone: progressTone)
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

  private func progress(_ text: String, since start: Int64) -> StatusLine {
    StatusLine(text: "\(text) · \(elapsed(since: start))\(warning)", tone: progressTone)
  }

  /// `1.2 s`
  private func elapsed(since start: Int64) -> String {
    let tenths = (now - start) / 100
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
