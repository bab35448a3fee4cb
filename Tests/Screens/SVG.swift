import Glibc
import TestSupport

/// A screen as a picture that any browser shows.
struct SVG {
  private(set) var text = ""

  /// Of 14 pixels of DejaVu Sans Mono: lines of boxes meet.
  private static let cell = (width: 8.4, height: 16.3)
  /// The terminal's own colours.
  private static let terminalGround = "#101216"
  private static let ink = "#d4d7dd"
  /// The colour behind most of the screen.
  private let ground: String

  private init(ground: String) { self.ground = ground }

  static func draw(_ screen: VirtualScreen) -> SVG {
    var svg = SVG(ground: commonGround(of: screen))
    let width = Double(screen.columns) * cell.width + 16
    let height = Double(screen.rows) * cell.height + 16
    svg.text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" shape-rendering="crispEdges">
      <rect width="100%" height="100%" rx="6" fill="\(svg.ground)"/>

      """
    for y in 0..<screen.rows { svg.drawRow(screen, y) }
    if screen.isCursorVisible {
      let (x, y) = (8 + Double(screen.cursor.x) * cell.width, 8 + Double(screen.cursor.y) * cell.height)
      svg.text += "<rect x=\"\(x)\" y=\"\(y)\" width=\"2\" height=\"\(cell.height)\" fill=\"#6f8fe0\"/>\n"
    }
    svg.text += "</svg>\n"
    return svg
  }

  private static func commonGround(of screen: VirtualScreen) -> String {
    var counts: [String: Int] = [:]
    for y in 0..<screen.rows {
      for x in 0..<screen.columns {
        counts[color(screen.look(x: x, y: y).background) ?? terminalGround, default: 0] += 1
      }
    }
    return counts.max { $0.value < $1.value }?.key ?? terminalGround
  }

  private mutating func drawRow(_ screen: VirtualScreen, _ y: Int) {
    var x = 0
    while x < screen.columns {
      let look = screen.look(x: x, y: y)
      var run = look.text.isEmpty ? " " : look.text
      let start = x
      x += max(1, look.width)
      while x < screen.columns {
        let next = screen.look(x: x, y: y)
        guard Self.style(next) == Self.style(look) else { break }
        run += next.text.isEmpty ? " " : next.text
        x += max(1, next.width)
      }
      drawRun(run, look, x: start, y: y, columns: x - start)
    }
  }

  private mutating func drawRun(_ run: String, _ look: VirtualScreen.Look, x: Int, y: Int, columns: Int) {
    var (ink, ground) = (Self.color(look.foreground) ?? Self.ink, Self.color(look.background) ?? Self.terminalGround)
    if look.isReversed { swap(&ink, &ground) }
    let left = 8 + Double(x) * Self.cell.width
    let top = 8 + Double(y) * Self.cell.height
    let width = Double(columns) * Self.cell.width
    if ground != self.ground {
      text +=
        "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(width)\" height=\"\(Self.cell.height)\" fill=\"\(ground)\"/>\n"
    }
    guard run.contains(where: { $0 != " " }) else { return }
    var attributes = "fill=\"\(ink)\""
    if look.isBold { attributes += " font-weight=\"bold\"" }
    if look.isItalic { attributes += " font-style=\"italic\"" }
    if look.isUnderlined { attributes += " text-decoration=\"underline\"" }
    text +=
      "<text x=\"\(left)\" y=\"\(top + 13)\" textLength=\"\(width)\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" \(attributes)>\(Self.escaped(run))</text>\n"
  }

  private static func style(_ look: VirtualScreen.Look) -> String {
    "\(color(look.foreground) ?? "-") \(color(look.background) ?? "-") \(look.isBold) \(look.isItalic) \(look.isUnderlined) \(look.isReversed)"
  }

  private static func color(_ color: (UInt8, UInt8, UInt8)?) -> String? {
    color.map { red, green, blue in
      "#" + [red, green, blue].map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
    }
  }

  private static func escaped(_ text: String) -> String {
    text.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == ">" ? "&gt;" : String($0) }.joined()
  }

  func write(to path: String) throws {
    guard let file = fopen(path, "w") else {
      throw PseudoTerminal.Failure(description: "\(path): \(String(cString: strerror(errno)))")
    }
    fputs(text, file)
    fclose(file)
  }
}
