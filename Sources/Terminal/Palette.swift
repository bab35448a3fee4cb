import CNcurses
import TextUI

/// Maps the colours of themes to those the terminal has, and styles to ncurses' attributes.
struct Palette {
  private let colorCount: Int
  private let hasDirectColors: Bool
  private var pairs: [Pair: Int32] = [:]

  private struct Pair: Hashable {
    var foreground: Color
    var background: Color
  }

  /// `usesColor` is false when the user wants none; bold, underline and reverse stay. `isDirect` says that the terminal was described as one
  /// with direct colours.
  init(usesColor: Bool, isDirect: Bool) {
    guard usesColor, has_colors(), start_color() == OK else {
      colorCount = 0
      hasDirectColors = false
      return
    }
    use_default_colors()
    colorCount = Int(cn_colors())
    hasDirectColors = isDirect && colorCount > TerminfoEntry.firstDirectColor
  }

  var depth: ColorDepth {
    if hasDirectColors { return .direct }
    return colorCount >= 256 ? .indexed256 : colorCount >= 8 ? .sixteen : .none
  }

  mutating func attributes(_ style: Style) -> (attributes: attr_t, pair: Int32) {
    var attributes = CN_NORMAL
    if style.attributes.contains(.bold) { attributes |= CN_BOLD }
    if style.attributes.contains(.dim) { attributes |= CN_DIM }
    if style.attributes.contains(.italic) { attributes |= CN_ITALIC }
    if style.attributes.contains(.underline) { attributes |= CN_UNDERLINE }
    if style.attributes.contains(.reverse) { attributes |= CN_REVERSE }
    guard depth != .none else { return (attributes, 0) }
    return (attributes, pair(style.foreground, style.background))
  }

  private mutating func pair(_ foreground: Color, _ background: Color) -> Int32 {
    if foreground == .terminalDefault, background == .terminalDefault { return 0 }
    let key = Pair(foreground: foreground, background: background)
    if let known = pairs[key] { return known }
    let ground = index(background, on: nil)
    let pair = max(0, alloc_pair(index(foreground, on: (background, ground)), ground))
    pairs[key] = pair
    return pair
  }

  /// The number of a colour; that of a text depends on the ground it has to be read on.
  private func index(_ color: Color, on ground: (color: Color, index: Int32)?) -> Int32 {
    switch color {
    case .terminalDefault: return -1
    case .indexed(let index) where Int(index) < colorCount: return Int32(index)
    // Eight colours have no grey: black and white might be the ground itself, which the terminal's own colour never is.
    case .indexed(8), .indexed(15): return ground.map { $0.index < 0 } == true ? -1 : color == .indexed(8) ? 0 : 7
    case .indexed(let index): return Int32(index) % 8
    case .rgb(let red, let green, let blue):
      let rgb = RGB(red, green, blue)
      if hasDirectColors { return TerminfoEntry.firstDirectColor + Int32(rgb.value) }
      guard let ground, ground.index >= 0, case .rgb(let r, let g, let b) = ground.color else {
        return Int32(colorCount >= 256 ? ColorTable.nearest256(rgb) : ColorTable.nearest16(rgb, count: colorCount))
      }
      let shown = UInt8(ground.index)
      return Int32(
        colorCount >= 256
          ? ColorTable.nearest256(rgb, on: ColorTable.rgb(shown), as: RGB(r, g, b))
          : ColorTable.nearest16(rgb, on: shown, count: colorCount))
    }
  }
}

/// What a terminal can show of a theme.
package enum ColorDepth: Sendable, Hashable { case none, sixteen, indexed256, direct }
