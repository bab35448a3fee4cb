import TestSupport
import Testing
import TextUI

struct FrameTests {
  private static let pieces = [
    "a", "語", "é", "e\u{301}", "\u{1F600}", "\u{1B}[31m", "\u{9B}31m", "\u{202E}", "\u{200B}", "\u{200D}", "\u{7}",
    "\r",
    "\n", "\t", "\u{0}", "\u{7F}", "\u{AD}", "\u{FEFF}", "\u{2028}", "\u{301}\u{302}\u{303}",
  ]

  private func text(_ frame: Frame, _ y: Int) -> String {
    var text = String.UnicodeScalarView()
    for x in 0..<frame.size.width where frame[x, y].scalar != 0 {
      text.append(Unicode.Scalar(frame[x, y].scalar)!)
      for mark in [frame[x, y].mark1, frame[x, y].mark2] where mark != 0 { text.append(Unicode.Scalar(mark)!) }
    }
    return String(text)
  }

  /// Writes, fills and boxes at random places, some of them off the edges.
  private func scribble(_ frame: inout Frame, _ random: inout SeededGenerator) {
    let x = Int.random(in: -6...25, using: &random)
    let y = Int.random(in: -2...6, using: &random)
    let width = Int.random(in: -1...24, using: &random)
    let bytes = random.bytes(pieces: Self.pieces, count: Int.random(in: 0...12, using: &random))
    let style = Style()
    switch Int.random(in: 0..<4, using: &random) {
    case 0: frame.write(String(decoding: bytes, as: UTF8.self), x: x, y: y, maxWidth: width, style: style)
    case 1:
      bytes.withUnsafeBytes {
        _ = frame.write(utf8: $0, x: x, y: y, maxWidth: width, style: style, markStyle: style)
      }
    case 2: frame.fill(Rect(x: x, y: y, width: width / 3, height: 2), style: style)
    default:
      frame.box(
        Rect(x: x, y: y, width: width, height: 3), style: style, title: String(decoding: bytes, as: UTF8.self),
        titleStyle: style)
    }
  }

  @Test func `Rows are given in runs of one style, and told apart from others`() {
    var random = SeededGenerator(seed: 9)
    let styles = [Style(), Style(attributes: .bold), Style(foreground: .indexed(3)), Style(background: .rgb(1, 2, 3))]
    for _ in 0..<300 {
      var frame = Frame(size: Size(width: 20, height: 3), style: Style())
      for _ in 0..<4 {
        frame.write(
          ["plain", "語x", "e\u{301}é"].randomElement(using: &random)!, x: Int.random(in: -2...20, using: &random),
          y: Int.random(in: 0...2, using: &random), maxWidth: 9, style: styles.randomElement(using: &random)!)
      }
      for y in 0..<3 {
        var cells: [Cell] = []
        frame.forEachRun(inRow: y, width: 17) { style, run in
          #expect(run.allSatisfy { $0.style == style } && cells.last?.style != style)
          cells += run
        }
        #expect(cells == (0..<17).map { frame[$0, y] })
        #expect(frame.hasSameRow(y, as: frame))
        var other = frame
        other.restyle(Rect(x: 19, y: y, width: 1, height: 1)) { $0.attributes = .underline }
        #expect(!other.hasSameRow(y, as: frame))
      }
    }
  }

  @Test func `A text is drawn the same whole as scalar by scalar`() {
    var random = SeededGenerator(seed: 10)
    for _ in 0..<1000 {
      let text = String(decoding: random.bytes(pieces: Self.pieces + ["plain text"], count: 8), as: UTF8.self)
      let (x, y) = (Int.random(in: -6...25, using: &random), Int.random(in: -1...2, using: &random))
      let width = Int.random(in: -1...30, using: &random)
      var frames = [Frame(size: Size(width: 20, height: 2), style: Style())]
      frames[0].write("語語語語語語語語語語", x: x & 1, y: 1, maxWidth: 20, style: Style())
      frames.append(frames[0])
      let whole = frames[0].write(text, x: x, y: y, maxWidth: width, style: Style(attributes: .bold))
      let parts = frames[1].write(text[...], x: x, y: y, maxWidth: width, style: Style(attributes: .bold))
      #expect(whole == parts && frames[0].cells == frames[1].cells, "\(text.debugDescription) at \(x) \(y), \(width)")
      #expect(DisplayWidth.of(text) == DisplayWidth.of(text[...]))
    }
  }

