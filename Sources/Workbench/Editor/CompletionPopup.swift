import TextUI

/// The list of completions below the cursor.
package struct CompletionPopup: Sendable {
  var completion: Completion
  var selected = 0
  private var top = 0

  /// Rows in sight.
  static let height = 10

  init(_ completion: Completion) { self.completion = completion }

  var item: CompletionItem? {
    completion.items.indices.contains(selected) ? completion.items[selected] : nil
  }

  mutating func move(by step: Int) {
    let count = completion.items.count
    guard count > 0 else { return }
    let target = selected + step
    selected = abs(step) == 1 ? (target + count) % count : min(max(0, target), count - 1)
    top = min(max(top, selected - Self.height + 1), selected)
  }

  /// Draws it under `cursor`, or above when there is more room; `start` is the column of what would be replaced.
  func draw(into frame: inout Frame, cursor: Point, start: Int, theme: Theme) {
    let rows = completion.items.dropFirst(top).prefix(Self.height)
    let labels = rows.map { min(60, DisplayWidth.of($0.label)) }.max() ?? 0
    let details = rows.map { min(30, DisplayWidth.of(Self.note($0))) }.max() ?? 0
    let width = min(frame.size.width, labels + details + 6)
    let below = frame.size.height - cursor.y - 2
    let height = min(rows.count + 2, max(below, cursor.y - 1))
    guard height >= 3, width >= 12 else { return }
    let y = below >= rows.count + 2 || below >= cursor.y - 1 ? cursor.y + 1 : cursor.y - height
    let box = Rect(x: max(0, min(start - 2, frame.size.width - width)), y: y, width: width, height: height)
    frame.box(box, style: theme[.popupKind], title: "", titleStyle: theme[.popupKind])
    for (index, item) in rows.prefix(height - 2).enumerated() {
      let isSelected = top + index == selected
      let line = Rect(x: box.x + 1, y: box.y + 1 + index, width: width - 2, height: 1)
      let style = theme[isSelected ? .popupSelected : .popup]
      frame.fill(line, style: style)
      let note = Self.note(item)
      let noteWidth = min(30, DisplayWidth.of(note))
      frame.write(item.label, x: line.x + 1, y: line.y, maxWidth: line.width - noteWidth - 3, style: style)
      frame.write(
        note, x: line.maxX - noteWidth - 1, y: line.y, maxWidth: noteWidth,
        style: isSelected ? style : theme[.popupKind])
    }
    if completion.items.count > height - 2 {
      let place = " \(selected + 1)/\(completion.items.count) "
      frame.write(
        place, x: box.maxX - DisplayWidth.of(place) - 1, y: box.maxY - 1, maxWidth: width - 2, style: theme[.popupKind])
    }
  }

  private static func note(_ item: CompletionItem) -> String {
    item.detail.isEmpty ? item.kind.rawValue : "\(item.detail) · \(item.kind.rawValue)"
  }
}
