/// The colours that terminals have by number, and which of them looks most like a given one.
package enum ColorTable {
  /// The 6x6x6 cube and the greys of the 256, which no user's palette changes: 16 to 255.
  private static let cube: [(index: UInt8, lab: RGB.Lab)] = (16..<256).map { (UInt8($0), color256($0).lab) }

  /// What xterm takes for the 16.
  private static let sixteen: [RGB] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
    0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map { RGB($0) }

  /// The usual look of one of the 256.
  package static func rgb(_ index: UInt8) -> RGB { index < 16 ? sixteen[Int(index)] : color256(Int(index)) }

  private static func color256(_ index: Int) -> RGB {
    if index >= 232 {
      let grey = UInt8(8 + (index - 232) * 10)
      return RGB(grey, grey, grey)
    }
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    let place = index - 16
    return RGB(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
  }

  /// The nearest of the 256 that users cannot change.
  package static func nearest256(_ color: RGB) -> UInt8 {
    let lab = color.lab
    return cube.min { $0.lab.distance(to: lab) < $1.lab.distance(to: lab) }!.index
  }

  /// The nearest that can be read on a ground as well as the colour itself, up to what readable text needs.
  package static func nearest256(_ color: RGB, on ground: RGB, as original: RGB) -> UInt8 {
    let wanted = min(4.5, RGB.contrast(color, original))
    let readable = cube.filter { RGB.contrast(rgb($0.index), ground) >= wanted }
    let lab = color.lab
    return readable.min { $0.lab.distance(to: lab) < $1.lab.distance(to: lab) }?.index ?? nearest256(color)
  }

  /// One of the first 16 for text on another of them: its own hue bright or dark, else black or white, whichever can be read.
  package static func nearest16(_ color: RGB, on ground: UInt8, count: Int) -> UInt8 {
    let own = nearest16(color, count: count)
    let other = own < 8 ? own + 8 : own - 8
    let choices = [own, other, 0, count >= 16 ? 15 : 7].filter { Int($0) < count }
    return choices.first { RGB.contrast(rgb($0), rgb(ground)) >= 3 } ?? own
  }

  /// One of the first 16, or 8: dark and light greys by how light they are, colours by their hue, since what the 16 look like is the user's.
  package static func nearest16(_ color: RGB, count: Int) -> UInt8 {
    let lab = color.lab
    let chroma = lab.a * lab.a + lab.b * lab.b
    let isBright = count >= 16
    if chroma < 300 {
      switch lab.lightness {
      case ..<25: return 0
      case ..<55: return isBright ? 8 : 0
      case ..<88: return 7
      default: return isBright ? 15 : 7
      }
    }
    let hues: ClosedRange<UInt8> = 1...6
    let hue = hues.min { angle(lab, sixteen[Int($0)].lab) < angle(lab, sixteen[Int($1)].lab) }!
    return isBright && lab.lightness > 60 ? hue + 8 : hue
  }

  /// How far two hues are from each other: one less the cosine.
  private static func angle(_ one: RGB.Lab, _ other: RGB.Lab) -> Double {
    let lengths = ((one.a * one.a + one.b * one.b) * (other.a * other.a + other.b * other.b)).squareRoot()
    return 1 - (one.a * other.a + one.b * other.b) / max(lengths, 0.001)
  }
}
