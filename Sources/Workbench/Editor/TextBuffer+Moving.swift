import SQLText
import TextUI

/// Where the cursor can go. Each gives the offset; the pane decides whether the selection goes along.
extension TextBuffer {
  /// Columns that a tab fills up to.
  static let tabWidth = 4
  /// Columns that a level of indent takes.
  static let indentWidth = 2

  /// The place before a character, its combining marks included; a line feed carries no marks.
  func before(_ offset: Int) -> Int {
    var place = offset
    while place > 0 {
      place = graphemeStart(endingAt: place) ?? start(ofScalarEndingAt: place)
      if place == 0 || bytes[place - 1] == 0x0A || width(at: place) > 0 { break }
    }
    return place
  }

  /// The place behind a character, its combining marks included.
  func after(_ offset: Int) -> Int {
    guard offset < bytes.count else { return offset }
    guard bytes[offset] != 0x0A else { return offset + 1 }
    var place = graphemeEnd(from: offset) ?? end(ofScalarAt: offset)
    while place < bytes.count, bytes[place] >= 0x80, width(at: place) == 0 { place = end(ofScalarAt: place) }
    return place
  }

  /// Scalars that are looked at for one character; longer ones are taken apart.
  private static let graphemeWindow = 256

  /// The end of the character as people see it: families, flags and skin tones are one. Nil where plain rules do.
  private func graphemeEnd(from offset: Int) -> Int? {
    let next = offset + 1
    if bytes[offset] < 0x80, next >= bytes.count || bytes[next] < 0x80 { return next }
    var scalars = String.UnicodeScalarView()
    var place = offset
    while place < bytes.count, scalars.count < Self.graphemeWindow, let (scalar, end) = valid(at: place), scalar != "\n"
    {
      scalars.append(scalar)
      place = end
      // Plain characters end what came before them.
      if scalar.isASCII, scalars.count > 1 { break }
    }
    return String(scalars).first.map { offset + $0.utf8.count }
  }

  private func graphemeStart(endingAt offset: Int) -> Int? {
    guard offset > 0 else { return 0 }
    if bytes[offset - 1] < 0x80, offset == 1 || bytes[offset - 2] < 0x80 { return offset - 1 }
    var scalars: [Unicode.Scalar] = []
    var place = offset
    while place > 0, scalars.count < Self.graphemeWindow {
      let start = start(ofScalarEndingAt: place)
      guard let (scalar, end) = valid(at: start), end == place, scalar != "\n" else { break }
      scalars.append(scalar)
      place = start
      if scalar.isASCII, scalars.count > 1 { break }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.reversed())
    return String(text).last.map { offset - $0.utf8.count }
  }

  /// The scalar of the bytes at a place, nil when they are none.
  private func valid(at offset: Int) -> (Unicode.Scalar, end: Int)? {
    let (scalar, end) = decoded(at: offset)
    let length = UTF8.width(scalar)
    return length == end - offset && (scalar != UTF8Reader.invalid || length == 3 && bytes[offset] == 0xEF)
      ? (scalar, end) : nil
  }

  /// Bytes that belong to no valid sequence are characters of their own, as they are for reading forward.
  private func start(ofScalarEndingAt end: Int) -> Int {
    let lead = (max(0, end - 4)..<end).last { bytes[$0] & 0xC0 != 0x80 }
    if let lead, self.end(ofScalarAt: lead) == end { return lead }
    return end - 1
  }

  private func decoded(at offset: Int) -> (Unicode.Scalar, end: Int) {
    bytes.withBytes(offset..<min(bytes.count, offset + 4)) { bytes in
      var length = 0
      return (UTF8Reader.next(UnsafeRawBufferPointer(bytes), &length), offset + length)
    }
  }

  private func end(ofScalarAt offset: Int) -> Int { decoded(at: offset).end }

