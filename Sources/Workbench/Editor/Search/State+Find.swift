import SQLText
import TextUI

/// Finding, with what is found marked while one types, and going to places.
extension State {
  mutating func openFind() {
    let selected = editor.selectedText.flatMap { $0.contains("\n") ? nil : $0 }
    searchFrom = (editor.buffer.cursor, editor.buffer.anchor)
    searchBefore = editor.search
    overlay = .prompt(Prompt(.find, title: findTitle("Find"), offering: selected ?? editor.search.text))
  }

  mutating func openReplace() {
    searchFrom = (editor.buffer.cursor, editor.buffer.anchor)
    searchBefore = editor.search
    overlay = .prompt(Prompt(.replace, title: findTitle("Replace"), offering: editor.search.text))
  }

  func findTitle(_ title: String) -> String {
    let modes = editor.search.modes
    let keys = ["find.regex", "find.case", "find.word"].compactMap { name in
      keymap.bindings(context: "prompt").first { $0.command == name }.map { "\($0.keys) \(name.dropFirst(5))" }
    }
    return title + (modes.isEmpty ? "" : " · \(modes)") + (keys.isEmpty ? "" : "  (\(keys.joined(separator: ", ")))")
  }

  /// Changes how text is searched for while its prompt is open.
  mutating func changeSearch(_ change: (inout EditorSearch) -> Void) {
    change(&editor.search)
    guard case .prompt(var prompt) = overlay, prompt.question.searches else {
      remark(editor.search.modes.isEmpty ? "searching for plain text" : "searching: \(editor.search.modes)")
      return
    }
    prompt.title = findTitle(prompt.title.hasPrefix("Replace") ? "Replace" : "Find")
    overlay = .prompt(prompt)
    showSearch()
  }

  /// The line of a search prompt changed: matches are marked and the next one is shown.
  mutating func showSearch() {
    guard case .prompt(var prompt) = overlay else { return }
    let syntax: EditorSearch.Syntax?
    switch prompt.question {
    case .find, .replace: syntax = nil
    case .vimSearch: syntax = .vim
    default: return
    }
    do throws(PatternError) {
      if syntax == .vim {
        try takeVimSearch(prompt.input.text)
      } else {
        try editor.search.take(prompt.input.text, syntax: syntax)
        editor.search.offset = nil
      }
      prompt.complaint = nil
      if let (cursor, anchor) = searchFrom {
        editor.buffer.cursor = cursor
        editor.buffer.anchor = anchor
        if let found = editor.match(from: cursor - (syntax == .vim ? 0 : 1), forward: editor.search.isForward) {
          editor.buffer.cursor = found.range.lowerBound
        }
      }
    } catch {
      prompt.complaint = error.message
    }
    overlay = .prompt(prompt)
  }

  /// The line of a prompt that searches, replaces or commands was accepted.
  mutating func acceptText(_ prompt: Prompt) -> [Effect] {
    let answer = prompt.input.text
    switch prompt.question {
    case .find:
      restoreSearchPlace()
      if let problem = find(answer) {
        guard editor.search.isEmpty else {
          overlay = nil
          remark(problem, .warning)
          return []
        }
        return complain(problem)
      }
    case .replace:
      if let problem = prompt.complaint { return complain(problem) }
      guard !answer.isEmpty else { return complain("the text to replace is needed") }
      restoreSearchPlace()
      overlay = .prompt(Prompt(.replaceWith, title: "Replace \(answer) with"))
      return []
    case .replaceWith:
      overlay = nil
      guard let pattern = editor.search.pattern else { return [] }
      let range = editor.buffer.selection ?? 0..<editor.buffer.bytes.count
      preview(
        editor.replacements(
          of: pattern,
          with: ReplacementText(answer, isRegex: editor.search.isRegex, groups: pattern.groups), in: range))
      return []
    case .vimSearch:
      if let problem = acceptVimSearch(answer) { return complain(problem) }
    case .exLine:
      overlay = nil
      return runEx(answer)
    default: break
    }
    overlay = nil
    return []
  }

  private mutating func restoreSearchPlace() {
    if let (cursor, anchor) = searchFrom {
      editor.buffer.cursor = cursor
      editor.buffer.anchor = anchor
    }
    searchFrom = nil
    searchOrigin = nil
  }

  /// The search that is typed goes on from the match that is shown.
  mutating func searchOn(forward: Bool) {
    guard case .prompt(let prompt) = overlay, prompt.question.searches, let from = searchFrom else { return }
    editor.search.isForward = forward
    let place = editor.buffer.cursor
    guard let found = editor.match(from: place, forward: forward)?.range else { return }
    searchOrigin = searchOrigin ?? from
    searchFrom = (found.lowerBound, nil)
    editor.buffer.cursor = found.lowerBound
  }

  /// A search prompt was left: the cursor is where it was.
  mutating func leaveSearch() {
    if let (cursor, anchor) = searchOrigin ?? searchFrom {
      editor.buffer.cursor = min(cursor, editor.buffer.bytes.count)
      editor.buffer.anchor = anchor
    }
    searchFrom = nil
    searchOrigin = nil
    if editor.mode != .direct { editor.search = searchBefore }
    editor.vim.grammar.reset()
    editor.search.showsMarks = false
  }

  /// Goes to the next match; nil when it was found, else what is wrong.
  mutating func find(_ text: String, forward: Bool = true) -> String? {
    do throws(PatternError) {
      if !text.isEmpty, text != editor.search.text || editor.search.isEmpty { try editor.search.take(text) }
    } catch {
      return error.message
    }
    guard !editor.search.isEmpty else { return nil }
    editor.search.isForward = forward
    editor.search.showsMarks = true
    return editor.findNext(forward: forward) ? nil : "\"\(editor.search.text)\" is not in the buffer"
  }

  // MARK: Statements

  /// The statements of the buffer, to go to one.
  mutating func openStatements() {
    let buffer = editor.buffer
    var picker = Picker(
      kind: .statements, title: "Statements", hints: [("Enter", "go"), ("Esc", "close")])
    picker.emptyText = "the buffer has no statement"
    let here = buffer.currentStatement?.lowerBound
    picker.fill(
      buffer.sql.statements.prefix(20_000).map { range in
        let text = buffer.bytes.withBytes(range.lowerBound..<min(range.upperBound, range.lowerBound + 200)) { bytes in
          Array(bytes.split { $0 == 0x20 || $0 &- 0x09 < 5 }.joined(separator: CollectionOfOne(0x20)))
        }
        let oneLine = String(decoding: text, as: UTF8.self)
        return Picker.Row(
          oneLine, detail: "line \(buffer.line(at: range.lowerBound) + 1)", mark: range.lowerBound == here ? "●" : "",
          choice: .offset(range.lowerBound))
      }, select: here.map { .offset($0) })
    overlay = .picker(picker)
  }
}