  @Test func `No control or invisible character gets into a frame, whatever is written`() throws {
    var random = SeededGenerator(seed: 1)
    for round in 0..<300 {
      var frame = Frame(size: Size(width: 20, height: 5), style: Style())
      for _ in 0..<10 { scribble(&frame, &random) }
      for cell in frame.cells {
        for value in [cell.scalar, cell.mark1, cell.mark2] where value != 0 {
          let scalar = try #require(Unicode.Scalar(value))
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate:
            Issue.record("U+\(String(value, radix: 16)) in round \(round)")
          default: break
          }
        }
      }
    }
  }

  @Test func `A wide character always keeps both halves`() {
    var random = SeededGenerator(seed: 2)
    for round in 0..<1000 {
      var frame = Frame(size: Size(width: 20, height: 5), style: Style())
      for _ in 0..<10 { scribble(&frame, &random) }
      for y in 0..<5 {
        for x in 0..<20 {
          let scalar = frame[x, y].scalar
          let isWide = scalar != 0 && DisplayWidth.of(Unicode.Scalar(scalar)!) == 2
          let hasRight = x < 19 && frame[x + 1, y].scalar == 0
          if isWide != hasRight || (x == 0 && scalar == 0) {
            Issue.record("round \(round), \(x) \(y): \(text(frame, y))")
          }
        }
      }
    }
  }

  @Test func `Writing never uses more columns than it may and says how many it used`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<1000 {
      let bytes = random.bytes(pieces: Self.pieces, count: 10)
      let width = Int.random(in: 0...20, using: &random)
      var frame = Frame(size: Size(width: 40, height: 1), style: Style())
      frame.fill(Rect(frame.size), style: Style(), scalar: "#")
      let used = bytes.withUnsafeBytes {
        frame.write(utf8: $0, x: 5, y: 0, maxWidth: width, style: Style(), markStyle: Style())
      }
      #expect(used <= width)
      for x in Array(0..<5) + Array(5 + used..<40) where frame[x, 0].scalar != 0x23 { Issue.record("column \(x)") }
      let whole = bytes.withUnsafeBytes { DisplayWidth.of(utf8: $0, limit: 1000) }
      #expect(whole > width ? used >= width - 1 : used == whole)
    }
  }

  @Test(arguments: [
    ("a\u{1B}b", "a␛b"), ("a\tb", "a→b"), ("a\nb", "a↵b"), ("\u{7F}", "␡"), ("\u{9B}", "␦"), ("a\u{202E}b", "a␦b"),
    ("\u{FEFF}", "␦"), ("e\u{301}x", "e\u{301}x"), ("👨\u{200D}👩", "👨👩"), ("☂\u{FE0F}", "☂"), ("größe 日本", "größe 日本"),
  ]) func `Characters that would act on the terminal become marks`(written: String, shown: String) {
    var frame = Frame(size: Size(width: 12, height: 1), style: Style())
    let used = frame.write(written, x: 0, y: 0, maxWidth: 12, style: Style())
    let expected = shown + String(repeating: " ", count: 12 - used)
    #expect(text(frame, 0).unicodeScalars.elementsEqual(expected.unicodeScalars), "\(text(frame, 0))")
    #expect(used == DisplayWidth.of(written))
  }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 6, "日本語"), ("日本語", 4, "日…"), ("ab", 1, "…"), ("ab", 0, ""),
    ("", 2, ""),
  ]) func `What has no room for all of it ends in a mark`(written: String, width: Int, shown: String) {
    var frame = Frame(size: Size(width: 8, height: 1), style: Style())
    let used = frame.write(shortening: written, x: 0, y: 0, maxWidth: width, style: Style())
    #expect(used == DisplayWidth.of(shown))
    #expect(text(frame, 0) == shown + String(repeating: " ", count: 8 - used))
  }

  @Test func `Bytes that are no text are drawn as marks in their own style`() {
    var frame = Frame(size: Size(width: 6, height: 1), style: Style())
    let mark = Style(foreground: .indexed(1))
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x62, 0x1B]
    bytes.withUnsafeBytes {
      _ = frame.write(utf8: $0, x: 0, y: 0, maxWidth: 6, style: Style(), markStyle: mark)
    }
    #expect(text(frame, 0) == "a\u{FFFD}\u{FFFD}b␛ ")
    #expect(frame[0, 0].style == Style() && frame[1, 0].style == mark && frame[4, 0].style == mark)
  }

  @Test func `A wide character that would be cut is left out`() {
    var frame = Frame(size: Size(width: 3, height: 1), style: Style())
    #expect(frame.write("日本", x: 0, y: 0, maxWidth: 3, style: Style()) == 2)
    #expect(text(frame, 0) == "日 ")
  }

  @Test func `A box has its border and title and nothing inside`() {
    var frame = Frame(size: Size(width: 6, height: 3), style: Style())
    frame.fill(Rect(frame.size), style: Style(), scalar: "x")
    frame.box(Rect(x: 0, y: 0, width: 6, height: 3), style: Style(), title: "title", titleStyle: Style())
    #expect([0, 1, 2].map { text(frame, $0) } == ["┌titl┐", "│    │", "└────┘"])
  }

  @Test func `A style gives back the colours and attributes that it was made of`() {
    let colors: [Color] = [
      .terminalDefault, .indexed(0), .indexed(255), .rgb(0, 0, 0), .rgb(1, 2, 3), .rgb(255, 0, 255),
    ]
    for foreground in colors {
      for background in colors {
        var style = Style(foreground: foreground, background: background, attributes: [.bold, .reverse])
        #expect(style.foreground == foreground && style.background == background)
        #expect(style.attributes == [.bold, .reverse])
        style.foreground = background
        style.attributes.remove(.bold)
        #expect(style == Style(foreground: background, background: background, attributes: .reverse))
      }
    }
  }
}
