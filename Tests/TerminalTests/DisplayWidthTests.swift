import CNcurses
import Glibc
import Testing
import TextUI

/// The frame's columns have to be those ncurses counts, or everything right of such a character is displaced.
struct DisplayWidthTests {
  @Test func `Characters are as wide as the C library says, for all it knows`() throws {
    try #require(setlocale(LC_CTYPE, "C.UTF-8") != nil)
    var differing: [String] = []
    var compared = 0
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else { continue }
      guard !Glyph.isDropped(scalar), !Glyph.isMark(scalar) else { continue }
      let width = cn_width(wchar_t(bitPattern: value))
      // Unicode 16 made U+1171E a spacing mark; C libraries before that say 0.
      guard width >= 0, value != 0x1171E else { continue }
      compared += 1
      if Int(width) != DisplayWidth.of(scalar) {
        differing.append("U+\(String(value, radix: 16, uppercase: true)) \(width) not \(DisplayWidth.of(scalar))")
      }
    }
    #expect(compared > 100_000)
    #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(100).joined(separator: ", "))")
  }

  @Test func `Every mark that stands for another character takes one column`() throws {
    try #require(setlocale(LC_CTYPE, "C.UTF-8") != nil)
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), Glyph.isMark(scalar) else { continue }
      let shown = Glyph.shown(scalar)
      if cn_width(wchar_t(bitPattern: shown.value)) != 1 || Glyph.isMark(shown) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }
}
