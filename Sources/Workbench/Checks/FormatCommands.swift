import SQLText

/// Laying text out, and what the parser says.
enum FormatCommands {
  static let all: [Command] = [
    Command("edit.format", "Lay out the selection, or the statement under the cursor") { state in
      guard let range = state.editor.buffer.selection ?? state.editor.buffer.currentStatement else {
        state.remark("no statement under the cursor", .warning)
        return []
      }
      return state.format(range)
    },
    Command("edit.formatAll", "Lay out the whole buffer") { state in
      state.format(0..<state.editor.buffer.bytes.count, isWhole: true)
    },
  ]
}

/// A part of a text that is being laid out.
struct RunningFormat: Sendable {
  var number: Int
  var buffer: Int
  var edits: Int
  var range: Range<Int>
  /// Whether it is the whole text, which ends with a line end.
  var isWhole: Bool
}

extension State {
  mutating func format(_ range: Range<Int>, isWhole: Bool = false) -> [Effect] {
    let number = nextNumber()
    formatting = RunningFormat(
      number: number, buffer: editor.buffer.id, edits: editor.buffer.edits, range: range, isWhole: isWhole)
    return [.format(number: number, text: Array(editor.buffer.bytes[range]), strings: editor.strings)]
  }

  mutating func receive(formatted number: Int, _ outcome: FormatOutcome) {
    guard let formatting, formatting.number == number else { return }
    self.formatting = nil
    guard editor.buffer.id == formatting.buffer, editor.buffer.edits == formatting.edits else {
      return say("the text changed meanwhile: it was not laid out", .warning)
    }
    switch outcome {
    case .same: remark("laid out already")
    case .refused(let reason): say(reason, .warning)
    case .changed(let text):
      editor.replace(formatting.range, laidOut: text, keepsLineEnd: formatting.isWhole)
      say("laid out", .success)
    }
  }
}

extension EditorPane {
  /// Puts the text in its other layout, as one step of undo; the cursor stays behind the same letter.
  mutating func replace(_ range: Range<Int>, laidOut text: [UInt8], keepsLineEnd: Bool) {
    var new = text
    if !keepsLineEnd, buffer.bytes[range].last != 0x0A, new.last == 0x0A { new.removeLast() }
    let old = Array(buffer.bytes[range])
    guard new != old else { return }
    let cursor = buffer.cursor
    let place =
      range.contains(cursor) || cursor == range.upperBound
      ? range.lowerBound + Formatter.place(of: cursor - range.lowerBound, from: old, in: new)
      : cursor < range.lowerBound ? cursor : cursor - range.count + new.count
    edit { buffer in
      buffer.replace(range, with: new)
      buffer.cursor = place
    }
  }
}
