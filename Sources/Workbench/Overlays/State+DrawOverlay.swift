import TextUI

extension State {
  /// The room of the overlay, borders included.
  func overlayRect(_ overlay: Overlay) -> Rect {
    switch overlay {
    case .picker, .help, .keys:
      // Small screens are theirs but for a margin.
      let width = min(size.width - 2, max(76, size.width * 3 / 4), 130)
      let height = min(size.height - 2, max(20, size.height * 2 / 3))
      return Rect(x: (size.width - width) / 2, y: max(1, (size.height - height) / 3), width: width, height: height)
    case .viewer: return viewerRect
    case .prompt(let prompt):
      let width = min(size.width - 2, 84)
      let height = min(size.height, prompt.wrappedLines(width: width - 4).count + 4)
      return Rect(x: (size.width - width) / 2, y: max(0, (size.height - height) / 3), width: width, height: height)
    }
  }

  mutating func layoutOverlay() {
    switch overlay {
    case .picker(var picker):
      picker.pageSize = max(1, overlayRect(.picker(picker)).height - (4 + previewHeight(picker)))
      picker.follow()
      overlay = .picker(picker)
      if picker.kind == .themes, case .theme(let name) = picker.selected?.choice { themeName = name }
    case .help(var help):
      help.pageSize = max(1, overlayRect(.help(help)).height - 2)
      help.scroll(by: 0)
      overlay = .help(help)
    case .viewer(var viewer):
      viewer.layout(viewerRect.inset(by: 1).withoutLastLine)
      overlay = .viewer(viewer)
    case .prompt, .keys, nil: break
    }
  }

  /// Lines under a list that show the selected row whole.
  private func previewHeight(_ picker: Picker) -> Int {
    switch picker.kind {
    case .history where size.height >= 20: 5
    case .queries where size.height >= 20: min(14, size.height / 3)
    default: 0
    }
  }

  func drawOverlay(into frame: inout Frame) {
    guard let overlay else { return }
    let rect = overlayRect(overlay)
    frame.fill(rect, style: theme[.popup])
    switch overlay {
    case .picker(let picker): draw(picker, in: rect, into: &frame)
    case .prompt(let prompt): draw(prompt, in: rect, into: &frame)
    case .help(let help): draw(help, in: rect, into: &frame)
    case .viewer(let viewer): draw(viewer, in: rect, into: &frame)
    case .keys(let tester):
      frame.box(rect, style: theme[.borderFocused], title: " Keys ", titleStyle: theme[.title])
      frame.fill(rect.inset(by: 1), style: theme[.popup])
      tester.draw(into: &frame, rect: rect.inset(by: 1), theme: theme)
    }
  }

  private func draw(_ picker: Picker, in rect: Rect, into frame: inout Frame) {
    frame.box(rect, style: theme[.borderFocused], title: " \(picker.title) ", titleStyle: theme[.title])
    frame.fill(rect.inset(by: 1), style: theme[.popup])
    let inner = rect.inset(by: 1)
    draw(picker.filter, label: picker.filter.label ?? "› ", at: inner, into: &frame)
    let count = "\(grouped(picker.shown.count))/\(grouped(picker.rows.count))"
    frame.write(
      count, x: inner.maxX - DisplayWidth.of(count) - 1, y: inner.y, maxWidth: inner.width, style: theme[.popupKind])
    if picker.shown.isEmpty {
      frame.write(picker.emptyText, x: inner.x + 1, y: inner.y + 1, maxWidth: inner.width - 1, style: theme[.popupKind])
    }
    // Sentences are read from their beginnings: they stand under each other.
    let column = picker.kind == .queries ? picker.rows.map { DisplayWidth.of($0.label) }.max() : nil
    for line in 0..<picker.pageSize where picker.top + line < picker.shown.count {
      let index = picker.top + line
      var row = picker.rows[picker.shown[index]]
      // Apart from its parents a branch stands in no tree.
      if !picker.filter.text.isEmpty { row.indent = 0 }
      draw(
        row, isSelected: index == picker.selection, detailColumn: column,
        in: Rect(x: inner.x, y: inner.y + 1 + line, width: inner.width, height: 1), into: &frame)
    }
    drawPreview(picker, in: inner, into: &frame)
    if inner.height > 1 + picker.pageSize { drawHints(picker.hints, y: inner.maxY - 1, in: inner, into: &frame) }
  }

