import Database
import TextUI

/// How one cell stands in the grid, so that nothing looks like something else: NULL, no text at all, and nothing but white space are told
/// apart by marks, and a text that is cut ends in `…`.
enum CellLook {
  static let null = "NULL"
  static let empty = "''"

  /// Columns of the screen that a cell takes; counting ends once `limit` is passed.
  static func width(_ cell: UnsafeRawBufferPointer?, limit: Int) -> Int {
    guard let cell else { return null.utf8.count }
    return cell.isEmpty ? empty.utf8.count : DisplayWidth.of(utf8: cell, limit: limit)
  }

  /// Whether the cell has white space only, so that it would look empty.
  static func isBlank(_ cell: UnsafeRawBufferPointer) -> Bool {
    cell.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  /// How the parts of a cell look where it stands.
  struct Styles {
    var text: Style
    /// NULL and the empty text.
    var null: Style
    /// What stands in place of something else.
    var mark: Style

    init(_ style: (Theme.Role) -> Style) {
      text = style(.gridCell)
      null = style(.gridNull)
      mark = style(.gridMark)
    }

    /// All of it in one style.
    init(all style: Style) { (text, null, mark) = (style, style, style) }
  }

  /// Draws a cell at `x`, `width` columns wide.
  static func draw(
    _ cell: UnsafeRawBufferPointer?, isRight: Bool, into frame: inout Frame, x: Int, y: Int, width: Int,
    styles: Styles
  ) {
    guard let cell, !cell.isEmpty else {
      let text = cell == nil ? null : empty
      let start = isRight ? x + max(0, width - text.utf8.count) : x
      frame.write(text, x: start, y: y, maxWidth: width, style: styles.null)
      return
    }
    let taken = DisplayWidth.of(utf8: cell, limit: width)
    let isCut = taken > width
    let start = isRight && !isCut ? x + width - taken : x
    if isBlank(cell) {
      drawBlank(cell, into: &frame, x: start, y: y, width: width, style: styles.mark)
    } else {
      frame.write(
        utf8: cell, x: start, y: y, maxWidth: isCut ? width - 1 : width, style: styles.text,
        markStyle: styles.mark)
    }
    if isCut { frame.write("…", x: x + width - 1, y: y, maxWidth: 1, style: styles.mark) }
  }

  /// A dot for each space, the usual marks for the rest.
  private static func drawBlank(
    _ cell: UnsafeRawBufferPointer, into frame: inout Frame, x: Int, y: Int, width: Int, style: Style
  ) {
    let text = cell.prefix(width).map { $0 == 0x20 ? "·" : Character(Unicode.Scalar($0)) }
    frame.write(String(text), x: x, y: y, maxWidth: width, style: style)
  }
}
