import Database
import TextUI

/// How one cell stands in the grid, so that nothing looks like something else: NULL, no text at all, and nothing but white space are told
/// apart by marks, a text that reads like a mark stands in quotes, and one that is cut ends in `…`.
enum CellLook {
  static let null = "NULL"
  static let empty = "''"

  /// Columns of the screen that a cell takes; counting ends once `limit` is passed.
  static func width(_ cell: UnsafeRawBufferPointer?, limit: Int) -> Int {
    guard let cell else { return null.utf8.count }
    if cell.isEmpty { return empty.utf8.count }
    return DisplayWidth.of(utf8: cell, limit: limit) + (isMimic(cell) ? 2 : 0)
  }

  /// Whether the text reads like the mark of NULL or of the empty text: it is shown in quotes. One that has quotes of its own around it gets
  /// others, or it would look like one of those.
  static func isMimic(_ cell: UnsafeRawBufferPointer) -> Bool {
    // Longer ones are cut where a column ends.
    guard cell.first == 0x27 || cell.first == 0x4E, cell.count <= 256 else { return false }
    let opening = cell.prefix { $0 == 0x27 }.count
    if opening == cell.count { return true }
    let inner = cell.dropFirst(opening).prefix { $0 != 0x27 }
    return inner.elementsEqual(null.utf8) && cell.count == inner.count + 2 * opening
      && cell.suffix(opening).allSatisfy { $0 == 0x27 }
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
    if isMimic(cell) { return drawQuoted(cell, into: &frame, x: x, y: y, width: width, styles: styles) }
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

  private static func drawQuoted(
    _ cell: UnsafeRawBufferPointer, into frame: inout Frame, x: Int, y: Int, width: Int, styles: Styles
  ) {
    let text = String(decoding: cell.prefix(width), as: UTF8.self)
    var used = frame.write("'", x: x, y: y, maxWidth: width, style: styles.mark)
    used += frame.write(text, x: x + used, y: y, maxWidth: width - used, style: styles.text)
    let isCut = cell.count + 2 > width
    frame.write(isCut ? "…" : "'", x: isCut ? x + width - 1 : x + used, y: y, maxWidth: 1, style: styles.mark)
  }

  /// A dot for each space, the usual marks for the rest.
  private static func drawBlank(
    _ cell: UnsafeRawBufferPointer, into frame: inout Frame, x: Int, y: Int, width: Int, style: Style
  ) {
    let text = cell.prefix(width).map { $0 == 0x20 ? "·" : Character(Unicode.Scalar($0)) }
    frame.write(String(text), x: x, y: y, maxWidth: width, style: style)
  }
}
