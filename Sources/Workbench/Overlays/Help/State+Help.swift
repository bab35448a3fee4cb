import TextUI

extension State {
  mutating func openHelp() {
    var bound: Set<String> = []
    var lines = [Help.Line(keys: "", text: "to begin with", isHeading: true)] + firstKeys
    for context in keyContexts {
      lines.append(Help.Line(keys: "", text: context, isHeading: true))
      let keys = Dictionary(grouping: keymap.bindings(context: context), by: \.command)
      bound.formUnion(keys.keys)
      lines += Commands.all.compactMap { command in
        keys[command.name].map { bindings in
          Help.Line(
            keys: bindings.map(\.keys).joined(separator: ", "), text: "\(command.summary)  (\(command.name))")
        }
      }
    }
    lines.append(Help.Line(keys: "", text: "commands without a key here", isHeading: true))
    lines += Commands.all.filter { !bound.contains($0.name) }.map {
      Help.Line(keys: "", text: "\($0.name)  \($0.summary)")
    }
    overlay = .help(Help(lines: lines))
  }

  /// The commands that are enough to begin with; of those in one line the first that has a key.
  private static let firstCommands = [
    ["query.run"], ["completion.openOrIndent", "completion.open"], ["query.cancelOrCopy"], ["query.rehearse"],
    ["branch.switch"], ["pane.next"], ["history.open"], ["app.menu"], ["app.palette"], ["app.help"], ["app.quit"],
  ]

  /// What is enough to begin with, by the keys of the pane in front.
  var firstKeys: [Help.Line] {
    let contexts = paneContexts
    return Self.firstCommands.compactMap { names in
      for name in names {
        let keys = keymap.keys(for: name, in: contexts)
        guard !keys.isEmpty, let command = Commands.named[name] else { continue }
        return Help.Line(keys: keys.prefix(2).joined(separator: ", "), text: command.summary)
      }
      return nil
    }
  }

  /// Keeps the first keys of the pane in front for drawing, which comes much more often than another pane.
  mutating func noticeFirstKeys() {
    guard results.tabs.isEmpty, keptFirstKeys.contexts != paneContexts else { return }
    keptFirstKeys = (paneContexts, firstKeys)
  }

  func draw(_ help: Help, in rect: Rect, into frame: inout Frame) {
    frame.box(rect, style: theme[.borderFocused], title: " \(help.title) ", titleStyle: theme[.title])
    frame.fill(rect.inset(by: 1), style: theme[.popup])
    let inner = rect.inset(by: 1)
    let keysWidth = min(help.keysWidth, inner.width / 3)
    for line in 0..<inner.height where help.top + line < help.lines.count {
      let (entry, y) = (help.lines[help.top + line], inner.y + line)
      if entry.isHeading {
        frame.write(entry.text, x: inner.x + 1, y: y, maxWidth: inner.width - 2, style: theme[.popupMatch])
      } else {
        // Many keys of one command push its own text aside, not those of all lines.
        let width = max(keysWidth, min(DisplayWidth.of(entry.keys), inner.width * 2 / 5))
        frame.write(shortening: entry.keys, x: inner.x + 2, y: y, maxWidth: width, style: theme[.popupMatch])
        let x = inner.x + (entry.keys.isEmpty ? 2 : width + 4)
        frame.write(shortening: entry.text, x: x, y: y, maxWidth: inner.maxX - x - 1, style: theme[.popup])
      }
    }
  }

  /// Stands where there is no result: what one can do.
  func drawFirstKeys(into frame: inout Frame, rect: Rect) {
    let lines = keptFirstKeys.contexts == paneContexts ? keptFirstKeys.lines : firstKeys
    let keysWidth = lines.map { DisplayWidth.of($0.keys) }.max() ?? 0
    let room = rect.width - keysWidth - 5
    guard room >= 20 else { return }
    for (index, line) in lines.enumerated() where index + 2 < rect.height {
      let y = rect.y + 2 + index
      frame.write(line.keys, x: rect.x + 1, y: y, maxWidth: keysWidth, style: theme[.dim])
      frame.write(shortening: line.text, x: rect.x + keysWidth + 4, y: y, maxWidth: room, style: theme[.dim])
    }
  }
}
