import SQLText
import TextUI

extension State {
  /// `:s`
  mutating func substitute(_ argument: String, _ lines: ClosedRange<Int>) throws(PatternError) -> [Effect] {
    var wanted = try ExSubstitution(argument, last: lastSubstitution)
    if wanted.pattern.isEmpty { wanted.pattern = editor.search.text }
    lastSubstitution = wanted
    let (regex, letterCase) = VimPattern.regex(wanted.pattern)
    let pattern = try Pattern(regex: regex, letterCase: wanted.letterCase ?? letterCase ?? editor.search.letterCase)
    try editor.search.take(wanted.pattern, syntax: .vim)
    let range = editor.buffer.lineStarts[lines.lowerBound]..<editor.buffer.range(ofLine: lines.upperBound).upperBound
    let found = editor.replacements(
      of: pattern, with: ReplacementText(wanted.replacement, isRegex: true, isVim: true), in: range,
      oncePerLine: !wanted.isGlobal)
    if found.all.isEmpty {
      if !wanted.isSilent { throw PatternError("\"\(wanted.pattern)\" is not there") }
      return []
    }
    if wanted.countsOnly {
      say("\(found.all.count) matches")
    } else if wanted.asks {
      preview(found)
    } else {
      let count = editor.apply(found)
      editor.place(cursor: editor.buffer.firstNonBlank(ofLine: editor.buffer.line(at: editor.buffer.cursor)))
      if count > 1 { say("\(count) substituted") }
    }
    return []
  }
}
