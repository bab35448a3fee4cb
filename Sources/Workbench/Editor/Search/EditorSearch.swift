/// What was searched for last, and how.
struct EditorSearch: Sendable {
  private(set) var text = ""
  private(set) var pattern: Pattern?
  var isRegex = false
  var letterCase = Pattern.LetterCase.smart
  var wholeWord = false
  var isForward = true
  /// Where vim's cursor goes at a match.
  var offset: VimSearch.Offset?
  /// Whether all matches in sight are marked.
  var showsMarks = false

  var isEmpty: Bool { pattern == nil }

  /// Takes new text to search for. Nothing changes when it is no expression.
  mutating func take(_ text: String, syntax: Syntax? = nil) throws(PatternError) {
    guard !text.isEmpty else {
      self.text = text
      pattern = nil
      return
    }
    switch syntax ?? (isRegex ? .regex : .text) {
    case .text: pattern = Pattern(text: text, letterCase: letterCase, wholeWord: wholeWord)
    case .regex:
      pattern = try Pattern(regex: wholeWord ? "\\<(?:\(text))\\>" : text, letterCase: letterCase)
    case .word: pattern = Pattern(text: text, letterCase: letterCase == .matters ? .matters : .ignored, wholeWord: true)
    case .vim:
      let (regex, letterCase) = VimPattern.regex(text, letterCase: letterCase)
      pattern = try Pattern(regex: regex, letterCase: letterCase)
    }
    self.text = text
    showsMarks = true
  }

  enum Syntax: Sendable, Hashable { case text, regex, word, vim }

  /// How it is searched, for the title of the prompt.
  var modes: String {
    [isRegex ? "regex" : "", letterCase == .matters ? "case" : "", wholeWord ? "word" : ""]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension EditorPane {
  /// The match that begins behind (or before) the place, going on at the other end of the text.
  func match(from place: Int, forward: Bool) -> Pattern.Match? {
    guard let pattern = search.pattern else { return nil }
    let bytes = buffer.bytes
    if forward {
      let start = place + 1
      let behind = start <= bytes.count ? pattern.firstMatch(in: bytes, range: start..<bytes.count) : nil
      return behind ?? pattern.firstMatch(in: bytes, range: 0..<min(bytes.count, max(0, start)))
    }
    return lastMatch(of: pattern, before: place) ?? lastMatch(of: pattern, before: bytes.count + 1)
  }

  /// Looks from the place back, some lines at a time.
  private func lastMatch(of pattern: Pattern, before place: Int) -> Pattern.Match? {
    var end = place
    var size = 4096
    while end > 0 {
      let start = buffer.lineStart(max(0, min(end - 1, buffer.bytes.count) - size))
      let found = pattern.matches(in: buffer.bytes, range: start..<min(end, buffer.bytes.count))
      if let last = found.last(where: { $0.range.lowerBound < end }) { return last }
      end = start
      size *= 4
    }
    return nil
  }

  /// Selects the next match, going on at the other end; false when there is none.
  package mutating func findNext(forward: Bool) -> Bool {
    let from =
      forward ? (buffer.selection?.upperBound ?? buffer.cursor) - 1 : buffer.selection?.lowerBound ?? buffer.cursor
    guard let found = match(from: from, forward: forward)?.range else { return false }
    buffer.rememberJump()
    if mode == .direct {
      move(selecting: false) { _ in found.upperBound }
      if !found.isEmpty { buffer.anchor = found.lowerBound }
    } else {
      place(cursor: found.lowerBound)
    }
    return true
  }

  /// The matches in a part of the text, for marking them.
  func marks(in range: Range<Int>) -> [Range<Int>] {
    guard search.showsMarks, let pattern = search.pattern else { return [] }
    return pattern.matches(in: buffer.bytes, range: range, limit: 1000).map(\.range)
  }
}
