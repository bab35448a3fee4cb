import TestSupport
import Testing

@testable import Terminal

struct PenFilterTests {
  private static func filtered(_ filter: inout PenFilter, _ text: String) -> String {
    let bytes = Array(text.utf8).withUnsafeBufferPointer { filter.filter($0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `A letter in the colours of the last one costs a byte`() {
    var filter = PenFilter()
    let letter = "\u{1B}[38;5;188m\u{1B}[48;5;234ma\u{1B}[39;49m\u{1B}(B\u{1B}[m"
    #expect(Self.filtered(&filter, letter) == "\u{1B}[38;5;188;48;5;234ma")
    #expect(Self.filtered(&filter, letter) == "a")
    #expect(Self.filtered(&filter, "\u{1B}[C") == "\u{1B}[C")
    #expect(String(decoding: filter.reset(), as: UTF8.self) == "\u{1B}[39;49m")
    #expect(filter.reset().isEmpty)
  }

  @Test func `Attributes of Linux' console, which names its font with them, are kept`() {
    var filter = PenFilter()
    let line = "\u{1B}[0;10;7m bar\u{1B}[0;10;7;1m key\u{1B}(B\u{0F}\u{1B}[m"
    #expect(Self.filtered(&filter, line) == "\u{1B}[7m bar\u{1B}[1m key")
  }

  @Test func `What is not understood is passed on with all that adds to it`() {
    var filter = PenFilter()
    #expect(Self.filtered(&filter, "\u{1B}[31ma\u{1B}[53;4mb\u{1B}[1mc") == "\u{1B}[31ma\u{1B}[53;4mb\u{1B}[1mc")
    #expect(Self.filtered(&filter, "\u{1B}[0;32md").hasSuffix("\u{1B}[0;32md"))
    #expect(Self.filtered(&filter, "\u{1B}[32me") == "e")
  }

  @Test func `A blank is drawn by any pen of its background`() {
    var filter = PenFilter()
    #expect(Self.filtered(&filter, "\u{1B}[31;44ma\u{1B}[32;1m \u{1B}[31;22mb") == "\u{1B}[31;44ma b")
    #expect(Self.filtered(&filter, "\u{1B}[32m\u{1B}[5X\u{1B}[31mc") == "\u{1B}[5Xc")
    #expect(Self.filtered(&filter, "\u{1B}[32;4m c") == "\u{1B}[4;32m c")
    #expect(Self.filtered(&filter, "\u{1B}[24;31m d") == "\u{1B}[0;31;44m d")
    #expect(Self.filtered(&filter, "\u{1B}[32;42m \u{1B}[44;31md") == "\u{1B}[32;42m \u{1B}[31;44md")
  }

  private static let pieces = [
    "a", "bcd", "é", "漢", " ", "\r", "\u{8}", "\n", "\u{1B}[m", "\u{1B}(B\u{1B}[m", "\u{1B}[0;1m", "\u{1B}[1m",
    "\u{1B}[4;7m", "\u{1B}[22m", "\u{1B}[24;27m", "\u{1B}[31m", "\u{1B}[94;41m", "\u{1B}[38;5;188m",
    "\u{1B}[48;2;1;2;3m", "\u{1B}[48;5;234;3m", "\u{1B}[39;49m", "\u{1B}[39m", "\u{1B}[105m", "\u{1B}[K", "\u{1B}[1K",
    "\u{1B}[3X", "\u{1B}[2P", "\u{1B}[2@", "\u{1B}[L", "\u{1B}[M", "\u{1B}M", "\u{1B}[2S", "\u{1B}[3;9H", "\u{1B}[5d",
    "\u{1B}[C", "\u{1B}[2;6r", "\u{1B}[r", "\u{1B}[?25l", "\u{1B}[J", "\u{1B}[53m", "\u{1B}[0;10;7m", "\u{1B}[53;7m",
  ]

  /// What a cell looks like: a blank shows its background, and more only where something is drawn through it.
  private static func visible(_ screen: VirtualScreen, _ x: Int, _ y: Int) -> String {
    let look = screen.look(x: x, y: y)
    let isBlank = look.text.allSatisfy { $0 == " " } && !look.isUnderlined && !look.isReversed
    return isBlank ? "blank on \(String(describing: look.background)), \(look.width)" : "\(look)"
  }

  @Test(arguments: UInt64(0)..<40) func `The screen is the one that all bytes would have made`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var filter = PenFilter()
    let (whole, short) = (VirtualScreen(columns: 30, rows: 8), VirtualScreen(columns: 30, rows: 8))
    for _ in 0..<12 {
      let bytes = (0..<40).flatMap { _ in Array(Self.pieces.randomElement(using: &random)!.utf8) }
      whole.feed(bytes)
      short.feed(bytes.withUnsafeBufferPointer { filter.filter($0) })
      #expect(whole.cursor == short.cursor)
      for y in 0..<8 { for x in 0..<30 { #expect(Self.visible(whole, x, y) == Self.visible(short, x, y)) } }
    }
    // What comes next is drawn alike, too.
    whole.feed(Array("\u{1B}[m!".utf8))
    short.feed(filter.reset() + Array("!".utf8))
    #expect(whole.text == short.text)
  }
}
