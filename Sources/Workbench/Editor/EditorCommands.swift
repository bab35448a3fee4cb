import TextUI

/// Moving, selecting and editing text.
enum EditorCommands {
  static let all: [Command] =
    moves.flatMap { move in
      [
        Command.change("move.\(move.name)", "Go \(move.summary)") { state in
          state.editor.move(selecting: state.editor.isSelecting, keepsColumn: move.keepsColumn, to: move.place)
        },
        Command.change("select.\(move.name)", "Select \(move.summary)") { state in
          state.editor.move(selecting: true, keepsColumn: move.keepsColumn, to: move.place)
        },
      ]
    } + pages + selecting + editing + clipboard + completion + snippets + buffers + modes

  private struct Move: Sendable {
    var name: String
    var summary: String
    var keepsColumn = false
    var place: @Sendable (inout TextBuffer) -> Int
  }

  private static let moves: [Move] = [
    Move(name: "left", summary: "one character left") { $0.before($0.cursor) },
    Move(name: "right", summary: "one character right") { $0.after($0.cursor) },
    Move(name: "up", summary: "one line up", keepsColumn: true) { $0.vertical(-1) },
    Move(name: "down", summary: "one line down", keepsColumn: true) { $0.vertical(1) },
    Move(name: "wordLeft", summary: "to the start of the word") { $0.wordLeft($0.cursor) },
    Move(name: "wordRight", summary: "to the end of the word") { $0.wordRight($0.cursor) },
    Move(name: "lineStart", summary: "to the start of the line") { $0.smartLineStart($0.cursor) },
    Move(name: "lineEnd", summary: "to the end of the line") { $0.range(ofLine: $0.line(at: $0.cursor)).upperBound },
    Move(name: "bufferStart", summary: "to the start of the buffer") { _ in 0 },
    Move(name: "bufferEnd", summary: "to the end of the buffer") { $0.bytes.count },
  ]

  private static let pages: [Command] = [
    .change("move.pageUp", "Go one page up") { state in
      let height = state.editor.size.height - 1
      state.editor.move(selecting: state.editor.isSelecting, keepsColumn: true) { $0.vertical(-max(1, height)) }
    },
    .change("move.pageDown", "Go one page down") { state in
      let height = state.editor.size.height - 1
      state.editor.move(selecting: state.editor.isSelecting, keepsColumn: true) { $0.vertical(max(1, height)) }
    },
  ]

  private static let selecting: [Command] = [
    .change("select.nextOccurrence", "Select the word, then its next place too, with a cursor at each") { state in
      if !state.editor.buffer.selectNextOccurrence() { state.remark("there is no other place of it") }
    },
    .change("select.columnUp", "Put a cursor on the line above too") { _ = $0.editor.buffer.addCaret(by: -1) },
    .change("select.columnDown", "Put a cursor on the line below too") { _ = $0.editor.buffer.addCaret(by: 1) },
    .change("select.all", "Select the whole buffer") { state in
      state.editor.move(selecting: false) { $0.bytes.count }
      state.editor.buffer.anchor = 0
    },
    .change("select.start", "Start selecting: moves take the selection along until an edit or Esc") { state in
      state.editor.isSelecting = true
      state.editor.buffer.anchor = state.editor.buffer.cursor
    },
    .change("select.none", "Select nothing, with one cursor") { state in
      state.editor.buffer.carets = []
      state.editor.search.showsMarks = false
      state.editor.isSelecting = false
      state.editor.buffer.anchor = nil
      state.editor.popup = nil
    },
  ]

  private static func edit(
    _ name: String, _ summary: String, _ change: @escaping @Sendable (inout TextBuffer) -> Void
  ) -> Command {
    .change(name, summary) { state in
      state.editor.isSelecting = false
      state.editor.edit(change)
    }
  }

