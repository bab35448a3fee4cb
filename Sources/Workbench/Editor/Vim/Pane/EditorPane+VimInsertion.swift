import SQLText
import TextUI

/// Insert mode, and doing changes again.
extension EditorPane {
  mutating func startInsertion(_ insertion: VimInsertion) {
    buffer.visual = nil
    buffer.history.begin()
    vim.insertion = insertion
    mode = .insert
    place(cursor: insertion.start)
    restartTape()
  }

  /// What is typed from here on is what will be repeated.
  mutating func restartTape() {
    let start = buffer.cursor
    vim.insertion?.start = start
    buffer.tape = []
    buffer.tapeStart = buffer.cursor
  }

  mutating func insert(at place: VimAction.InsertPlace, _ sentence: VimSentence) {
    let line = buffer.line(at: buffer.cursor)
    let end = buffer.range(ofLine: line).upperBound
    let cursor: Int
    switch place {
    case .before: cursor = buffer.cursor
    case .after: cursor = min(end, buffer.after(buffer.cursor))
    case .lineStart: cursor = buffer.firstNonBlank(ofLine: line)
    case .firstColumn: cursor = buffer.lineStarts[line]
    case .lineEnd: cursor = end
    case .last: cursor = min(buffer.marks["^"] ?? buffer.cursor, buffer.bytes.count)
    case .below, .above: return openLine(below: place == .below, sentence)
    }
    startInsertion(VimInsertion(sentence: sentence, count: sentence.count ?? 1, start: cursor))
  }

  private mutating func openLine(below: Bool, _ sentence: VimSentence) {
    startInsertion(VimInsertion(sentence: sentence, count: sentence.count ?? 1, start: buffer.cursor))
    edit { $0.openLine(below: below) }
    vim.insertion?.freshIndent = true
    restartTape()
  }

  /// Leaves insert mode: the text goes in as often as the count said, and to the other lines of a block.
  mutating func finishInsertion() {
    guard let insertion = vim.insertion else { return }
    let typed = buffer.tape ?? []
    buffer.tape = nil
    removeFreshIndent(insertion)
    repeatInsertion(insertion, typed)
    buffer.history.end()
    vim.insertion = nil
    vim.awaitsRegister = false
    popup = nil
    mode = .normal
    buffer.marks["^"] = buffer.cursor
    let inserted = Self.text(of: typed)
    if !inserted.isEmpty {
      vim.registers.set(".", VimText(bytes: inserted, kind: .characters))
      (buffer.marks["["], buffer.marks["]"]) = (insertion.start, buffer.cursor)
      buffer.marks["."] = buffer.lastEdit
    }
    if var change = vim.lastChange, insertion.sentence == change.sentence {
      change.typed = typed
      vim.lastChange = change
    }
    if let block = insertion.block, let home = block.home {
      place(cursor: min(home, buffer.bytes.count))
    } else if buffer.cursor > buffer.lineStart(buffer.cursor) {
      place(cursor: buffer.before(buffer.cursor))
    }
  }

  /// An indent that was made for text that never came goes again.
  private mutating func removeFreshIndent(_ insertion: VimInsertion) {
    guard insertion.freshIndent, buffer.isBlank(line: buffer.line(at: buffer.cursor)) else { return }
    let line = buffer.range(ofLine: buffer.line(at: buffer.cursor))
    if !line.isEmpty, buffer.cursor == line.upperBound { edit { $0.replace(line, with: []) } }
  }

  private mutating func repeatInsertion(_ insertion: VimInsertion, _ typed: [VimInsertion.Edit]) {
    let times = min(insertion.count, Self.largestPut / max(1, typed.reduce(1) { $0 + $1.inserted.count }))
    if times > 1 {
      for _ in 1..<times {
        if case .act(.insert(let place)) = insertion.sentence?.content, place == .below || place == .above {
          edit { $0.openLine(below: true) }
        }
        play(typed, withinLine: insertion.overtypes)
      }
    }
    guard let block = insertion.block, !typed.isEmpty else { return }
    let cursor = buffer.cursor
    for line in block.lines.dropFirst() where line < buffer.lineCount {
      let end = buffer.range(ofLine: line).upperBound
      if block.atLineEnd {
        buffer.cursor = end
      } else if buffer.column(of: end) >= block.column {
        buffer.cursor = buffer.offset(line: line, column: block.column)
      } else if block.pads {
        var place = end
        edit { place = $0.insertInColumn(block.column, line: line, [], filling: 0) }
        buffer.cursor = place
      } else {
        continue
      }
      play(typed)
    }
    place(cursor: cursor)
  }

