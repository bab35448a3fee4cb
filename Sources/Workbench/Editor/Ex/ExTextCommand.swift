import SQLText
import TextUI

/// Commands of the `:` line that work on lines of the text.
struct ExTextCommand: Sendable {
  let short: String
  let long: String
  let run: @Sendable (inout State, ExLine, ClosedRange<Int>) throws(PatternError) -> [Effect]

  private init(
    _ short: String, _ long: String,
    _ run: @escaping @Sendable (inout State, ExLine, ClosedRange<Int>) throws(PatternError) -> [Effect]
  ) {
    self.short = short
    self.long = long
    self.run = run
  }

  static let all: [ExTextCommand] = [
    ExTextCommand("s", "substitute") { state, line, lines throws(PatternError) in
      try state.substitute(line.argument, lines)
    },
    ExTextCommand("&", "&&") { state, line, lines throws(PatternError) in try state.substitute(line.argument, lines) },
    operating("d", "delete", .delete), operating("y", "yank", .yank), operating(">", ">", .indent),
    operating("<", "<", .outdent), operating("=", "=", .reindent), operating("comment", "comment", .comment),
    ExTextCommand("j", "join") { state, line, lines in
      state.goTo(lines.lowerBound)
      let count = lines.count == 1 ? 2 : lines.count
      let sentence = VimSentence(register: nil, count: count, content: .act(.join(spaces: !line.hasBang)))
      return state.carryOut(sentence)
    },
    ExTextCommand("m", "move") { state, line, lines throws(PatternError) in
      try state.copyLines(lines, to: line.argument, removing: true)
    },
    ExTextCommand("t", "t") { state, line, lines throws(PatternError) in
      try state.copyLines(lines, to: line.argument, removing: false)
    },
    ExTextCommand("co", "copy") { state, line, lines throws(PatternError) in
      try state.copyLines(lines, to: line.argument, removing: false)
    },
    ExTextCommand("norm", "normal") { state, line, lines in
      let hasRange = !line.addresses.isEmpty || line.isWhole
      return state.eachLine(hasRange ? Array(lines) : [nil]) { state in state.playNormal(line.argument) }
    },
    ExTextCommand("g", "global") { state, line, lines throws(PatternError) in
      try state.global(line.argument, line.isWhole || !line.addresses.isEmpty ? lines : nil, inverted: line.hasBang)
    },
    ExTextCommand("v", "vglobal") { state, line, lines throws(PatternError) in
      try state.global(line.argument, line.isWhole || !line.addresses.isEmpty ? lines : nil, inverted: true)
    },
    ExTextCommand("k", "k") { state, line, lines in state.mark(line.argument, lines) },
    ExTextCommand("ma", "mark") { state, line, lines in state.mark(line.argument, lines) },
  ]

  /// An operator on the lines; a name behind it is a register.
  private static func operating(_ short: String, _ long: String, _ op: VimOperator) -> ExTextCommand {
    ExTextCommand(short, long) { state, line, lines in
      state.goTo(lines.lowerBound)
      let register = line.argument.unicodeScalars.first.flatMap { VimRegisters.isName($0) ? $0 : nil }
      let effects = state.carryOut(
        VimSentence(register: register, count: lines.count, content: .operate(op, .lines)))
      if op.isLinewise { state.editor.place(cursor: state.editor.buffer.firstNonBlank(ofLine: lines.upperBound)) }
      return effects
    }
  }
}

extension State {
  fileprivate mutating func goTo(_ line: Int) { editor.place(cursor: editor.buffer.lineStarts[line]) }

  fileprivate mutating func carryOut(_ sentence: VimSentence) -> [Effect] {
    editor.vim.grammar.reset()
    return editor.perform(sentence).copied.map { [.copyToClipboard($0)] } ?? []
  }

  fileprivate mutating func mark(_ name: String, _ lines: ClosedRange<Int>) -> [Effect] {
    if let scalar = name.unicodeScalars.first {
      editor.buffer.marks[scalar] = editor.buffer.firstNonBlank(ofLine: lines.upperBound)
    }
    return []
  }

  /// Presses keys as in normal mode; what is left open is ended.
  fileprivate mutating func playNormal(_ keys: String) -> [Effect] {
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
  fileprivate mutating func eachLine(_ lines: [Int?], _ work: (inout State) -> [Effect]) -> [Effect] {
    let buffer = editor.buffer.id
    let outer = editor.buffer.marks.followed
    editor.buffer.marks.followed = lines.map { line in line.map { editor.buffer.lineStarts[$0] } ?? editor.buffer.cursor
    }
    var effects: [Effect] = []
    editor.buffer.history.begin()
    for (index, line) in lines.enumerated() {
      guard editor.buffer.id == buffer, overlay == nil else { break }
      guard let place = editor.buffer.marks.followed[index] else { continue }
      if line != nil { editor.place(cursor: min(place, editor.buffer.bytes.count)) }
      effects += work(&self)
    }
    if editor.buffer.id == buffer {
      editor.buffer.history.end()
      editor.buffer.marks.followed = outer
    }
    return effects
  }

  // MARK: Substituting

  fileprivate mutating func substitute(_ argument: String, _ lines: ClosedRange<Int>) throws(PatternError) -> [Effect] {
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

  // MARK: Lines

  fileprivate mutating func copyLines(
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

  /// `g/pattern/command`: the command on each line that has the pattern, or has it not.
  fileprivate mutating func global(
    _ argument: String, _ lines: ClosedRange<Int>?, inverted: Bool
  ) throws(PatternError) -> [Effect] {
    var rest = Substring(argument)
    let text = ExLine.delimited(&rest)
    let command = String(rest).isEmpty ? "p" : String(rest)
    let (regex, letterCase) = VimPattern.regex(text.isEmpty ? editor.search.text : text)
    let pattern = try Pattern(regex: regex, letterCase: letterCase ?? editor.search.letterCase)
    let buffer = editor.buffer
    let lines = lines ?? 0...buffer.lineCount - 1
    let range = buffer.lineStarts[lines.lowerBound]..<buffer.range(ofLine: lines.upperBound).upperBound
    let found = Set(pattern.matches(in: buffer.bytes, range: range).map { buffer.line(at: $0.range.lowerBound) })
    let chosen = lines.filter { found.contains($0) != inverted }
    guard !chosen.isEmpty else { throw PatternError("\"\(text)\" is not there") }
    guard !command.hasPrefix("g"), !command.hasPrefix("v") else { throw PatternError("g does not go inside g") }
    return eachLine(chosen) { $0.runEx(command) }
  }
}
