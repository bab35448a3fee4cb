import SQLText
import TextUI

/// Commands of the `:` line that move and copy lines.
extension State {
  mutating func goTo(_ line: Int) { editor.place(cursor: editor.buffer.lineStarts[line]) }

  mutating func carryOut(_ sentence: VimSentence) -> [Effect] {
    editor.vim.grammar.reset()
    return editor.perform(sentence).copied.map { [.copyToClipboard($0)] } ?? []
  }

  mutating func mark(_ name: String, _ lines: ClosedRange<Int>) -> [Effect] {
    if let scalar = name.unicodeScalars.first {
      editor.buffer.marks[scalar] = editor.buffer.firstNonBlank(ofLine: lines.upperBound)
    }
    return []
  }

  mutating func copyLines(
    _ lines: ClosedRange<Int>, to argument: String, removing: Bool
  ) throws(PatternError) -> [Effect] {
    let line = try ExLine(argument)
    guard let address = line.addresses.first else { throw PatternError("a line to put them behind is needed") }
    let isTop = address == ExLine.Address(base: .number(0))
    let target = isTop ? -1 : try number(of: address)
    guard (-1..<editor.buffer.lineCount).contains(target) else { throw PatternError("there is no such line") }
    if removing, lines.contains(target), target != lines.upperBound {
      throw PatternError("lines cannot go into themselves")
    }
    let span = VimSpan(
      range: editor.buffer.lineStarts[lines.lowerBound]..<editor.buffer.range(ofLine: lines.upperBound).upperBound,
      kind: .lines)
    let text = editor.text(of: span).bytes
    editor.edit { buffer in
      buffer.history.begin()
      defer { buffer.history.end() }
      var place = target
      if removing {
        buffer.delete(span)
        if target >= lines.upperBound { place -= lines.count }
      }
      buffer.cursor = buffer.lineStarts[max(0, place)]
      buffer.insertLines(text, below: place >= 0)
    }
    let last = (removing && target >= lines.upperBound ? target - lines.count : target) + lines.count
    goTo(min(max(0, last), editor.buffer.lineCount - 1))
    return []
  }
}
