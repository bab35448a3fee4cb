import CNcurses
import TextUI

/// Maps the colours of themes to those the terminal has, and styles to ncurses' attributes.
struct Palette {
  private let colorCount: Int
  private var pairs: [UInt64: Int32] = [:]
  private var nearest: [UInt32: Int32] = [:]

  /// `usesColor` is false when the user wants none; bold, underline and reverse stay.
  init(usesColor: Bool) {
    guard usesColor, has_colors(), start_color() == OK else {
      colorCount = 0
      return
    }
    use_default_colors()
    colorCount = Int(cn_colors())
  }

  var hasColors: Bool { colorCount >= 8 }

  mutating func attributes(_ style: Style) -> (attributes: attr_t, pair: Int32) {
    var attributes = CN_NORMAL
    if style.attributes.contains(.bold) { attributes |= CN_BOLD }
    if style.attributes.contains(.dim) { attributes |= CN_DIM }
    if style.attributes.contains(.italic) { attributes |= CN_ITALIC }
    if style.attributes.contains(.underline) { attributes |= CN_UNDERLINE }
    if style.attributes.contains(.reverse) { attributes |= CN_REVERSE }
    guard hasColors else { return (attributes, 0) }
    return (attributes, pair(index(style.foreground), index(style.background)))
  }

  private mutating func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
    if foreground < 0, background < 0 { return 0 }
    let key = UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
    if let known = pairs[key] { return known }
    let pair = max(0, alloc_pair(foreground, background))
    pairs[key] = pair
    return pair
  }

  private mutating func index(_ color: Color) -> Int32 {
    switch color {
    case .terminalDefault: return -1
    case .indexed(let index): return Int(index) < colorCount ? Int32(index) : Int32(index) % 8
    case .rgb(let red, let green, let blue):
      let key = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
      if let known = nearest[key] { return known }
      let found = colorCount >= 256 ? Self.nearest256(key) : Self.nearest16(key, colorCount)
      nearest[key] = found
      return found
    }
  }

  /// The nearest of the 6x6x6 cube and the greys, which no palette of a user changes.
  private static func nearest256(_ rgb: UInt32) -> Int32 {
    (16..<256).min { distance(rgb, color256($0)) < distance(rgb, color256($1)) }.map(Int32.init) ?? 7
  }

  private static func nearest16(_ rgb: UInt32, _ count: Int) -> Int32 {
    let usual: [UInt32] = [
      0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA, 0x555555, 0xFF5555, 0x55FF55,
      0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    ]
    let candidates = usual.prefix(count >= 16 ? 16 : 8).indices
    return candidates.min { distance(rgb, usual[$0]) < distance(rgb, usual[$1]) }.map(Int32.init) ?? 7
  }

  private static func color256(_ index: Int) -> UInt32 {
    if index >= 232 {
      let grey = UInt32(8 + (index - 232) * 10)
      return grey << 16 | grey << 8 | grey
    }
    let levels: [UInt32] = [0, 95, 135, 175, 215, 255]
    let place = index - 16
    return levels[place / 36] << 16 | levels[place / 6 % 6] << 8 | levels[place % 6]
  }

  /// Squared distance, weighted as the eye sees the three colours ("redmean").
  private static func distance(_ a: UInt32, _ b: UInt32) -> Int {
    let red = (Int(a >> 16) + Int(b >> 16)) / 2
    let dr = Int(a >> 16) - Int(b >> 16)
    let dg = Int(a >> 8 & 255) - Int(b >> 8 & 255)
    let db = Int(a & 255) - Int(b & 255)
    return (512 + red) * dr * dr / 256 + 4 * dg * dg + (767 - red) * db * db / 256
  }
}