  /// Makes the same edits around the cursor. `withinLine` takes away nothing beyond the end of a line.
  mutating func play(_ typed: [VimInsertion.Edit], withinLine: Bool = false) {
    let start = buffer.cursor
    edit { buffer in
      for edit in typed {
        let offset = min(max(0, start + edit.offset), buffer.bytes.count)
        let limit = withinLine ? buffer.lineEnd(offset) : buffer.bytes.count
        buffer.replace(offset..<min(limit, offset + edit.removed), with: edit.inserted)
      }
    }
  }

  /// What the edits leave of text, told roughly: what went in, less what was taken back from its end.
  private static func text(of edits: [VimInsertion.Edit]) -> [UInt8] {
    var text: [UInt8] = []
    for edit in edits {
      let offset = edit.offset
      guard offset >= 0, offset <= text.count else { continue }
      text.replaceSubrange(offset..<min(text.count, offset + edit.removed), with: edit.inserted)
    }
    return text
  }

  // MARK: Again

  mutating func repeatChange(count: Int?) -> VimOutcome {
    guard var change = vim.lastChange else { return .failed }
    if let count { change.sentence.count = count }
    // Putting from a numbered register goes on to the next one.
    if case .act(.put) = change.sentence.content, let register = change.sentence.register,
      ("1"..."8").contains(register)
    {
      change.sentence.register = Unicode.Scalar(register.value + 1)
    }
    buffer.history.begin()
    defer { buffer.history.end() }
    if let extent = change.extent { select(extent) }
    let outcome = perform(change.sentence)
    if vim.insertion != nil {
      play(change.typed, withinLine: vim.insertion?.overtypes == true)
      finishInsertion()
      vim.lastChange?.typed = change.typed
    }
    vim.lastChange?.extent = change.extent
    return outcome
  }
}

extension TextBuffer {
  /// A new line with the indent of the cursor's.
  mutating func openLine(below: Bool) {
    let line = line(at: cursor)
    let range = range(ofLine: line)
    let indent = Array(bytes[range.lowerBound..<firstNonBlank(ofLine: line)])
    if below {
      replace(range.upperBound..<range.upperBound, with: [0x0A] + indent)
    } else {
      replace(range.lowerBound..<range.lowerBound, with: indent + [0x0A])
      cursor = range.lowerBound + indent.count
    }
  }
}

/// Moving and overtyping in insert mode.
extension EditorPane {
  /// The cursor was moved: what is typed from here on is an insertion of its own.
  mutating func continueInsertion() {
    guard vim.insertion != nil else { return }
    buffer.history.end()
    buffer.history.begin()
    vim.insertion?.count = 1
    vim.insertion?.block = nil
    vim.insertion?.freshIndent = false
    restartTape()
  }

  /// Another buffer comes to the front: modes end in the one that goes.
  mutating func leaveVimMode() {
    guard mode != .direct, buffers.indices.contains(active) else { return }
    if vim.insertion != nil { finishInsertion() }
    endVisual()
    if mode == .insert { mode = .normal }
    vim.grammar.reset()
  }

  /// Types over the character at the cursor; at the end of the line the text grows.
  mutating func overtype(_ scalar: Unicode.Scalar) {
    let start = buffer.cursor
    let end = start < buffer.lineEnd(start) ? buffer.after(start) : start
    let old = Array(buffer.bytes[start..<end])
    vim.insertion?.overtyped.append(old)
    edit { $0.replace(start..<end, with: Array(UTF8.encode(scalar)!)) }
  }

  /// Backspace while typing over brings back what was there; false when nothing was typed over.
  mutating func takeBackOvertyped() -> Bool {
    guard vim.insertion?.overtypes == true else { return false }
    guard let old = vim.insertion?.overtyped.popLast() else {
      place(cursor: buffer.cursor > buffer.lineStart(buffer.cursor) ? buffer.before(buffer.cursor) : buffer.cursor)
      restartTape()
      return true
    }
    let start = buffer.before(buffer.cursor)
    edit { $0.replace(start..<$0.cursor, with: old) }
    place(cursor: start)
    return true
  }
}
