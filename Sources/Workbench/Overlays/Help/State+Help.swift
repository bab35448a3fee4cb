import TextUI

extension State {
  mutating func openHelp() {
    var bound: Set<String> = []
    var lines: [Help.Line] = []
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

  func draw(_ help: Help, in rect: Rect, into frame: inout Frame) {
    frame.box(rect, style: theme[.borderFocused], title: " \(help.title) ", titleStyle: theme[.title])
    frame.fill(rect.inset(by: 1), style: theme[.popup])
    let inner = rect.inset(by: 1)
    for line in 0..<inner.height where help.top + line < help.lines.count {
      let entry = help.lines[help.top + line]
      if entry.isHeading {
        frame.write(entry.text, x: inner.x + 1, y: inner.y + line, maxWidth: inner.width - 2, style: theme[.popupMatch])
      } else {
        frame.write(entry.keys, x: inner.x + 2, y: inner.y + line, maxWidth: help.keysWidth, style: theme[.popupMatch])
        let x = inner.x + (entry.keys.isEmpty ? 2 : help.keysWidth + 4)
        frame.write(entry.text, x: x, y: inner.y + line, maxWidth: inner.maxX - x - 1, style: theme[.popup])
      }
    }
  }
}
