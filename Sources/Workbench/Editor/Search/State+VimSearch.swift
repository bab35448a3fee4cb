import SQLText
import TextUI

/// Searching behind `/` and `?`.
extension State {
  mutating func openSearch(forward: Bool) {
    editor.search.isForward = forward
    searchFrom = (editor.buffer.cursor, nil)
    overlay = .prompt(Prompt(.vimSearch, title: forward ? "/" : "?"))
  }

  /// `/` was accepted: the cursor goes to the match, or the operator that waits takes the text up to it.
  mutating func acceptVimSearch(_ text: String) -> String? {
    let wanted = text.isEmpty ? editor.search.text : text
    let isForward = editor.search.isForward
    do throws(PatternError) {
      if !wanted.isEmpty, !text.isEmpty { try editor.search.take(wanted, syntax: .vim) }
    } catch {
      return error.message
    }
    if let (cursor, _) = searchFrom { editor.buffer.cursor = cursor }
    searchFrom = nil
    editor.search.isForward = isForward
    editor.search.showsMarks = true
    guard !editor.search.isEmpty else { return nil }
    editor.vim.registers.set("/", VimText(bytes: Array(wanted.utf8), kind: .characters))
    let outcome = editor.vim.grammar.take(.move(.searchAgain(reversed: false)), isVisual: editor.mode == .visual)
    guard case .sentence(let sentence) = outcome else { return nil }
    if editor.perform(sentence).hasFailed { remark("\"\(wanted)\" is not in the buffer", .warning) }
    return nil
  }
}