  private func width(at offset: Int) -> Int {
    Self.width(of: decoded(at: offset).0)
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    Glyph.isDropped(scalar) ? 0 : DisplayWidth.of(Glyph.shown(scalar))
  }

  /// The columns of all scalars of a character: terminals that know no families draw their members side by side.
  private func width(of range: Range<Int>) -> Int {
    var place = range.lowerBound
    var width = 0
    while place < range.upperBound {
      width += self.width(at: place)
      place = end(ofScalarAt: place)
    }
    return width
  }

  /// Screen columns from the start of its line to the offset.
  func column(of offset: Int) -> Int {
    let start = lineStarts[line(at: offset)]
    return bytes.withBytes(start..<min(bytes.count, offset + 3)) { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      var place = 0
      var column = 0
      while place < offset - start {
        let scalar = UTF8Reader.next(bytes, &place)
        column += scalar == "\t" ? Self.tabWidth - column % Self.tabWidth : Self.width(of: scalar)
      }
      return column
    }
  }

  /// The offset on a line that is nearest to a column without passing it.
  func offset(line: Int, column wanted: Int) -> Int {
    let range = range(ofLine: line)
    var place = range.lowerBound
    var column = 0
    while place < range.upperBound {
      let next = after(place)
      let width = bytes[place] == 0x09 ? Self.tabWidth - column % Self.tabWidth : width(of: place..<next)
      if column + width > wanted { break }
      column += width
      place = next
    }
    return place
  }

  /// Lines up or down, keeping to the column where the moves began.
  mutating func vertical(_ lines: Int) -> Int {
    let column = goalColumn ?? self.column(of: cursor)
    goalColumn = column
    guard let target = shownLine(lines, from: line(at: cursor)) else { return lines < 0 ? 0 : bytes.count }
    return offset(line: target, column: column)
  }

  func wordLeft(_ offset: Int) -> Int {
    var place = offset
    while place > 0, !Self.isWordByte(bytes[place - 1]) { place -= 1 }
    while place > 0, Self.isWordByte(bytes[place - 1]) { place -= 1 }
    return place
  }

  func wordRight(_ offset: Int) -> Int {
    var place = offset
    while place < bytes.count, !Self.isWordByte(bytes[place]) { place += 1 }
    while place < bytes.count, Self.isWordByte(bytes[place]) { place += 1 }
    return place
  }

  /// The first character of the line that is not space, or the line's start when the cursor is there already.
  func smartLineStart(_ offset: Int) -> Int {
    let range = range(ofLine: line(at: offset))
    let text = range.first { bytes[$0] != 0x20 && bytes[$0] != 0x09 } ?? range.upperBound
    return offset == text ? range.lowerBound : text
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte >= 0x80
  }

  /// The bracket at or before the cursor and its partner; strings and comments do not count.
  var bracketPair: (Int, Int)? {
    for place in [cursor, cursor - 1] where place >= 0 && place < bytes.count {
      let index = sql.index(at: place)
      guard index < sql.tokens.count, sql.tokens[index].start == place else { continue }
      let step: Int
      switch sql.tokens[index].kind {
      case .leftParen, .leftBracket: step = 1
      case .rightParen, .rightBracket: step = -1
      default: continue
      }
      if let partner = partner(of: index, step: step) { return (place, partner) }
    }
    return nil
  }

  private func partner(of start: Int, step: Int) -> Int? {
    var depth = 0
    var index = start
    // Far partners are off the screen anyway.
    while sql.tokens.indices.contains(index), abs(index - start) < 20_000 {
      switch sql.tokens[index].kind {
      case .leftParen, .leftBracket: depth += step
      case .rightParen, .rightBracket: depth -= step
      case .semicolon: return nil
      default: break
      }
      if depth == 0 { return sql.tokens[index].start }
      index += step
    }
    return nil
  }

  /// The statement that running would take.
  var currentStatement: Range<Int>? { sql.statement(at: cursor, in: bytes) }
}