  private static let editing: [Command] = [
    edit("edit.newLine", "Start a new line with the same indent") { $0.newLine() },
    .change("edit.backspace", "Delete the character before the cursor") { state in
      state.editor.isSelecting = false
      if !state.editor.takeBackOvertyped() { state.editor.edit { $0.backspace() } }
    },
    edit("edit.delete", "Delete the character under the cursor") { $0.delete() },
    edit("edit.deleteWordLeft", "Delete to the start of the word") { $0.delete(to: $0.wordLeft($0.cursor)) },
    edit("edit.deleteWordRight", "Delete to the end of the word") { $0.delete(to: $0.wordRight($0.cursor)) },
    edit("edit.deleteToLineEnd", "Delete to the end of the line") { $0.deleteToLineEnd() },
    edit("edit.duplicateLine", "Repeat the lines of the selection below them") { $0.duplicateLines() },
    edit("edit.moveLineUp", "Move the lines of the selection up") { $0.moveLines(by: -1) },
    edit("edit.moveLineDown", "Move the lines of the selection down") { $0.moveLines(by: 1) },
    edit("edit.joinLines", "Join the line with the next one") { $0.joinLines() },
    edit("edit.indent", "Indent the lines of the selection") { $0.indent() },
    edit("edit.outdent", "Take indent away from the lines of the selection") { $0.outdent() },
    edit("edit.toggleComment", "Make the lines of the selection comments, or statements again") { $0.toggleComment() },
    .change("edit.undo", "Undo the last edit") { state in
      state.editor.buffer.carets = []
      var isDone = false
      state.editor.edit { isDone = $0.undo() }
      if !isDone { state.remark("nothing to undo") }
    },
    .change("edit.undoEarlier", "Go to the text as it was before, on any branch of the undo tree") { state in
      state.travel(by: -1)
    },
    .change("edit.undoLater", "Go to the text as it was next, on any branch of the undo tree") { state in
      state.travel(by: 1)
    },
    .change("edit.redo", "Do the undone edit again") { state in
      state.editor.buffer.carets = []
      var isDone = false
      state.editor.edit { isDone = $0.redo() }
      if !isDone { state.remark("nothing to redo") }
    },
  ]

  private static let clipboard: [Command] = [
    Command("edit.copy", "Copy the selection, or the line", run: { $0.copy(cutting: false, wholeLine: false) }),
    Command("edit.cut", "Cut the selection, or the line", run: { $0.copy(cutting: true, wholeLine: false) }),
    Command("edit.copyLine", "Copy the line", run: { $0.copy(cutting: false, wholeLine: true) }),
    Command("edit.cutLine", "Cut the line", run: { $0.copy(cutting: true, wholeLine: true) }),
    .change("edit.paste", "Paste what was cut or copied here") { state in
      let bytes = state.editor.clipboard
      let isLines = state.editor.clipboardHasLines && state.editor.buffer.selection == nil
      guard !bytes.isEmpty else { return state.remark("nothing was cut or copied here; paste with the terminal") }
      let below = state.editor.mode == .normal
      state.editor.edit { buffer in
        if isLines { buffer.insertLines(bytes, below: below) } else { buffer.insert(bytes) }
      }
    },
  ]

  private static let completion: [Command] = [
    .change("completion.open", "Show what may stand here") { $0.openCompletion() },
    .change("completion.openOrIndent", "Show what may stand here; indent where nothing can") { state in
      if state.editor.moveInSnippet(by: 1) { return }
      if state.editor.buffer.selection != nil { return state.editor.edit { $0.indent() } }
      let before = state.editor.buffer.bytes[..<state.editor.buffer.cursor].last ?? 0x0A
      if before == 0x0A || before == 0x20 { return state.editor.insertText("  ") }
      state.openCompletion()
    },
    .change("completion.accept", "Take the selected completion") { state in
      // What stands there whole already leaves nothing to do but to go on.
      if state.editor.completesNothing, state.editor.moveInSnippet(by: 1) {
        state.editor.popup = nil
        return
      }
      state.editor.acceptCompletion()
    },
    .change("completion.enter", "Take the completion that was begun or chosen; else start a new line") { state in
      if state.editor.entersCompletion { return state.editor.acceptCompletion() }
      state.editor.popup = nil
      state.editor.edit { $0.newLine() }
    },
    .change("completion.up", "Go to the completion above") { $0.editor.popup?.move(by: -1) },
    .change("completion.down", "Go to the completion below") { $0.editor.popup?.move(by: 1) },
    .change("completion.pageUp", "Go up a page of completions") { $0.editor.popup?.move(by: -CompletionPopup.height) },
    .change("completion.pageDown", "Go down a page of completions") {
      $0.editor.popup?.move(by: CompletionPopup.height)
    },
    .change("completion.close", "Close the completions") { $0.editor.popup = nil },
  ]

