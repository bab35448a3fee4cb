import TextUI

/// What a sentence did beyond the text.
struct VimOutcome: Sendable {
  /// Text for the clipboard of the system.
  var copied: String?
  var message: String?
  var hasFailed = false

  static let failed = VimOutcome(hasFailed: true)
}

/// Carries out sentences of vim's keys on the buffer in front.
extension EditorPane {
  mutating func perform(_ sentence: VimSentence) -> VimOutcome {
    let before = buffer.edits
    let extent = mode == .visual ? visualExtent : nil
    var outcome = carryOut(sentence)
    settleVim()
    if sentence.isChange, !outcome.hasFailed || buffer.edits != before {
      vim.lastChange = VimChange(sentence: sentence, extent: extent)
      if buffer.edits != before, let place = buffer.lastEdit { buffer.marks["."] = place }
    }
    if outcome.hasFailed { vim.hasFailed = true }
    if VimRegisters.isClipboard(sentence.register), outcome.copied == nil, sentence.storesText {
      outcome.copied = vim.registers["+"].map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    return outcome
  }

  private mutating func carryOut(_ sentence: VimSentence) -> VimOutcome {
    switch sentence.content {
    case .move(let motion): return move(by: motion, count: sentence.count)
    case .operate(let op, let range):
      let outcome = operate(op, on: range, sentence)
      if outcome.hasFailed { buffer.goalColumn = nil }
      return outcome
    case .select(let object): return select(object, count: sentence.count ?? 1)
    case .act(let action): return act(action, sentence)
    }
  }

  // MARK: Moving

  private mutating func move(by motion: VimMotion, count: Int?) -> VimOutcome {
    guard let target = target(of: motion, count: count) else {
      if motion.reach != .lines { buffer.goalColumn = motion == .lineEnd ? .max : nil }
      return .failed
    }
    if motion.isJump { buffer.rememberJump() }
    let toLineEnd = motion == .lineEnd || buffer.visual?.toLineEnd == true && target.goal == .max
    buffer.visual?.toLineEnd = toLineEnd
    place(cursor: target.place, goal: target.goal)
    return VimOutcome()
  }

  mutating func place(cursor: Int, goal: Int? = nil) {
    buffer.cursor = cursor
    buffer.goalColumn = goal
    buffer.anchor = nil
    popup = nil
  }

  /// After anything: normal mode stands on a character, visual mode ends when its selection is gone.
  mutating func settleVim() {
    // Places that were kept while the text changed may lie behind its end.
    let end = buffer.bytes.count
    if buffer.cursor > end { buffer.cursor = end }
    if let anchor = buffer.anchor, anchor > end { buffer.anchor = end }
    if let visual = buffer.visual, visual.anchor > end { buffer.visual?.anchor = end }
    if mode == .visual, buffer.visual == nil { mode = .normal }
    if mode != .visual { buffer.visual = nil }
    guard mode == .normal else { return }
    buffer.history.close()
    let goal = buffer.goalColumn
    buffer.cursor = buffer.onCharacter(buffer.cursor)
    buffer.goalColumn = goal
  }

  /// The one command of normal mode that insert mode was left for is done.
  mutating func returnToInsertMode() {
    guard mode == .normal, vim.grammar.isEmpty, vim.insertion == nil else { return }
    vim.returnsToInsert = false
    startInsertion(VimInsertion(count: 1, start: buffer.cursor))
  }

  // MARK: Acting

  private mutating func act(_ action: VimAction, _ sentence: VimSentence) -> VimOutcome {
    let times = sentence.count ?? 1
    switch action {
    case .insert(let place): insert(at: place, sentence)
    case .overtype:
      startInsertion(VimInsertion(sentence: sentence, count: times, start: buffer.cursor, overtypes: true))
    case .replace(let scalar): return replace(with: scalar, times)
    case .put(let before, let cursorBehind):
      return put(vim.registers[sentence.register], before: before, cursorBehind: cursorBehind, times)
    case .join(let spaces): return join(spaces: spaces, times)
    case .toggleCase: return toggleCase(times)
    case .add(let sign): return add(sign * times)
    case .undo: return undoOrRedo(times) { $0.undo(atChange: true) }
    case .redo: return undoOrRedo(times) { $0.redo(atChange: true) }
    case .travel(let step): return undoOrRedo(1) { $0.travel(by: step * times, atChange: true) }
    case .repeatChange: return repeatChange(count: sentence.count)
    case .setMark(let name): buffer.marks[name] = buffer.cursor
    case .scroll(let scroll): return self.scroll(scroll, count: sentence.count)
    case .jump(let forward):
      guard let place = buffer.jump(by: forward ? times : -times) else { return .failed }
      self.place(cursor: min(place, buffer.bytes.count))
    case .visual(let kind): beginVisual(kind)
    case .visualAgain: return reselect()
    case .swapEnds(let sameLine): swapEnds(sameLine: sameLine)
    case .blockInsert(let atEnd): return blockInsert(atEnd: atEnd, sentence)
    case .putOverSelection(let keepsRegister): return putOverSelection(sentence, keepsRegister: keepsRegister)
    case .selectMatch(let forward): return selectMatch(forward: forward)
    case .escape: endVisual()
    case .record, .play, .search, .commandLine, .repeatSubstitution, .repeatSubstitutionEverywhere: break
    }
    return VimOutcome()
  }

  private mutating func undoOrRedo(_ times: Int, _ step: (inout TextBuffer) -> Bool) -> VimOutcome {
    for turn in 0..<times {
      var isDone = false
      edit { isDone = step(&$0) }
      if !isDone { return turn == 0 ? .failed : VimOutcome() }
    }
    return VimOutcome()
  }

  private mutating func scroll(_ scroll: VimAction.Scroll, count: Int?) -> VimOutcome {
    let height = max(1, size.height)
    let half = count ?? max(1, height / 2)
    switch scroll {
    case .halfDown, .halfUp, .pageDown, .pageUp:
      let lines = scroll == .halfDown || scroll == .halfUp ? half : max(1, height - 2) * (count ?? 1)
      let isDown = scroll == .halfDown || scroll == .pageDown
      let line = buffer.line(at: buffer.cursor)
      let end = buffer.shownLine(buffer.lineCount - 1)
      let target = buffer.shownLine(isDown ? lines : -lines, from: line) ?? (isDown ? end : 0)
      guard target != line else { return .failed }
      buffer.top = buffer.shownLine(isDown ? lines : -lines, from: buffer.top) ?? (isDown ? end : 0)
      place(cursor: buffer.firstNonBlank(ofLine: target))
    case .lineUp, .lineDown:
      let lines = count ?? 1
      let end = buffer.shownLine(buffer.lineCount - 1)
      buffer.top =
        buffer.shownLine(scroll == .lineDown ? lines : -lines, from: buffer.top) ?? (scroll == .lineDown ? end : 0)
      let line = buffer.line(at: buffer.cursor)
      let shown = min(max(line, buffer.top), buffer.shownLine(height - 1, from: buffer.top) ?? end)
      if shown != line { place(cursor: buffer.offset(line: shown, column: buffer.column(of: buffer.cursor))) }
    case .top, .middle, .bottom:
      let line = buffer.line(at: buffer.cursor)
      let above = scroll == .top ? 0 : scroll == .middle ? height / 2 : height - 1
      buffer.top = buffer.shownLine(-above, from: line) ?? 0
    }
    return VimOutcome()
  }
}

extension VimSentence {
  /// Whether `.` does it again.
  var isChange: Bool {
    switch content {
    case .operate(let op, _): op != .yank
    case .act(let action):
      switch action {
      case .insert, .overtype, .replace, .put, .join, .toggleCase, .add, .blockInsert, .putOverSelection: true
      default: false
      }
    default: false
    }
  }

  /// Whether it puts text into a register.
  fileprivate var storesText: Bool {
    if case .operate(let op, _) = content { return op == .delete || op == .change || op == .yank }
    return false
  }
}
