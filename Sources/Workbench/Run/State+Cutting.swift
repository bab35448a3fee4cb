package import SQLText

/// The statements of a text.
package struct TextPieces: Sendable {
  let pieces: [Run.Piece]

  /// - Parameter start: where the text starts in its buffer, as a UTF-8 byte offset.
  package init(_ text: Rope, from start: Int, strings: StringRule) {
    let sql = SQLTokens(text, strings: strings)
    pieces = sql.statements.map { Run.Piece($0, of: sql, text, from: start) }
  }
}

/// A long text on its way to the server, while it is cut into its statements elsewhere.
struct TextBeingCut: Sendable {
  /// Of the question.
  var number: Int
  var purpose: GuardedRun.Purpose
}

extension State {
  /// Bytes of a text that takes no time worth mentioning to be cut.
  private static let cutAtOnce = 1 << 17

  /// Hands in the statements of the selection, else the one under the cursor.
  mutating func submitChosen(_ purpose: GuardedRun.Purpose = .run) -> [Effect] {
    guard let range = editor.rangeToRun() else {
      remark("no statement under the cursor", .warning)
      return []
    }
    let buffer = editor.buffer
    guard buffer.selection == nil else { return submit(textIn: range, purpose) }
    return submit([Run.Piece(range, of: buffer.sql, buffer.bytes)], purpose)
  }

  /// The first statement that would be handed in.
  mutating func firstChosen() -> Run.Piece? {
    guard let range = editor.rangeToRun() else { return nil }
    let buffer = editor.buffer
    guard buffer.selection != nil else { return Run.Piece(range, of: buffer.sql, buffer.bytes) }
    return TextPieces(buffer.bytes.part(range), from: range.lowerBound, strings: editor.strings).pieces.first
  }

  mutating func submit(textIn range: Range<Int>, _ purpose: GuardedRun.Purpose = .run) -> [Effect] {
    let text = editor.buffer.bytes.part(range)
    guard text.count > Self.cutAtOnce else {
      return submit(TextPieces(text, from: range.lowerBound, strings: editor.strings).pieces, purpose)
    }
    let number = nextNumber()
    cutting = TextBeingCut(number: number, purpose: purpose)
    say("cutting the text into its statements · \(howTo("query.cancelOrCopy")) gives up")
    return [.cut(number: number, text: text, start: range.lowerBound, strings: editor.strings)]
  }

  mutating func receive(cut number: Int, _ text: TextPieces) -> [Effect] {
    guard let waiting = cutting, waiting.number == number else { return [] }
    cutting = nil
    status = StatusLine()
    return submit(text.pieces, waiting.purpose)
  }

  mutating func giveUpCutting() -> [Effect] {
    cutting = nil
    say("given up: nothing was sent")
    return []
  }
}
