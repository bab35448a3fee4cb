/// A whole screen as a value. Whatever is written into it is made harmless first: see `Glyph`.
package struct Frame: Sendable {
  package let size: Size
  /// Row by row.
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil hides it.
  package var cursor: Point?

  package init(size: Size, style: Style) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    cells = Array(repeating: Cell(style: style), count: self.size.width * self.size.height)
  }

  package subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

  /// Draws text on one line, at most `maxWidth` columns of it, and returns the columns used.
  @discardableResult
  package mutating func write(_ text: String, x: Int, y: Int, maxWidth: Int, style: Style) -> Int {
    var text = text
    return text.withUTF8 {
      write(utf8: UnsafeRawBufferPointer($0), x: x, y: y, maxWidth: maxWidth, style: style, markStyle: style)
    }
  }

  @discardableResult
  package mutating func write(_ text: Substring, x: Int, y: Int, maxWidth: Int, style: Style) -> Int {
    write(String(text), x: x, y: y, maxWidth: maxWidth, style: style)
  }

  /// Draws text on one line like `write`; what has no room for all of it ends in `…`.
  @discardableResult
  package mutating func write(
    shortening text: String, x: Int, y: Int, maxWidth: Int, style: Style
  ) -> Int {
    if maxWidth <= 0 || DisplayWidth.of(text) <= maxWidth {
      return write(text, x: x, y: y, maxWidth: maxWidth, style: style)
    }
    let used = write(text, x: x, y: y, maxWidth: maxWidth - 1, style: style)
    return used + write("…", x: x + used, y: y, maxWidth: 1, style: style)
  }

  /// Draws bytes that should be UTF-8; what had to be replaced by a mark is drawn in `markStyle`.
  @discardableResult
  package mutating func write(
    utf8 bytes: UnsafeRawBufferPointer, x: Int, y: Int, maxWidth: Int, style: Style, markStyle: Style
  ) -> Int {
    var pen = Pen(x: x, y: y, limit: maxWidth)
    var index = 0
    putPlain(bytes, &index, &pen, style)
    while index < bytes.count {
      let start = index
      let scalar = UTF8Reader.next(bytes, &index)
      let isBroken = scalar == UTF8Reader.invalid && index == start + 1
      guard put(scalar, &pen, isBroken ? markStyle : style, markStyle) else { break }
      putPlain(bytes, &index, &pen, style)
    }
    return pen.used
  }

  package mutating func fill(_ rect: Rect, style: Style, scalar: Unicode.Scalar = " ") {
    let cell = Cell(scalar: scalar.value, style: style)
    let columns = max(0, rect.x)..<max(0, rect.x, min(rect.maxX, size.width))
    guard !columns.isEmpty else { return }
    for y in max(0, rect.y)..<max(0, rect.y, min(rect.maxY, size.height)) {
      separate(columns.lowerBound, y)
      separate(columns.upperBound - 1, y)
      let start = y * size.width + columns.lowerBound
      cells.withUnsafeMutableBufferPointer { $0[start..<start + columns.count].update(repeating: cell) }
    }
  }

  /// Draws a character of ASCII that is no control; nothing where the frame does not reach.
  package mutating func put(ascii byte: UInt8, x: Int, y: Int, style: Style) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    separate(x, y)
    cells[y * size.width + x] = Cell(scalar: UInt32(byte), style: style)
  }

  /// Changes the style of cells and keeps their characters.
  package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    for y in max(0, rect.y)..<max(0, rect.y, min(rect.maxY, size.height)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(rect.maxX, size.width)) {
        change(&cells[y * size.width + x].style)
      }
    }
  }

  /// A border along the edge of `rect`, with a title in its top line; the inside is filled with spaces.
  package mutating func box(_ rect: Rect, style: Style, title: String, titleStyle: Style) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    fill(rect, style: style)
    let right = rect.maxX - 1
    let bottom = rect.maxY - 1
    fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), style: style, scalar: "─")
    fill(Rect(x: rect.x, y: bottom, width: rect.width, height: 1), style: style, scalar: "─")
    fill(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), style: style, scalar: "│")
    fill(Rect(x: right, y: rect.y, width: 1, height: rect.height), style: style, scalar: "│")
    for (corner, x, y) in [("┌", rect.x, rect.y), ("┐", right, rect.y), ("└", rect.x, bottom), ("┘", right, bottom)] {
      write(corner, x: x, y: y, maxWidth: 1, style: style)
    }
    write(title, x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: titleStyle)
  }

  private struct Pen {
    var x: Int
    var y: Int
    var limit: Int
    var used = 0
  }

  /// Places one scalar; false once the line is full.
  private mutating func put(_ scalar: Unicode.Scalar, _ pen: inout Pen, _ style: Style, _ markStyle: Style) -> Bool {
    guard pen.y >= 0, pen.y < size.height, !Glyph.isDropped(scalar) else { return pen.used < pen.limit }
    let shown = Glyph.shown(scalar)
    let width = DisplayWidth.of(shown)
    if width == 0 {
      combine(shown, &pen)
      return true
    }
    guard pen.used + width <= pen.limit, pen.x + width <= size.width else { return false }
    if pen.x >= 0 {
      separate(pen.x, pen.y)
      separate(pen.x + width - 1, pen.y)
      let index = pen.y * size.width + pen.x
      cells[index] = Cell(scalar: shown.value, style: shown == scalar ? style : markStyle)
      if width == 2 { cells[index + 1] = Cell(scalar: 0, style: style) }
    }
    pen.x += width
    pen.used += width
    return true
  }

  /// Places the printable ASCII characters from `index` on, as far as there is room.
  private mutating func putPlain(
    _ bytes: UnsafeRawBufferPointer, _ index: inout Int, _ pen: inout Pen, _ style: Style
  ) {
    guard pen.x >= 0, pen.y >= 0, pen.y < size.height else { return }
    let room = min(pen.limit - pen.used, size.width - pen.x, bytes.count - index)
    var count = 0
    while count < room, bytes[index + count] >= 0x20, bytes[index + count] < 0x7F { count += 1 }
    guard count > 0 else { return }
    separate(pen.x, pen.y)
    separate(pen.x + count - 1, pen.y)
    let first = pen.y * size.width + pen.x
    for offset in 0..<count {
      cells[first + offset] = Cell(scalar: UInt32(bytes[index + offset]), style: style)
    }
    index += count
    pen.x += count
    pen.used += count
  }

  /// Puts a combining mark on the character before the pen; more than two on one character are dropped.
  private mutating func combine(_ mark: Unicode.Scalar, _ pen: inout Pen) {
    guard pen.used > 0, pen.x > 0, pen.x <= size.width else { return }
    var index = pen.y * size.width + pen.x - 1
    if cells[index].scalar == 0, pen.x > 1 { index -= 1 }
    if cells[index].mark1 == 0 {
      cells[index].mark1 = mark.value
    } else if cells[index].mark2 == 0 {
      cells[index].mark2 = mark.value
    }
  }

  /// Half of a wide character cannot stay when its other half is written over.
  private mutating func separate(_ x: Int, _ y: Int) {
    let index = y * size.width + x
    if cells[index].scalar == 0, x > 0 {
      cells[index - 1] = Cell(style: cells[index - 1].style)
      cells[index] = Cell(style: cells[index].style)
    } else if x + 1 < size.width, cells[index + 1].scalar == 0 {
      cells[index + 1] = Cell(style: cells[index + 1].style)
    }
  }
}
