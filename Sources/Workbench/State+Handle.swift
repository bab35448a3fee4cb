import Database
import SQLText
import TextUI

// The event map.
//   key        overlay, then the keymap of the focused pane, then plain typing
//   mouse      overlay, borders of panes, then the pane under it       State+Mouse
//   paste      overlay's line, else the editor
//   session    connection and its end                                  State+Session
//              what a run gives: columns, rows, errors, its end        State+RunAnswers
//   rows       filtered, sorted, searched                              State+Arranging
//   catalog    tree and completion                                     State+Session
//   platform   progress and ends of branch operations                  State+PlatformOperations
//   answers    of everything else that works beside the screen         State+Answers
// Answers carry the number of their question; those to an old question are dropped.
extension State {
  /// Takes in what happened and returns what the shell has to do.
  package mutating func handle(_ event: Event) -> [Effect] {
    let hadOverlay = overlay != nil
    let effects = dispatch(event) + probeSchemaIfDue() + arrangeRows() + fillChart()
    if let facts = link.facts { editor.strings.hasEscapes = facts.stringsHaveEscapes }
    editor.settleVim()
    explainEditing()
    settleLeaving()
    if !hadOverlay { noteOpening(by: event) }
    openUnbidden()
    if overlay != nil, !hadOverlay { lineSession += 1 }
    layout()
    noticeText()
    return effects + layOutViewer()
  }

