import SQLText
import TextUI

/// Searching behind `/` and `?`.
extension State {
  mutating func openSearch(forward: Bool) {
    searchBefore = editor.search
    editor.search.isForward = forward
    searchFrom = (editor.buffer.cursor, nil)
    overlay = .prompt(Prompt(.vimSearch, title: forward ? "/" : "?"))
  }

  /// Makes what is typed the search; without a pattern it is the one before.
  @discardableResult
  mutating func takeVimSearch(_ text: String) throws(PatternError) -> VimSearch {
    let isForward = editor.search.isForward
    let wanted = try VimSearch(text, delimiter: isForward ? "/" : "?")
    if wanted.pattern.isEmpty {
      editor.search = searchBefore
      if wanted.isEnded { editor.search.offset = wanted.offset }
    } else {
      try editor.search.take(wanted.pattern, syntax: .vim)
      editor.search.offset = wanted.offset
    }
    editor.search.isForward = isForward
    return wanted
  }

  /// `/` was accepted: the cursor goes to the match, or the operator that waits takes the text up to it.
  mutating func acceptVimSearch(_ text: String) -> String? {
    let wanted: VimSearch
    do throws(PatternError) {
      wanted = try takeVimSearch(text)
    } catch {
      return error.message
    }
    if let (cursor, _) = searchFrom { editor.buffer.cursor = cursor }
    searchFrom = nil
    editor.search.showsMarks = true
    guard !editor.search.isEmpty else { return nil }
    let pattern = editor.search.text
    editor.vim.registers.set("/", VimText(bytes: Array(pattern.utf8), kind: .characters))
    let outcome = editor.vim.grammar.take(.move(.searchAgain(reversed: false)), isVisual: editor.mode == .visual)
    guard case .sentence(let sentence) = outcome else { return nil }
    if editor.perform(sentence).hasFailed {
      remark("\"\(pattern)\" is not in the buffer", .warning)
    } else if let next = wanted.next {
      searchBefore = editor.search
      editor.search.isForward = next.first == "/"
      return acceptVimSearch(String(next.dropFirst()))
    }
    return nil
  }
}
