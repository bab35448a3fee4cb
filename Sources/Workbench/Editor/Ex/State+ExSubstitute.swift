import SQLText
import TextUI

extension State {
  /// `:s`
  mutating func substitute(_ argument: String, _ lines: ClosedRange<Int>) throws(PatternError) -> [Effect] {
    var wanted = try ExSubstitution(argument, last: lastSubstitution)
    if wanted.pattern.isEmpty { wanted.pattern = editor.search.text }
    lastSubstitution = wanted
    let (regex, letterCase) = VimPattern.regex(wanted.pattern, letterCase: editor.search.letterCase)
    let pattern = try Pattern(regex: regex, letterCase: wanted.letterCase ?? letterCase)
    try editor.search.take(wanted.pattern, syntax: .vim)
    let lines = self.lines(lines, count: wanted.count)
    let range = editor.buffer.lineStarts[lines.lowerBound]..<editor.buffer.range(ofLine: lines.upperBound).upperBound
    let found = editor.replacements(
      of: pattern, with: ReplacementText(wanted.replacement, isRegex: true, isVim: true), in: range,
      oncePerLine: !wanted.isGlobal
    ).withoutEmptyLineEnds(in: editor.buffer)
    if found.all.isEmpty {
      if !wanted.isSilent { throw PatternError("\"\(wanted.pattern)\" is not there") }
      return []
    }
    if wanted.countsOnly {
      say("\(found.all.count) matches")
    } else if wanted.asks {
      preview(found)
    } else {
      let count = editor.apply(found, cursorBehind: true)
      editor.place(cursor: editor.buffer.firstNonBlank(ofLine: editor.buffer.line(at: editor.buffer.cursor)))
      if count > 1 { say("\(count) substituted") }
    }
    return []
  }
}

extension Replacements {
  /// In vim the end of a line, when the match before reaches it, is no place for an empty match.
  fileprivate func withoutEmptyLineEnds(in buffer: TextBuffer) -> Replacements {
    var kept = self
    var last: Range<Int>?
    kept.all = all.filter { one in
      defer { last = one.range }
      guard one.range.isEmpty, let last, one.range.lowerBound == buffer.lineEnd(one.range.lowerBound) else {
        return true
      }
      let reached = last.isEmpty ? buffer.after(last.upperBound) : last.upperBound
      return reached != one.range.lowerBound || buffer.lineStart(one.range.lowerBound) == one.range.lowerBound
    }
    return kept
  }
}
