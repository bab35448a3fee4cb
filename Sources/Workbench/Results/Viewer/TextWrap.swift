import TextUI

/// Cuts text into lines of the screen: at line feeds and between words, or wide characters; a word that is longer than a line is cut where the
/// line ends. Spaces that have no room hang beyond the edge.
struct TextWrap {
  private let width: Int
  private var starts: [UInt32] = [0]
  private var columns = 0
  /// Where the line may end, and the columns up to there.
  private var gap: (offset: Int, columns: Int)?

  /// Where the lines begin.
  static func starts(of bytes: UnsafeRawBufferPointer, width: Int) -> [UInt32] {
    var wrap = TextWrap(width: max(2, width))
    wrap.read(bytes)
    return wrap.starts
  }

  /// The text in at most so many lines of the screen; the last one of a longer text ends in `…`, wherever it is drawn with `shortening`.
  static func lines(of text: String, width: Int, atMost count: Int) -> [String] {
    // No character of the screen takes more bytes than that, but for its marks.
    let bytes = Array(text.utf8.lazy.filter { $0 != 0x0D }.prefix(8 * max(2, width) * count))
    let starts = bytes.withUnsafeBytes { Self.starts(of: $0, width: width).map(Int.init) }
    var lines = zip(starts, starts.dropFirst() + [bytes.count]).prefix(count).map { start, end in
      // A space that hangs beyond the edge is no part of what is cut.
      let isHanging = end > start && (bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A)
      return String(decoding: bytes[start..<(isHanging ? end - 1 : end)], as: UTF8.self)
    }
    if count > 0, starts.count > count {
      lines[count - 1] = String(decoding: bytes[starts[count - 1]...].prefix { $0 != 0x0A }, as: UTF8.self) + "…"
    }
    return lines
  }

  private init(width: Int) { self.width = width }

  private mutating func read(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    var isJoined = false
    var followsWide = false
    while index < bytes.count {
      let start = index
      if bytes[index] == 0x0A {
        index += 1
        beginLine(at: index)
        continue
      }
      if bytes[index] == 0x20 || bytes[index] == 0x09 {
        index += 1
        columns += 1
        gap = (index, columns)
        continue
      }
      let wide = Self.next(bytes, &index)
      if wide == 2 || followsWide, wide > 0, !isJoined { gap = (start, columns) }
      place(start, wide)
      if wide > 0 { followsWide = wide == 2 }
      isJoined = bytes[start..<index].elementsEqual(Self.joiner)
    }
  }

  private mutating func place(_ start: Int, _ wide: Int) {
    if columns + wide > width, wide > 0 {
      let columnsBehind = gap.map { columns - $0.columns } ?? 0
      if let gap, gap.columns > 0, columnsBehind + wide <= width {
        beginLine(at: gap.offset)
        columns = columnsBehind
      } else {
        beginLine(at: start)
      }
    }
    columns += wide
  }

  private mutating func beginLine(at offset: Int) {
    starts.append(UInt32(offset))
    columns = 0
    gap = nil
  }

  // MARK: Characters

  private static let joiner: [UInt8] = [0xE2, 0x80, 0x8D]
  private static let flagLetters: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF

  /// Columns of the next scalar, or of the two that make a flag.
  private static func next(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Int {
    if bytes[index] < 0x80 {
      index += 1
      return 1
    }
    let scalar = UTF8Reader.next(bytes, &index)
    if Glyph.isDropped(scalar) { return 0 }
    let columns = DisplayWidth.of(Glyph.shown(scalar))
    guard flagLetters.contains(scalar.value), index < bytes.count, bytes[index] >= 0x80 else { return columns }
    var behind = index
    let second = UTF8Reader.next(bytes, &behind)
    guard flagLetters.contains(second.value) else { return columns }
    index = behind
    return columns + DisplayWidth.of(second)
  }
}
