import SQLText
import TextUI

/// What people at home in emacs expect: kills that grow together and come back, the mark, words and case.
enum EmacsCommands {
  static let all: [Command] = kills + marks + words

  /// The place of emacs' mark among the marks of the buffer.
  private static let mark: Unicode.Scalar = "@"

  private static func kill(
    _ name: String, _ summary: String, backward: Bool = false, to place: @escaping @Sendable (inout TextBuffer) -> Int
  ) -> Command {
    Command("kill.\(name)", summary) { state in
      let end = place(&state.editor.buffer)
      return state.kill(from: state.editor.buffer.cursor, to: end, backward: backward)
    }
  }

  private static let kills: [Command] = [
    kill("line", "Kill to the end of the line, or the line feed") { buffer in
      let end = buffer.lineEnd(buffer.cursor)
      return end > buffer.cursor ? end : min(buffer.bytes.count, end + 1)
    },
    kill("word", "Kill to the end of the word") { $0.wordRight($0.cursor) },
    kill("wordBack", "Kill to the start of the word", backward: true) { $0.wordLeft($0.cursor) },
    kill("statement", "Kill to the end of the statement") { buffer in
      buffer.currentStatement.map { max(buffer.cursor, $0.upperBound) } ?? buffer.cursor
    },
    Command("kill.region", "Kill between cursor and mark") { state in
      guard let region = state.region(mark) else { return [] }
      state.editor.isSelecting = false
      return state.kill(from: region.lowerBound, to: region.upperBound, backward: false)
    },
    Command("kill.copyRegion", "Copy between cursor and mark to the kill ring") { state in
      guard let region = state.region(mark) else { return [] }
      state.editor.isSelecting = false
      state.editor.buffer.anchor = nil
      let bytes = Array(state.editor.buffer.bytes[region])
      state.editor.kills.kill(bytes, joining: false, backward: false)
      return [.copyToClipboard(String(decoding: bytes, as: UTF8.self))]
    },
    .change("kill.yank", "Put the last kill here") { state in
      guard let bytes = state.editor.kills.yank() else { return state.remark("nothing was killed yet") }
      state.editor.yank(bytes)
    },
    .change("kill.yankOlder", "Put an older kill in the place of the one just put") { state in
      guard ["kill.yank", "kill.yankOlder"].contains(state.editor.lastCommand), let range = state.editor.yanked,
        range.upperBound == state.editor.buffer.cursor, let bytes = state.editor.kills.older()
      else { return state.remark("nothing was put here just now") }
      state.editor.edit { $0.replace(range, with: []) }
      state.editor.yank(bytes)
    },
  ]

  private static let marks: [Command] = [
    .change("mark.set", "Set the mark, and select from it") { state in
      state.editor.isSelecting = true
      let cursor = state.editor.buffer.cursor
      state.editor.buffer.anchor = cursor
      state.editor.buffer.marks[mark] = cursor
      state.editor.buffer.rememberJump()
      state.remark("mark set")
    },
    .change("mark.exchange", "Go to the mark, and set it here") { state in
      guard let place = state.editor.buffer.mark(mark) else { return state.remark("no mark is set") }
      let cursor = state.editor.buffer.cursor
      state.editor.move(selecting: false) { _ in place }
      state.editor.isSelecting = true
      state.editor.buffer.anchor = cursor
      state.editor.buffer.marks[mark] = cursor
    },
    .change("mark.previous", "Go back to where marks were set before") { state in
      guard let place = state.editor.buffer.jump(by: -1) else { return state.remark("there is no older mark") }
      state.editor.move(selecting: false) { min(place, $0.bytes.count) }
    },
    .change("view.center", "Show the cursor's line in the middle") { $0.editor.centerView() },
  ]

