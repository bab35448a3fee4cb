import SQLText
import TextUI

/// Looking at replacements before they are made.
extension State {
  /// Shows all replacements, for choosing among them before any is made.
  mutating func preview(_ found: Replacements) {
    guard !found.all.isEmpty else { return remark("\"\(editor.search.text)\" is not there", .warning) }
    replacements = found
    var picker = Picker(
      kind: .replacements, title: "\(found.all.count) replacements",
      hints: [
        ("Enter", "make those marked ●"), (keymap.key(for: "replace.toggle") ?? "Tab", "leave out or take"),
        ("Esc", "close"),
      ])
    picker.fill(replacementRows)
    overlay = .picker(picker)
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

  /// Takes the selected replacement out, or in again.
  mutating func toggleReplacement() {
    guard case .picker(var picker) = overlay, picker.kind == .replacements,
      case .replacement(let index) = picker.selected?.choice
    else { return }
    replacements?.all[index].isChosen.toggle()
    picker.fill(replacementRows)
    picker.move(by: 1)
    overlay = .picker(picker)
  }

  mutating func makeReplacements() {
    guard let found = replacements else { return }
    replacements = nil
    let count = editor.apply(found)
    say(count == 0 ? "nothing was replaced" : "\(count) replaced", count == 0 ? .warning : .success)
  }
}