  private mutating func dispatch(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return take(key)
    case .paste(let bytes):
      noteKeys()
      paste(bytes)
      return overlay == nil ? [] : overlayChanged()
    case .mouse(let event):
      if case .press = event.action { remarkNow = nil }
      return take(event)
    case .resized(let size):
      self.size = size
      return []
    case .tick(let now): return goOn(now)
    case .focused(let isFocused): return isFocused ? checkFiles() : []
    case .lineEdited(let line): return receive(line)
    case .session(let session, let report):
      return session == link.session ? receive(report) : receive(report, parked: session)
    case .catalog(let session, let answer):
      return session == link.session ? receive(catalog: answer) : []
    case .rows(let report): return receive(rows: report)
    case .platform(let report): return receive(platform: report)
    case .fileRead, .fileMissing, .fileWritten, .fileStamped, .fileSeen, .fileConflict, .editedOutside:
      return receive(ofFiles: event)
    case .exporting, .exported, .comparing, .compared, .cellLaidOut, .inquired: return receive(ofResults: event)
    case .inspected, .cut, .formatted: return receive(ofStatements: event)
    case .usesCounted, .historyFound, .queriesListed, .querySaved, .themesRead:
      receive(ofRecords: event)
      return []
    case .remarked, .failed, .recovered, .clipboardLacksRoom:
      tell(event)
      return []
    }
  }

  private mutating func take(_ key: Key) -> [Effect] {
    (remarkNow, startRemark) = (nil, nil)
    noteKeys()
    let effects = press(key)
    halfTyped.notice(continuations != nil, now: now)
    noteOrder(effects)
    return effects
  }

  /// What time brings by itself.
  private mutating func goOn(_ now: Int64) -> [Effect] {
    self.now = now
    if link.phase == .connecting, link.connectingSince == nil { link.connectingSince = now }
    editor.readOn()
    halfTyped.wait(until: now)
    settlePrompt()
    warnOfTransactionEnd()
    searchViewer()
    return closeParked() + inspectWhenDue() + watchOn()
  }

  /// The first effects: connect, and list what there is.
  package mutating func start() -> [Effect] {
    layout()
    let files = filesToOpen.map(open(file:))
    guard link.destination != .nowhere else {
      link.phase = .down("no tenant is chosen yet · \(howTo("branch.switch")) lists them")
      return files + openSwitcher() + [.countUses]
    }
    return files + connect(to: link.destination) + [.listTenants(starts: false), .countUses]
  }

  /// The contexts whose keys apply now, the innermost first.
  package var keyContexts: [String] { overlay?.keyContexts ?? paneContexts }

  /// Those of the pane in front, whatever lies over it.
  var paneContexts: [String] {
    switch focus {
    case .editor:
      if speaksVim { return vimContexts }
      let mode = editor.mode == .direct ? [] : [editor.mode.rawValue]
      return (editor.popup == nil ? [] : ["popup"]) + mode + ["editor", "global"]
    case .results: return (results.tab?.showsRecord == true ? ["record"] : []) + ["grid", "global"]
    case .catalog: return ["tree", "global"]
    }
  }

  mutating func press(_ key: Key) -> [Effect] {
    if case .keys(var tester) = overlay {
      overlay = tester.press(key, keymap: keymap) ? .keys(tester) : nil
      return []
    }
    if editor.vim.playDepth == 0 { editor.vim.recording?.keys.append(key) }
    if takePrefixDigit(key) { return [] }
    let isOneCommand = editor.vim.returnsToInsert
    let effects = takeVimKey(key) ?? look(up: key)
    if speaksVim {
      editor.settleVim()
      if isOneCommand, pendingKeys.isEmpty { editor.returnToInsertMode() }
    }
    return effects
  }

  private mutating func look(up key: Key) -> [Effect] {
    pendingKeys.append(key)
    switch keymap.lookup(pendingKeys, contexts: keyContexts) {
    case .pending: return []
    case .command(let name):
      if speaksVim { editor.vim.grammar.show(pendingKeys.map(\.name).joined()) }
      pendingKeys = []
      defer { editor.vim.grammar.forgetOtherKeys() }
      if name.hasPrefix("prompt.") || key == Key(.escape), let effects = lineEdit(key) { return effects }
      return run(prefixed: name)
    case .none:
      let isFirst = pendingKeys.count == 1
      pendingKeys = []
      if speaksVim { editor.vim.fail() }
      guard isFirst else { return [] }
      if let effects = lineEdit(key) { return effects }
      // Escape with a key right behind it looks like Alt; where Escape does something it was Escape, and before a key that is no letter it may
      // have been.
      if key.modifiers.contains(.alt) {
        var plain = key
        plain.modifiers.remove(.alt)
        if takesEscape { return press(Key(.escape)) + press(plain) }
        guard case .character = plain.code else { return press(plain) }
        remark("\(key.name) does nothing here")
        return []
      }
      return type(key)
    }
  }

  /// Whether Escape ends something: a mode, a list, an overlay; or leads out of a pane.
  private var takesEscape: Bool {
    focus != .editor || overlay != nil || speaksVim || editor.popup != nil || editor.snippet != nil
      || editor.buffer.selection != nil || !editor.buffer.carets.isEmpty
  }

  /// Runs a command by name, as keys and the palette do; a disabled one says why.
  package mutating func run(command name: String) -> [Effect] {
    guard let command = Commands.named[name] else {
      remark("unknown command \(name)", .error)
      return []
    }
    if let reason = command.unavailable(self) {
      remark("\(name): \(reason)", .warning)
      return []
    }
    let version = editor.version
    let effects = command.run(&self)
    editor.lastCommand = name
    if editor.version != version { editorChanged(byTyping: name == "edit.backspace") }
    return effects
  }

  /// A key that no map binds: text for the overlay's line or the editor.
  private mutating func type(_ key: Key) -> [Effect] {
    guard case .character(let scalar) = key.code, key.modifiers.isEmpty || key.modifiers == .shift else { return [] }
    if overlay != nil {
      overlay?.type(scalar)
      return overlayChanged()
    }
    guard focus == .editor, editor.mode == .direct || editor.mode == .insert else { return [] }
    for _ in 0..<takePrefixCount() { editor.insert(scalar) }
    editor.lastCommand = ""
    editorChanged(byTyping: true)
    return []
  }

  mutating func paste(_ bytes: [UInt8]) {
    if overlay != nil {
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where scalar.value >= 0x20 {
        overlay?.type(scalar)
      }
    } else if focus == .editor {
      editor.paste(bytes)
      editor.popup = nil
    }
  }

  /// Puts a sentence on the last line.
  mutating func say(_ text: String, _ tone: StatusLine.Tone = .plain) {
    remarkNow = nil
    status = StatusLine(text: text, tone: tone)
  }

  /// Says on the last line why the key just pressed did nothing, or what it did; with the next one what stood there comes back.
  mutating func remark(_ text: String, _ tone: StatusLine.Tone = .plain) {
    remarkNow = StatusLine(text: text, tone: tone)
  }
}