  private static let words: [Command] = [
    .change(State.prefixCommand, "Do the next command several times: digits say how often, else 4") {
      $0.beginPrefix()
    },
    change("edit.upperWord", "Make the word upper case") { $0.changeWord(.upper) },
    change("edit.lowerWord", "Make the word lower case") { $0.changeWord(.lower) },
    change("edit.capitalizeWord", "Make the first letter of the word upper case") { buffer in
      buffer.changeWord(.lower, thenFirst: .upper)
    },
    change("edit.transpose", "Swap the characters around the cursor") { $0.transpose() },
    change("edit.openLine", "Open a line behind the cursor") { buffer in
      let cursor = buffer.cursor
      buffer.insert([0x0A])
      buffer.cursor = cursor
    },
    change("edit.joinLineAbove", "Join the line with the one above") { buffer in
      let line = buffer.line(at: buffer.cursor)
      guard line > 0 else { return }
      buffer.cursor = buffer.lineStarts[line - 1]
      buffer.joinLines()
    },
    .change("move.statementNext", "Go to the next statement") { state in
      state.editor.move(selecting: state.editor.isSelecting) {
        $0.statementStart(from: $0.cursor, forward: true, count: 1) ?? $0.bytes.count
      }
    },
    .change("move.statementPrevious", "Go to the start of the statement") { state in
      state.editor.move(selecting: state.editor.isSelecting) {
        $0.statementStart(from: $0.cursor, forward: false, count: 1) ?? 0
      }
    },
  ]

  private static func change(
    _ name: String, _ summary: String, _ change: @escaping @Sendable (inout TextBuffer) -> Void
  ) -> Command {
    .change(name, summary) { $0.editor.edit(change) }
  }
}

extension State {
  /// What lies between the cursor and the mark, or is selected.
  fileprivate mutating func region(_ mark: Unicode.Scalar) -> Range<Int>? {
    let buffer = editor.buffer
    if let selection = buffer.selection { return selection }
    guard let place = buffer.mark(mark), place != buffer.cursor else {
      remark("no mark is set")
      return nil
    }
    return min(place, buffer.cursor)..<max(place, buffer.cursor)
  }

  /// Whole lines from the cursor on, with their line feeds.
  mutating func killLines(_ count: Int) -> [Effect] {
    let buffer = editor.buffer
    let line = buffer.line(at: buffer.cursor) + count
    let end = line < buffer.lineCount ? buffer.lineStarts[line] : buffer.bytes.count
    let effects = kill(from: buffer.cursor, to: end, backward: false)
    editor.lastCommand = "kill.line"
    return effects
  }

  fileprivate mutating func kill(from: Int, to: Int, backward: Bool) -> [Effect] {
    let range = min(from, to)..<max(from, to)
    guard !range.isEmpty else { return [] }
    let bytes = Array(editor.buffer.bytes[range])
    let joins = editor.lastCommand.hasPrefix("kill.") && !editor.lastCommand.hasPrefix("kill.yank")
    editor.kills.kill(bytes, joining: joins, backward: backward)
    editor.edit { $0.replace(range, with: []) }
    return [.copyToClipboard(String(decoding: editor.kills.kills.last ?? bytes, as: UTF8.self))]
  }
}

extension EditorPane {
  mutating func yank(_ bytes: [UInt8]) {
    let start = buffer.selection?.lowerBound ?? buffer.cursor
    edit { $0.insert(bytes) }
    yanked = start..<start + bytes.count
  }

  mutating func centerView() {
    buffer.top = buffer.shownLine(-size.height / 2, from: buffer.line(at: buffer.cursor)) ?? 0
  }
}

extension TextBuffer {
  fileprivate mutating func changeWord(_ op: VimOperator, thenFirst first: VimOperator? = nil) {
    let end = wordRight(cursor)
    let start = cursor
    changeCase(start..<end, op)
    if let first, let letter = (start..<min(end, bytes.count)).first(where: { Self.isWordByte(bytes[$0]) }) {
      changeCase(letter..<after(letter), first)
    }
    cursor = min(end, bytes.count)
  }

  /// At the end of a line the two characters before it.
  fileprivate mutating func transpose() {
    let line = range(ofLine: line(at: cursor))
    let middle = cursor == line.upperBound ? before(cursor) : cursor
    guard middle > line.lowerBound, middle < line.upperBound else { return }
    let (start, end) = (before(middle), after(middle))
    replace(start..<end, with: Array(bytes[middle..<end]) + Array(bytes[start..<middle]))
  }
}
