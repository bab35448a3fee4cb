import SQLText
import TextUI

/// Looking at replacements before they are made, and deciding about each.
extension State {
  /// Shows all replacements, for choosing among them before any is made.
  mutating func preview(_ found: Replacements) {
    guard !found.all.isEmpty else { return remark("\"\(editor.search.text)\" is not there", .warning) }
    replacements = found
    var picker = Picker(
      kind: .replacements, title: "\(found.all.count) replacements",
      hints: [("Enter", "make those marked ●")] + decisionHints + [("Esc", "close")])
    picker.fill(replacementRows)
    overlay = .picker(picker)
  }

  private var decisionHints: [(key: String, what: String)] {
    let own = [("replace.take", "make"), ("replace.skip", "leave out"), ("replace.takeRest", "make the rest")]
      .compactMap { command, what in
        keymap.bindings(context: "replacements").first { $0.command == command }.map { (key: $0.keys, what: what) }
      }
    return own.isEmpty ? [(keymap.key(for: "replace.toggle") ?? "Tab", "leave out or take")] : own
  }

  private var replacementRows: [Picker.Row] {
    (replacements?.all ?? []).prefix(10_000).enumerated().map { index, one in
      let buffer = editor.buffer
      let number = buffer.line(at: one.range.lowerBound)
      let line = buffer.range(ofLine: number)
      let before = buffer.text(line.lowerBound..<one.range.lowerBound).suffix(30)
      let behind = buffer.text(one.range.upperBound..<max(one.range.upperBound, line.upperBound)).prefix(30)
      let new = String(decoding: one.new, as: UTF8.self)
      return Picker.Row(
        "\(number + 1): \(before)[\(buffer.text(one.range)) → \(new)]\(behind)", mark: one.isChosen ? "●" : " ",
        choice: .replacement(index))
    }
  }

  /// The replacement that is selected in the list.
  private var selectedReplacement: Int? {
    guard case .picker(let picker) = overlay, case .replacement(let index) = picker.selected?.choice else { return nil }
    return index
  }

  /// Takes the selected replacement out, or in again.
  mutating func toggleReplacement() {
    guard let index = selectedReplacement else { return }
    replacements?.all[index].isChosen.toggle()
    goOnToNextReplacement()
  }

  /// Decides about the selected replacement and goes on; behind the last one those that are chosen are made.
  mutating func decideReplacement(takes: Bool) {
    guard let index = selectedReplacement, let count = replacements?.all.count else { return }
    replacements?.all[index].isChosen = takes
    index == count - 1 ? makeReplacements() : goOnToNextReplacement()
  }

  /// Decides about the selected replacement and all behind it at once, and makes what is chosen.
  mutating func decideReplacements(takes: Bool, rest: Bool) {
    guard let index = selectedReplacement, let count = replacements?.all.count else { return }
    for other in index..<count { replacements?.all[other].isChosen = other == index ? takes : rest }
    makeReplacements()
  }

  private mutating func goOnToNextReplacement() {
    guard case .picker(var picker) = overlay else { return }
    picker.fill(replacementRows)
    picker.move(by: 1)
    overlay = .picker(picker)
  }

  /// Makes the replacements that are chosen.
  mutating func makeReplacements() {
    overlay = nil
    guard let found = replacements else { return }
    replacements = nil
    let count = editor.apply(found)
    editor.settleVim()
    say(count == 0 ? "nothing was replaced" : "\(count) replaced", count == 0 ? .warning : .success)
  }
}