  /// What is told of the row stands on the right, or behind `detailColumn` cells of its label.
  private func draw(
    _ row: Picker.Row, isSelected: Bool, detailColumn: Int?, in rect: Rect, into frame: inout Frame
  ) {
    let style = theme[isSelected ? .popupSelected : .popup]
    let dim = isSelected ? style : theme[.popupKind]
    frame.fill(rect, style: style)
    let detail = row.unavailable ?? row.detail
    // Half of the line, and what the label leaves.
    let room = rect.width - 4 - row.indent * 2
    var detailWidth = min(DisplayWidth.of(detail), max(rect.width / 2, room - DisplayWidth.of(row.label)))
    if let detailColumn { detailWidth = room - min(detailColumn + 1, rect.width / 2) }
    let labelWidth = room - detailWidth
    frame.write(isSelected ? "▸" : row.mark, x: rect.x, y: rect.y, maxWidth: 1, style: style)
    let labelStyle = row.unavailable == nil && !row.isDim ? style : dim
    frame.write(
      shortening: row.label, x: rect.x + 2 + row.indent * 2, y: rect.y, maxWidth: labelWidth, style: labelStyle)
    frame.write(shortening: detail, x: rect.maxX - detailWidth - 1, y: rect.y, maxWidth: detailWidth, style: dim)
  }

  private func drawPreview(_ picker: Picker, in inner: Rect, into frame: inout Frame) {
    let height = previewHeight(picker)
    guard height > 0, let text = picker.selected?.choice.preview else { return }
    let y = inner.maxY - 1 - height
    frame.fill(
      Rect(x: inner.x, y: y, width: inner.width, height: 1), style: theme[.border], scalar: "─")
    if case .history(let item) = picker.selected?.choice, item.time > 0 {
      frame.write(" \(moment(item.time)) ", x: inner.x + 1, y: y, maxWidth: inner.width - 2, style: theme[.popupKind])
    }
    let lines = TextWrap.lines(of: text, width: inner.width - 2, atMost: height - 1)
    for (index, line) in lines.enumerated() {
      frame.write(
        shortening: line, x: inner.x + 1, y: y + 1 + index, maxWidth: inner.width - 2, style: theme[.popup])
    }
  }

  private func drawHints(
    _ hints: [(key: String, what: String)], y: Int, in rect: Rect, into frame: inout Frame
  ) {
    guard rect.height > 2 else { return }
    var x = rect.x + 1
    for (key, what) in hints where x + DisplayWidth.of(key) + DisplayWidth.of(what) + 1 <= rect.maxX {
      x += frame.write(key, x: x, y: y, maxWidth: rect.maxX - x, style: theme[.popupMatch])
      x += frame.write(" \(what)", x: x, y: y, maxWidth: rect.maxX - x, style: theme[.popupKind]) + 3
    }
  }

  private func draw(_ prompt: Prompt, in rect: Rect, into frame: inout Frame) {
    frame.box(rect, style: theme[.borderFocused], title: " \(prompt.title) ", titleStyle: theme[.title])
    frame.fill(rect.inset(by: 1), style: theme[.popup])
    let inner = rect.inset(by: 1)
    let lines = prompt.wrappedLines(width: inner.width - 2)
    for (index, line) in lines.enumerated() where index < inner.height - 1 {
      frame.write(line, x: inner.x + 1, y: inner.y + index, maxWidth: inner.width - 2, style: theme[.popup])
    }
    let line = min(lines.count, max(0, inner.height - 1))
    let cursorBelow = frame.cursor
    draw(
      prompt.question.isSecret ? prompt.input.masked : prompt.input, label: prompt.input.label ?? "› ",
      at: Rect(x: inner.x, y: inner.y + line, width: inner.width, height: 1), into: &frame)
    if prompt.unreadUntil != nil { frame.cursor = cursorBelow }
    if let complaint = prompt.complaint, line + 1 < inner.height {
      frame.write(complaint, x: inner.x + 1, y: inner.y + line + 1, maxWidth: inner.width - 2, style: theme[.error])
    } else if !prompt.input.matches.isEmpty, line + 1 < inner.height {
      frame.write(
        prompt.input.matches.joined(separator: "  "), x: inner.x + 1, y: inner.y + line + 1, maxWidth: inner.width - 2,
        style: theme[.popupKind])
    }
  }

  /// A line of text with the cursor in sight.
  func draw(
    _ input: LineInput, label: String, at rect: Rect, into frame: inout Frame
  ) {
    let used = frame.write(label, x: rect.x + 1, y: rect.y, maxWidth: rect.width, style: theme[.popupMatch])
    let room = max(1, rect.width - used - 2)
    var start = 0
    let before = Array(input.textBeforeCursor.unicodeScalars)
    while start < before.count, before[start...].reduce(0, { $0 + DisplayWidth.of($1) }) >= room { start += 1 }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: input.scalars[start...])
    let x = rect.x + 1 + used
    frame.write(
      String(shown), x: x, y: rect.y, maxWidth: room, style: theme[input.isOffered ? .selection : .popup])
    frame.cursor = Point(x: x + before[start...].reduce(0) { $0 + DisplayWidth.of($1) }, y: rect.y)
  }
}
