import Database
import TextUI

extension CellViewer {
  func draw(into frame: inout Frame, rect: Rect, theme: Theme) {
    guard let document else {
      frame.write("laying it out …", x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: theme[.popupKind])
      return
    }
    for (row, index) in linesInSight.enumerated() {
      let place = Rect(x: rect.x, y: rect.y + row, width: rect.width, height: 1)
      let isCursor = index == line
      if isCursor { frame.fill(place, style: theme[.popupSelected]) }
      switch document.body {
      case .lines(let lines): draw(lines[index], index, document, into: &frame, place, theme, isCursor: isCursor)
      case .text(let starts): drawText(starts, index, document, into: &frame, place, theme, isCursor: isCursor)
      case .hex: drawHex(index, document, into: &frame, place, theme, isCursor: isCursor)
      }
    }
  }

  private func style(_ role: Theme.Role, _ theme: Theme, isCursor: Bool) -> Style {
    if isCursor { return theme[.popupSelected] }
    var style = theme[role]
    style.background = theme[.popup].background
    return style
  }

  private static func role(_ kind: CellDocument.Line.Kind) -> Theme.Role {
    switch kind {
    case .string: .string
    case .number: .number
    case .word: .keyword
    case .name: .identifier
    case .open, .close: .symbol
    case .text: .popup
    }
  }

  private func draw(
    _ line: CellDocument.Line, _ index: Int, _ document: CellDocument, into frame: inout Frame, _ rect: Rect,
    _ theme: Theme, isCursor: Bool
  ) {
    var x = rect.x + min(Int(line.depth) * 2, max(0, rect.width - 20))
    func put(_ text: String, _ role: Theme.Role) {
      x += frame.write(text, x: x, y: rect.y, maxWidth: rect.maxX - x, style: style(role, theme, isCursor: isCursor))
    }
    put(line.isFoldable ? (isFolded(index) ? "▸ " : "▾ ") : "  ", .popupKind)
    if !line.key.isEmpty {
      write(document[line.key], .type, into: &frame, &x, rect, theme, isCursor)
      put(": ", .popupKind)
    } else if line.depth > 0, line.kind != .close, document.form != .xml {
      put("\(document.form == .json ? Int(line.place) : Int(line.place) + 1)  ", .popupKind)
    }
    if line.kind == .text, document.form != .xml {
      drawMember(document[line.value], into: &frame, &x, rect, theme, isCursor)
    } else {
      write(document[line.value], Self.role(line.kind), into: &frame, &x, rect, theme, isCursor)
    }
    if line.isFoldable {
      let members = "\(grouped(Int(line.count))) \(line.count == 1 ? "member" : "members")"
      put(isFolded(index) ? " …  \(members)" : "  \(members)", .popupKind)
    }
  }

  /// A text in an array or a composite: none at all, white space and the word NULL have marks, as nothing may look like something else.
  private func drawMember(
    _ text: UnsafeRawBufferPointer, into frame: inout Frame, _ x: inout Int, _ rect: Rect, _ theme: Theme,
    _ isCursor: Bool
  ) {
    let room = rect.maxX - x
    guard room > 0 else { return }
    if text.elementsEqual(CellLook.null.utf8) {
      frame.write("\"NULL\"", x: x, y: rect.y, maxWidth: room, style: style(.popup, theme, isCursor: isCursor))
    } else if text.isEmpty || CellLook.isBlank(text) {
      let styles = CellLook.Styles { style($0, theme, isCursor: isCursor) }
      CellLook.draw(text, isRight: false, into: &frame, x: x, y: rect.y, width: room, styles: styles)
    } else {
      write(text, .popup, into: &frame, &x, rect, theme, isCursor)
    }
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, _ role: Theme.Role, into frame: inout Frame, _ x: inout Int, _ rect: Rect,
    _ theme: Theme, _ isCursor: Bool
  ) {
    let room = rect.maxX - x
    guard room > 0 else { return }
    let style = style(role, theme, isCursor: isCursor)
    let isCut = DisplayWidth.of(utf8: bytes, limit: room) > room
    x += frame.write(
      utf8: bytes, x: x, y: rect.y, maxWidth: isCut ? room - 1 : room, style: style,
      markStyle: self.style(.gridMark, theme, isCursor: isCursor))
    if isCut { frame.write("…", x: rect.maxX - 1, y: rect.y, maxWidth: 1, style: style) }
  }

  private func drawText(
    _ starts: [UInt32], _ index: Int, _ document: CellDocument, into frame: inout Frame, _ rect: Rect, _ theme: Theme,
    isCursor: Bool
  ) {
    let all = document.bytes.bytes
    let start = Int(starts[index])
    var end = index + 1 < starts.count ? Int(starts[index + 1]) : all.count
    if end > start, all[end - 1] == 0x0A { end -= 1 }
    frame.write(
      utf8: UnsafeRawBufferPointer(rebasing: all[start..<end]), x: rect.x, y: rect.y, maxWidth: rect.width,
      style: style(.popup, theme, isCursor: isCursor), markStyle: style(.gridMark, theme, isCursor: isCursor))
  }

  /// `00000010  de ad be ef …  |....|`
  private func drawHex(
    _ index: Int, _ document: CellDocument, into frame: inout Frame, _ rect: Rect, _ theme: Theme, isCursor: Bool
  ) {
    let start = index * CellDocument.hexBytes
    let bytes = (start..<max(start, min(start + CellDocument.hexBytes, document.hexLength))).map(document.byte)
    let offset = Self.hex(start, digits: 8)
    var x = rect.x
    func put(_ text: String, _ role: Theme.Role) {
      x += frame.write(text, x: x, y: rect.y, maxWidth: rect.maxX - x, style: style(role, theme, isCursor: isCursor))
    }
    put(offset + "  ", .popupKind)
    for place in 0..<CellDocument.hexBytes {
      put(place < bytes.count ? Self.hex(Int(bytes[place]), digits: 2) : "  ", .number)
      put(place == 7 ? "  " : " ", .popup)
    }
    let letters = bytes.map { $0 >= 0x20 && $0 < 0x7F ? Character(Unicode.Scalar($0)) : "·" }
    put(" " + String(letters), .string)
  }

  private static func hex(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
