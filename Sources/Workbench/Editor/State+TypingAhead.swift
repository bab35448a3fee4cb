import TextUI

extension State {
  /// The same with an empty editor, for `typedAhead`: no other thread should hold the user's texts while they are changed.
  package var withoutTexts: State {
    var state = self
    let mode = editor.mode
    state.editor = EditorPane(buffers: [], active: 0)
    state.editor.mode = mode
    return state
  }

  /// The workbench once a statement was typed, and shown, that nobody asked for. What a program does for the first time takes it several
  /// times as long, and keys are what people wait for: typing this once, where nobody waits, has it done before.
  package func typedAhead() -> State {
    var state = self
    let keys = (speaksVim ? "i" : "") + Self.statementAhead
    for scalar in keys.unicodeScalars {
      _ = state.handle(.tick(now))
      _ = state.handle(.key(Key(.character(scalar))))
      _ = state.draw()
    }
    return state
  }

  /// A query, and a statement that is none: what may follow their words is known by tables of their own.
  static let statementAhead = "select a.b, c from d where e = 1 and ; alter table f add "
}
