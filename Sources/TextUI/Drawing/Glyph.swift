/// What stands on the screen for a scalar: controls and invisible characters get visible marks, so that no text can act on the terminal
/// or look like other text.
package enum Glyph {
  /// Stands for C1 controls, bidirectional controls and other invisible characters.
  static let mark: Unicode.Scalar = "\u{2426}"

  package static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let value = scalar.value
    if value >= 0x20, value < 0x7F || DisplayWidth.lines.contains(value) { return scalar }
    switch value {
    case 0x09: return "\u{2192}"
    case 0x0A: return "\u{21B5}"
    case 0..<0x20: return Unicode.Scalar(0x2400 + value)!
    case 0x7F: return "\u{2421}"
    case 0x80...0x9F: return mark
    case 0xAD: return mark
    case 0xA0...0x300: return scalar
    default: return isInvisible(scalar) ? mark : scalar
    }
  }

  /// Whether a mark stands in place of the scalar.
  package static func isMark(_ scalar: Unicode.Scalar) -> Bool { shown(scalar) != scalar }

  /// Joiners and variation selectors of emoji: they change shapes that terminals and ncurses do not agree on, so they are left out.
  package static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .format, .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
    default: scalar.value == 0x3164 || scalar.value == 0x115F || scalar.value == 0x2800
    }
  }
}
