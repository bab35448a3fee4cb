/// Columns that text takes on the screen, as ncurses counts them: by scalar, as `wcwidth` does.
package enum DisplayWidth {
  /// 0 for combining marks, 2 for wide characters, else 1; controls count 1 because a mark stands for them.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 || lines.contains(value) { return 1 }
    if value < 0x1100 { return isCombining(scalar) ? 0 : 1 }
    // Vowels and final consonants that join a Hangul syllable.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    if isWide(value) { return 2 }
    return isCombining(scalar) ? 0 : 1
  }

  /// Columns of text as `Frame.write` draws it; of ASCII each byte takes one, as marks stand for controls.
  package static func of(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { of(utf8: UnsafeRawBufferPointer($0), limit: .max) }
  }

  package static func of(_ text: Substring) -> Int { of(String(text)) }

  /// Columns of UTF-8 bytes as `Frame.write` draws them; counting ends once `limit` is passed.
  package static func of(utf8 bytes: UnsafeRawBufferPointer, limit: Int) -> Int {
    var columns = 0
    var index = 0
    while index < bytes.count, columns <= limit {
      if bytes[index] < 0x80 {
        index += 1
        columns += 1
      } else {
        let scalar = UTF8Reader.next(bytes, &index)
        columns += Glyph.isDropped(scalar) ? 0 : of(Glyph.shown(scalar))
      }
    }
    return columns
  }

  /// The characters of borders, rules and bars, which a screen is full of: nothing about them has to be looked up.
  static let lines: ClosedRange<UInt32> = 0x2500...0x259F

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].1 < value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].0 <= value
  }
}
