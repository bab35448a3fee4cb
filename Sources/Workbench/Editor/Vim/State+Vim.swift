import TextUI

/// The keys of vim's modes on their way to the editor.
extension State {
  /// Whether the keys mean words of vim now.
  var speaksVim: Bool {
    overlay == nil && focus == .editor && (editor.mode == .normal || editor.mode == .visual)
  }

  /// The contexts of keys in normal and visual mode, by what the words so far ask for.
  var vimContexts: [String] {
    if editor.mode == .visual { return ["visual", "object", "operator", "motion", "editor", "global"] }
    if editor.vim.grammar.pendingOperator != nil { return ["pending", "object", "operator", "motion"] }
    return ["normal", "operator", "motion", "editor", "global"]
  }

  /// Takes a key that is no word itself: a digit of a count, or the character that a word waits for. False when it is a word.
  mutating func takeVimKey(_ key: Key) -> [Effect]? {
    if editor.mode == .insert, editor.vim.awaitsRegister, overlay == nil, focus == .editor {
      editor.vim.awaitsRegister = false
      insertRegister(key)
      return []
    }
    if editor.vim.awaitsRegister, case .prompt = overlay {
      editor.vim.awaitsRegister = false
      paste(registerForLine(key))
      return overlayChanged()
    }
    guard speaksVim, pendingKeys.isEmpty else { return nil }
    if editor.vim.grammar.takesDigit(key) {
      editor.vim.grammar.take(digit: key)
      return []
    }
    guard editor.vim.grammar.open != nil else { return nil }
    guard let scalar = key.typedScalar else {
      editor.vim.grammar.reset()
      return []
    }
    let answer = editor.vim.grammar.take(character: scalar, isVisual: editor.mode == .visual)
    return take(answer)
  }

  /// A word was said, by a key or the palette.
  mutating func say(_ word: VimWord) -> [Effect] {
    if editor.mode == .insert { leaveInsertMode() }
    if case .with(.record) = word, let recorded = editor.vim.recording {
      finishRecording(recorded)
      return []
    }
    // An operator that waits takes the text up to what will be found.
    if case .act(.search(let forward)) = word {
      openSearch(forward: forward)
      return []
    }
    return take(editor.vim.grammar.take(word, isVisual: editor.mode == .visual))
  }

  private mutating func take(_ answer: VimGrammar.Answer) -> [Effect] {
    switch answer {
    case .more: return []
    case .nothing:
      editor.vim.hasFailed = true
      return []
    case .sentence(let sentence): return perform(sentence)
    }
  }

  private mutating func perform(_ sentence: VimSentence) -> [Effect] {
    if case .act(let action) = sentence.content {
      switch action {
      case .record(let name): return startRecording(name)
      case .play(let name): return play(name, times: sentence.count ?? 1)
      case .commandLine:
        openCommandLine(count: sentence.count)
        return []
      case .repeatSubstitution: return runEx("s")
      case .repeatSubstitutionEverywhere: return runEx("%&&")
      default: break
      }
    }
    let outcome = editor.perform(sentence)
    if let message = outcome.message { remark(message, .warning) }
    return outcome.copied.map { [.copyToClipboard($0)] } ?? []
  }

  /// `Esc` in insert mode.
  mutating func leaveInsertMode() {
    editor.popup = nil
    if editor.vim.insertion != nil {
      editor.finishInsertion()
    } else if editor.mode == .insert {
      editor.mode = .normal
    }
    editor.settleVim()
  }

  /// `Ctrl-R` in insert mode and a name.
  private mutating func insertRegister(_ key: Key) {
    guard let scalar = key.typedScalar, let text = editor.vim.registers[scalar] else { return }
    editor.edit { $0.insert(text.bytes) }
  }

  /// What `Ctrl-R` and a name put into a line; `Ctrl-W` names the word under the cursor.
  private func registerForLine(_ key: Key) -> [UInt8] {
    if key == Key(.character("w"), .control) {
      let cursor = searchFrom?.0 ?? editor.buffer.cursor
      return editor.wordToSearch(at: cursor).map { Array(editor.buffer.bytes[$0]) } ?? []
    }
    return key.typedScalar.flatMap { editor.vim.registers[$0]?.bytes } ?? []
  }

  /// What the keys that were begun can go on with, nil when none were.
  var continuations: [(keys: String, command: String)]? {
    if !pendingKeys.isEmpty {
      guard case .pending(let next) = keymap.lookup(pendingKeys, contexts: keyContexts) else { return nil }
      return next
    }
    guard speaksVim, editor.vim.grammar.pendingOperator != nil, editor.vim.grammar.open == nil else { return nil }
    return ["object", "motion"].flatMap { keymap.bindings(context: $0) }
  }