  private static let snippets: [Command] = [
    .change("snippet.next", "Go to the next place of the snippet") { _ = $0.editor.moveInSnippet(by: 1) },
    .change("snippet.previous", "Go back to the place of the snippet before") { _ = $0.editor.moveInSnippet(by: -1) },
  ]

  private static let buffers: [Command] = [
    .change("buffer.new", "Open an empty buffer") { state in
      state.editor.newBuffer()
      state.focus = .editor
    },
    .change("buffer.close", "Close the buffer; undo of the journal keeps nothing of it") { $0.closeBuffer() },
    .change("buffer.next", "Go to the next buffer") { $0.turnBuffer(by: 1) },
    .change("buffer.previous", "Go to the previous buffer") { $0.turnBuffer(by: -1) },
  ]

  private static let modes: [Command] = [
    .change("mode.normal", "Leave insert mode") { $0.leaveInsertMode() },
    .change("mode.insertRegister", "Insert a register; the next key names it") { $0.editor.vim.awaitsRegister = true },
    .change("mode.normalOnce", "One command of normal mode, then insert on") { state in
      let isBehind = state.editor.buffer.cursor == state.editor.buffer.lineEnd(state.editor.buffer.cursor)
      state.leaveInsertMode()
      if !isBehind { state.editor.buffer.cursor = state.editor.buffer.after(state.editor.buffer.cursor) }
      state.editor.vim.returnsToInsert = true
    },
    edit("edit.deleteToLineStart", "Delete to the start of the line") { $0.delete(to: $0.lineStart($0.cursor)) },
  ]
}

extension State {
  fileprivate mutating func travel(by step: Int) {
    var isDone = false
    editor.buffer.carets = []
    editor.edit { isDone = $0.travel(by: step) }
    if !isDone { remark(step < 0 ? "this is the oldest text" : "this is the newest text") }
  }

  fileprivate mutating func copy(cutting: Bool, wholeLine: Bool) -> [Effect] {
    let buffer = editor.buffer
    let selection = wholeLine ? nil : buffer.selection
    let range = selection ?? buffer.wholeLine
    guard !range.isEmpty else { return [] }
    editor.isSelecting = false
    editor.clipboard = Array(buffer.bytes[range])
    editor.clipboardHasLines = selection == nil
    if selection == nil, editor.clipboard.last != 0x0A { editor.clipboard.append(0x0A) }
    guard cutting else { return [.copyToClipboard(buffer.text(range))] }
    // Each cursor cuts its own; what several cut is kept line by line.
    var pieces: [[UInt8]] = []
    editor.edit { buffer in
      let own = (wholeLine ? nil : buffer.selection) ?? buffer.wholeLine
      guard !own.isEmpty else { return }
      pieces.append(Array(buffer.bytes[own]))
      buffer.replace(own, with: [])
    }
    if pieces.count > 1 {
      editor.clipboard = Array(pieces.reversed().joined(separator: selection == nil ? [] : [0x0A]))
    }
    return [.copyToClipboard(pieces.count > 1 ? String(decoding: editor.clipboard, as: UTF8.self) : buffer.text(range))]
  }

  fileprivate mutating func turnBuffer(by step: Int) {
    let count = editor.buffers.count
    editor.show((editor.active + step + count) % count)
    focus = .editor
  }

  /// Closes the buffer in front; unsaved text of a file is kept back until asked twice.
  fileprivate mutating func closeBuffer() {
    let buffer = editor.buffer
    let losesText = buffer.isModified && !buffer.bytes.isEmpty
    if losesText, closing != editor.version {
      closing = editor.version
      return remark("\(buffer.name) has text that is in no file; close it again to drop it", .warning)
    }
    editor.closeBuffer()
  }
}
