import TextUI

extension CompletionPopup {
  /// Draws it under `cursor`, or above when there is more room; `start` is the column of what would be replaced.
  func draw(into frame: inout Frame, cursor: Point, start: Int, theme: Theme) {
    let rows = self.rows
    let lines = documentation?.folded(to: PopupPlacement.most) ?? []
    let size = Size(width: labelWidth + noteWidth + 6, height: rows.count + 2)
    guard
      let placement = PopupPlacement(
        frame: frame.size, cursor: cursor, start: start, list: size, tallest: tallest + 2,
        noteWidth: lines.map { DisplayWidth.of($0.text) }.max() ?? 0,
        noteLines: { documentation?.folded(to: $0).count ?? 0 })
    else { return }
    let box = placement.list
    frame.box(box, style: theme[.popupKind], title: "", titleStyle: theme[.popupKind])
    for (index, item) in rows.prefix(box.height - 2).enumerated() {
      draw(item, at: index, box, into: &frame, theme)
    }
    if completion.items.count > box.height - 2 {
      let place = " \(selected + 1)/\(completion.items.count) "
      frame.write(
        place, x: box.maxX - DisplayWidth.of(place) - 1, y: box.maxY - 1, maxWidth: box.width - 2,
        style: theme[.popupKind])
    }
    if let note = placement.note { drawDocumentation(in: note, into: &frame, theme) }
  }

  private func draw(_ item: CompletionItem, at index: Int, _ box: Rect, into frame: inout Frame, _ theme: Theme) {
    let isSelected = top + index == selected
    let line = Rect(x: box.x + 1, y: box.y + 1 + index, width: box.width - 2, height: 1)
    let style = theme[isSelected ? .popupSelected : .popup]
    frame.fill(line, style: style)
    let note = Self.note(item)
    let noteWidth = min(noteWidth, DisplayWidth.of(note))
    let room = max(0, line.width - noteWidth - 3)
    let isWhole = DisplayWidth.of(item.label) <= room
    let end = frame.write(item.label, x: line.x + 1, y: line.y, maxWidth: isWhole ? room : room - 1, style: style)
    if !isWhole { frame.write("…", x: line.x + 1 + end, y: line.y, maxWidth: 1, style: style) }
    frame.write(
      note, x: line.maxX - noteWidth - 1, y: line.y, maxWidth: noteWidth,
      style: isSelected ? style : theme[.popupKind])
  }

  private func drawDocumentation(in box: Rect, into frame: inout Frame, _ theme: Theme) {
    frame.box(box, style: theme[.popupKind], title: "", titleStyle: theme[.popupKind])
    let inner = box.inset(by: 1)
    frame.fill(inner, style: theme[.popup])
    let lines = documentation?.folded(to: inner.width - 2) ?? []
    for (index, line) in lines.prefix(inner.height).enumerated() {
      let isLast = index == inner.height - 1 && lines.count > inner.height
      frame.write(
        isLast ? "…" : line.text, x: inner.x + 1, y: inner.y + index, maxWidth: inner.width - 2,
        style: theme[line.isHeading ? .popupMatch : .popup])
    }
  }
}

extension SignatureHelp {
  /// Draws it in one line above the cursor, or below it where there is none above; never over the cursor's own line.
  func draw(into frame: inout Frame, cursor: Point, isListBelow: Bool, theme: Theme) {
    let note = others > 0 ? "  +\(others)" : ""
    let width = min(frame.size.width, DisplayWidth.of(text) + DisplayWidth.of(note) + 2)
    let y = cursor.y > 1 && isListBelow ? cursor.y - 1 : cursor.y + 1
    guard y < frame.size.height - 1, width >= 8 else { return }
    let x = max(0, min(cursor.x - 1, frame.size.width - width))
    frame.fill(Rect(x: x, y: y, width: width, height: 1), style: theme[.popup])
    let bytes = Array(text.utf8)
    var place = x + 1
    for (range, style) in [
      (0..<current.lowerBound, theme[.popup]), (current, theme[.popupMatch]),
      (current.upperBound..<bytes.count, theme[.popup]),
    ] {
      let part = String(decoding: bytes[range], as: UTF8.self)
      place += frame.write(part, x: place, y: y, maxWidth: max(0, x + width - place - 1), style: style)
    }
    frame.write(note, x: place, y: y, maxWidth: max(0, x + width - place), style: theme[.popupKind])
  }
}