  /// The mode and the keys so far, for the last line.
  var modeText: String {
    guard focus == .editor, overlay == nil else { return "" }
    if let prefix = editor.prefix { return prefix.text }
    guard editor.mode != .direct else { return "" }
    let mode =
      switch editor.mode {
      case .insert: editor.vim.insertion?.overtypes == true ? "REPLACE" : "INSERT"
      case .visual:
        switch editor.buffer.visual?.kind {
        case .lines: "VISUAL LINE"
        case .block: "VISUAL BLOCK"
        default: "VISUAL"
        }
      default: ""
      }
    let recording = editor.vim.recording.map { "recording @\($0.name)" } ?? ""
    return [mode, recording, editor.vim.grammar.shown].filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: Macros

  private mutating func startRecording(_ name: Unicode.Scalar) -> [Effect] {
    guard ("a"..."z").contains(name) || ("A"..."Z").contains(name) || ("0"..."9").contains(name) else { return [] }
    editor.vim.recording = (name, [])
    say("recording @\(name)")
    return []
  }

  private mutating func finishRecording(_ recorded: (name: Unicode.Scalar, keys: [Key])) {
    editor.vim.recording = nil
    // The key that ended it is no part of it.
    let text = recorded.keys.dropLast().map(\.macroText).joined()
    editor.vim.registers.keep(VimText(bytes: Array(text.utf8), kind: .characters), in: recorded.name)
    say("recorded @\(recorded.name)")
  }

  /// Keys that the macros of one key may press altogether.
  static let macroKeys = 1_000_000

  private mutating func play(_ name: Unicode.Scalar, times: Int) -> [Effect] {
    let wanted = name == "@" ? editor.vim.lastPlayed : name
    guard let wanted, editor.vim.playDepth < 50 else { return [] }
    guard let text = editor.vim.registers[wanted] else {
      remark("register \(wanted) is empty", .warning)
      return []
    }
    editor.vim.lastPlayed = wanted
    if wanted == ":" {
      let line = String(decoding: text.bytes, as: UTF8.self)
      return (0..<times).flatMap { _ in runEx(line) }
    }
    let keys = Key.keys(macroText: text)
    if editor.vim.playDepth == 0 {
      editor.vim.playBudget = Self.macroKeys
      editor.vim.hasFailed = false
    }
    editor.vim.playDepth += 1
    let (buffer, state) = (editor.buffer.id, editor.buffer.history.state)
    defer {
      editor.vim.playDepth -= 1
      // All that one key played is undone at once.
      if editor.vim.playDepth == 0, editor.buffer.id == buffer { editor.buffer.history.gather(since: state) }
    }
    var effects: [Effect] = []
    for _ in 0..<times {
      for key in keys {
        guard !editor.vim.hasFailed, editor.vim.playBudget > 0 else { return effects }
        editor.vim.playBudget -= 1
        effects += press(key)
      }
      if keys.isEmpty { break }
    }
    return effects
  }
}

extension Key {
  /// The character that the key types, line feed and tab included.
  var typedScalar: Unicode.Scalar? {
    switch code {
    case .character(let scalar) where modifiers.isEmpty || modifiers == .shift: scalar
    case .enter where modifiers.isEmpty: "\r"
    case .tab where modifiers.isEmpty: "\t"
    default: nil
    }
  }

  /// The key as macros keep it in a register: typed characters as they are, others by name between marks that nobody types.
  var macroText: String {
    if case .character(let scalar) = code, modifiers.isEmpty { return String(scalar) }
    return "\u{E0FE}\(name)\u{E0FF}"
  }

  static func keys(macroText text: VimText) -> [Key] {
    var keys: [Key] = []
    var name: String.UnicodeScalarView?
    for scalar in String(decoding: text.bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\u{E0FE}": name = String.UnicodeScalarView()
      case "\u{E0FF}":
        if let named = name.flatMap({ Key(name: String($0)) }) { keys.append(named) }
        name = nil
      case _ where name != nil: name?.append(scalar)
      case "\n", "\r": keys.append(Key(.enter))
      case "\t": keys.append(Key(.tab))
      case "\u{1B}": keys.append(Key(.escape))
      default: keys.append(Key(.character(scalar)))
      }
    }
    return keys
  }
}
