import SQLText
import TextUI

/// Commands of the `:` line that move, copy and sort lines.
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

  /// The lines that a count behind a command means: so many from the last of the range on.
  func lines(_ lines: ClosedRange<Int>, count: Int?) -> ClosedRange<Int> {
    guard let count else { return lines }
    return lines.upperBound...min(lines.upperBound + count - 1, editor.buffer.lineCount - 1)
  }

  mutating func join(_ line: ExLine, _ lines: ClosedRange<Int>) throws(PatternError) -> [Effect] {
    let count = try ExLine.count(Substring(line.argument))
    let lines = self.lines(lines, count: count)
    goTo(lines.lowerBound)
    let joined = lines.count == 1 && count == nil ? 2 : lines.count
    let sentence = VimSentence(register: nil, count: joined, content: .act(.join(spaces: !line.hasBang)))
    let effects = carryOut(sentence)
    editor.place(cursor: editor.buffer.firstNonBlank(ofLine: editor.buffer.line(at: editor.buffer.cursor)))
    return effects
  }

  /// `:put`: a register as lines of their own below the line; `:0put` and `:put!` put it above.
  mutating func put(_ line: ExLine, behind target: Int) -> [Effect] {
    let name = line.argument.unicodeScalars.first
    guard var text = editor.vim.registers[name], !text.bytes.isEmpty else {
      remark("the register is empty", .warning)
      return []
    }
    if text.bytes.last != 0x0A { text.bytes.append(0x0A) }
    goTo(target)
    let isAbove = line.hasBang || line.addresses.last == ExLine.Address(base: .number(0))
    let count = text.bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    editor.edit { $0.insertLines(text.bytes, below: !isAbove) }
    let last = target + count - (isAbove ? 1 : 0)
    editor.place(cursor: editor.buffer.firstNonBlank(ofLine: min(last, editor.buffer.lineCount - 1)))
    return []
  }

  /// `:sort`: backward with `!`, without regard to case by `i`, by the first number by `n`, each line once by `u`.
  mutating func sort(_ line: ExLine, _ lines: ClosedRange<Int>?) throws(PatternError) -> [Effect] {
    let flags = Set(line.argument.filter { $0 != " " })
    if let unknown = flags.first(where: { !"inu".contains($0) }) {
      throw PatternError("sort knows the flags i n u, not \(unknown)")
    }
    let buffer = editor.buffer
    let lines = lines ?? 0...buffer.lineCount - 1
    let range = buffer.lineStarts[lines.lowerBound]..<buffer.range(ofLine: lines.upperBound).upperBound
    let old = Array(buffer.bytes[range])
    let new = LineOrder(ignoresCase: flags.contains("i"), byNumber: flags.contains("n"))
      .sorted(old, backward: line.hasBang, once: flags.contains("u"))
    if old != new { editor.edit { $0.replace(range, with: new) } }
    goTo(lines.lowerBound)
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
