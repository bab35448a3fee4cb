package import TextUI

/// Shows which keys the terminal sends and what each of them does, wherever it does something.
package struct KeyTester: Sendable {
  private struct Line: Sendable {
    var name: String
    var uses: String
  }

  private var lines: [Line] = []
  private var lastWasEscape = false

  /// Keys that are kept in sight.
  private static let keptAtMost = 200

  package init() {}

  /// False once the user leaves, which two escapes in a row do.
  package mutating func press(_ key: Key, keymap: Keymap) -> Bool {
    let isEscape = key == Key(.escape)
    defer { lastWasEscape = isEscape }
    if isEscape, lastWasEscape { return false }
    lines.append(Line(name: key.name, uses: Self.uses(of: key, keymap)))
    lines.removeFirst(max(0, lines.count - Self.keptAtMost))
    return true
  }

  package mutating func paste(_ bytes: [UInt8]) { lines.append(Line(name: "paste", uses: "\(bytes.count) bytes")) }

  package mutating func point(_ event: MouseEvent) {
    lines.append(Line(name: "mouse", uses: "\(event.action) at column \(event.place.x + 1), line \(event.place.y + 1)"))
  }

  private static func uses(of key: Key, _ keymap: Keymap) -> String {
    let uses = Commands.contexts.sorted().compactMap { context -> String? in
      switch keymap.lookup([key], contexts: [context]) {
      case .command(let command): "\(context): \(command)"
      case .pending(let next): "\(context): begins \(next.count) sequences"
      case .none: nil
      }
    }
    return uses.isEmpty ? "no command" : uses.joined(separator: " · ")
  }

  /// Draws the newest keys, the last one at the bottom, into the inside of a box.
  package func draw(into frame: inout Frame, rect: Rect, theme: Theme) {
    frame.write(
      "Press keys; the way the terminal sends them shows here. Esc twice leaves.", x: rect.x + 1, y: rect.y,
      maxWidth: rect.width - 2, style: theme[.popupKind])
    let shown = lines.suffix(max(0, rect.height - 2))
    for (index, line) in shown.enumerated() {
      let y = rect.y + 2 + index
      frame.write(line.name, x: rect.x + 1, y: y, maxWidth: 24, style: theme[.popupMatch])
      frame.write(line.uses, x: rect.x + 26, y: y, maxWidth: max(0, rect.width - 27), style: theme[.popup])
    }
  }
}
