import SQLText
import TextUI

/// Commands of the `:` line that do something at many lines.
extension State {
  /// Presses keys as in normal mode; what is left open is ended.
  mutating func playNormal(_ keys: String) -> [Effect] {
    guard editor.vim.playDepth < 50 else { return [] }
    if editor.vim.playDepth == 0 { editor.vim.playBudget = Self.macroKeys }
    editor.vim.playDepth += 1
    defer { editor.vim.playDepth -= 1 }
    editor.vim.hasFailed = false
    var effects: [Effect] = []
    for key in Key.keys(macroText: VimText(bytes: Array(keys.utf8), kind: .characters)) {
      guard !editor.vim.hasFailed, editor.vim.playBudget > 0 else { break }
      editor.vim.playBudget -= 1
      effects += press(key)
    }
    pendingKeys = []
    editor.vim.grammar.reset()
    if editor.mode == .insert { leaveInsertMode() }
    editor.endVisual()
    return effects
  }

  /// Does something at each line, wherever edits move the lines meanwhile.
  mutating func eachLine(_ lines: [Int], _ work: (inout State) -> [Effect]) -> [Effect] {
    let buffer = editor.buffer.id
    let first = editor.buffer.marks.followed.add(lines.map { editor.buffer.lineStarts[$0] })
    var effects: [Effect] = []
    editor.buffer.history.begin()
    for index in first..<first + lines.count {
      guard editor.buffer.id == buffer, overlay == nil else { break }
      guard let place = editor.buffer.marks.followed[index] else { continue }
      editor.place(cursor: min(place, editor.buffer.bytes.count))
      effects += work(&self)
    }
    if editor.buffer.id == buffer {
      editor.buffer.history.end()
      editor.buffer.marks.followed.remove(from: first)
    }
    return effects
  }

  /// Deletes lines, which ascend, at once; the last of them is what can be put elsewhere.
  private mutating func deleteLines(_ lines: [Int]) {
    guard let last = lines.last else { return }
    let buffer = editor.buffer
    let text = Array(buffer.bytes[buffer.range(ofLine: last)]) + [0x0A]
    editor.vim.registers.delete(VimText(bytes: text, kind: .lines), to: nil, isLarge: true)
    var edits = lines.map { line in
      TextBuffer.Edit(
        range: buffer.lineStarts[line]..<min(buffer.bytes.count, buffer.range(ofLine: line).upperBound + 1), new: [])
    }
    // Without a line behind it the last one takes along the line feed before those that go with it.
    if last == buffer.lineCount - 1 {
      let first = lines.indices.last { $0 == 0 || lines[$0 - 1] + 1 < lines[$0] } ?? 0
      if lines[first] > 0 {
        edits[first].range = edits[first].range.lowerBound - 1..<edits[first].range.upperBound
      }
    }
    editor.edit { $0.replace(edits) }
    goTo(min(last - lines.count + 1, editor.buffer.lineCount - 1))
  }

  /// `g/pattern/command`: the command on each line that has the pattern, or has it not.
  mutating func global(
    _ argument: String, _ lines: ClosedRange<Int>?, inverted: Bool
  ) throws(PatternError) -> [Effect] {
    var rest = Substring(argument)
    let text = ExLine.delimited(&rest)
    let command = String(rest).isEmpty ? "p" : String(rest)
    let (regex, letterCase) = VimPattern.regex(
      text.isEmpty ? editor.search.text : text, letterCase: editor.search.letterCase)
    let pattern = try Pattern(regex: regex, letterCase: letterCase)
    let buffer = editor.buffer
    let lines = lines ?? 0...buffer.lineCount - 1
    let range = buffer.lineStarts[lines.lowerBound]..<buffer.range(ofLine: lines.upperBound).upperBound
    let found = Set(pattern.matches(in: buffer.bytes, range: range).map { buffer.line(at: $0.range.lowerBound) })
    let chosen = lines.filter { found.contains($0) != inverted }
    guard !chosen.isEmpty else { throw PatternError("\"\(text)\" is not there") }
    guard !command.hasPrefix("g"), !command.hasPrefix("v") else { throw PatternError("g does not go inside g") }
    if "delete".hasPrefix(command) {
      deleteLines(chosen)
      return []
    }
    return eachLine(chosen) { $0.runEx(command) }
  }
}
