/// Folding statements to their first lines.
enum FoldCommands {
  static let all: [Command] = [
    .change("fold.close", "Fold the statement at the cursor to its first line") { state in
      if !state.editor.buffer.fold() { state.remark("the statement at the cursor is one line") }
    },
    .change("fold.open", "Unfold the statement on the cursor's line") { state in
      if !state.editor.buffer.unfold() { state.remark("nothing is folded here") }
    },
    .change("fold.toggle", "Fold the statement at the cursor, or unfold it") { state in
      if !state.editor.buffer.unfold(), !state.editor.buffer.fold() {
        state.remark("the statement at the cursor is one line")
      }
    },
    .change("fold.closeAll", "Fold all statements to their first lines") { $0.editor.buffer.foldAll() },
    .change("fold.openAll", "Unfold all statements") { $0.editor.buffer.folds = Folds() },
  ]
}
