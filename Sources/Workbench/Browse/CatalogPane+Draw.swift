import Database
package import TextUI

extension CatalogPane {
  /// `emptyText` says why there is no catalog yet.
  package func draw(into frame: inout Frame, rect: Rect, theme: Theme, focused: Bool, emptyText: String) {
    frame.fill(rect, style: theme[.treeItem])
    guard catalog != nil else {
      frame.write(emptyText, x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: theme[.dim])
      return
    }
    for line in 0..<rect.height where top + line < rows.count {
      draw(rows[top + line], isSelected: focused && top + line == selected, into: &frame, rect, y: rect.y + line, theme)
    }
  }

  private func draw(
    _ row: Row, isSelected: Bool, into frame: inout Frame, _ rect: Rect, y: Int, _ theme: Theme
  ) {
    let style = theme[isSelected ? .treeSelected : .treeItem]
    let detailStyle = isSelected ? style : theme[.treeKind]
    if isSelected { frame.fill(Rect(x: rect.x, y: y, width: rect.width, height: 1), style: style) }
    let arrow = row.isOpen.map { $0 ? "▾ " : "▸ " } ?? ""
    let indent = row.depth * 2
    let label = String(repeating: " ", count: indent) + arrow + row.label
    let used = frame.write(label, x: rect.x, y: y, maxWidth: rect.width, style: style)
    let room = rect.width - used - 2
    let wanted = DisplayWidth.of(row.detail)
    guard room >= 3, wanted > 0 else { return }
    // Counts line up on the right; types follow the names.
    let x = row.depth < 2 && wanted <= room ? rect.maxX - wanted : rect.x + used + 2
    frame.write(row.detail, x: x, y: y, maxWidth: rect.maxX - x, style: detailStyle)
  }
}
