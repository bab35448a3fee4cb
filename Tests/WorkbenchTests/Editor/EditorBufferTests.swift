import SQLText
import TestSupport
import Testing
import TextUI

@testable import Workbench

struct EditorBufferTests {
  private static let pieces = [
    "select ", "a", "'", "\"", "$$", "--", "/*", "*/", "\n", " ", "  ", ";", "(", ")", "é", "語", "e\u{301}", "😀", "\t",
    "\u{200D}",
  ]

  private static let edits: [@Sendable (inout TextBuffer) -> Void] = [
    { $0.newLine() }, { $0.backspace() }, { $0.delete() }, { $0.delete(to: $0.wordLeft($0.cursor)) },
    { $0.delete(to: $0.wordRight($0.cursor)) }, { $0.deleteToLineEnd() }, { $0.duplicateLines() },
    { $0.moveLines(by: -1) }, { $0.moveLines(by: 1) }, { $0.joinLines() }, { $0.indent() }, { $0.outdent() },
    { $0.toggleComment() }, { $0.type(" ") }, { $0.type("x") }, { $0.type("語") },
  ]

  private func buffer(_ text: String, cursor: Int = 0) -> TextBuffer {
    TextBuffer(BufferSnapshot(name: "a", text: Array(text.utf8), cursor: cursor))
  }

  private func text(_ buffer: TextBuffer) -> String { String(decoding: buffer.bytes, as: UTF8.self) }

  /// Puts cursor and selection somewhere, as moves and the mouse of another program may.
  private func place(_ buffer: inout TextBuffer, _ random: inout SeededGenerator) {
    buffer.cursor = Int.random(in: 0...buffer.bytes.count, using: &random)
    buffer.anchor = Bool.random(using: &random) ? Int.random(in: 0...buffer.bytes.count, using: &random) : nil
    if Bool.random(using: &random) { buffer.history.close() }
  }

  private func edit(_ buffer: inout TextBuffer, _ random: inout SeededGenerator) {
    if Int.random(in: 0..<3, using: &random) == 0 {
      buffer.insert(random.bytes(pieces: Self.pieces, count: Int.random(in: 0...5, using: &random)))
    } else {
      Self.edits.randomElement(using: &random)!(&buffer)
    }
  }

  private func check(_ buffer: TextBuffer, _ note: String) {
    let starts = [0] + buffer.bytes.indices.filter { buffer.bytes[$0] == 0x0A }.map { $0 + 1 }
    #expect(Array(buffer.lineStarts) == starts, "\(note)")
    #expect(Array(buffer.sql.tokens) == Lexer.tokens(Array(buffer.bytes)), "\(note)")
    #expect(0...buffer.bytes.count ~= buffer.cursor, "\(note)")
    if let anchor = buffer.anchor { #expect(0...buffer.bytes.count ~= anchor, "\(note)") }
  }

  @Test(arguments: UInt64(0)..<60) func `After any edits the lines and tokens are those of a fresh reading`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    var buffer = TextBuffer(BufferSnapshot(name: "a", text: random.bytes(pieces: Self.pieces, count: 40)))
    for round in 0..<60 {
      place(&buffer, &random)
      edit(&buffer, &random)
      check(buffer, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: UInt64(100)..<160) func `Undo brings back the text before any edits, and redo the one after`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    let start = random.bytes(pieces: Self.pieces, count: 30)
    var buffer = TextBuffer(BufferSnapshot(name: "a", text: start))
    for _ in 0..<40 {
      place(&buffer, &random)
      edit(&buffer, &random)
    }
    let end = buffer.bytes
    var steps = 0
    while buffer.undo() {
      steps += 1
      check(buffer, "undo \(steps)")
    }
    #expect(Array(buffer.bytes) == start)
    for step in 0..<steps {
      let isRedone = buffer.redo()
      #expect(isRedone)
      check(buffer, "redo \(step)")
    }
    #expect(buffer.bytes == end)
    let isRedone = buffer.redo()
    #expect(!isRedone)
  }

  @Test func `A word typed over a selection is undone with it, and what was typed before stays`() {
    var buffer = buffer("")
    for letter in "ab xyz".unicodeScalars { buffer.type(letter) }
    (buffer.anchor, buffer.cursor) = (3, 6)
    for letter in "new".unicodeScalars { buffer.type(letter) }
    #expect(text(buffer) == "ab new")
    let isUndone = buffer.undo()
    #expect(isUndone && text(buffer) == "ab xyz" && buffer.selection == 3..<6)
  }

  @Test func `Undo in the middle of edits brings back the text of that moment`() {
    var random = SeededGenerator(seed: 7)
    var buffer = TextBuffer(BufferSnapshot(name: "a"))
    for _ in 0..<300 {
      place(&buffer, &random)
      buffer.history.close()
      let before = buffer.bytes
      let cursor = buffer.cursor
      edit(&buffer, &random)
      if buffer.bytes != before {
        let isUndone = buffer.undo()
        #expect(isUndone && buffer.bytes == before && buffer.cursor == cursor)
        let isRedone = buffer.redo()
        #expect(isRedone)
      }
    }
  }

  @Test(arguments: UInt64(200)..<230) func `Left goes back over just what right went over`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let buffer = TextBuffer(BufferSnapshot(name: "a", text: random.bytes(pieces: Self.pieces, count: 40)))
    var stops = [0]
    while stops.last! < buffer.bytes.count { stops.append(buffer.after(stops.last!)) }
    #expect(stops.last == buffer.bytes.count)
    for (left, right) in zip(stops, stops.dropFirst()) {
      #expect(buffer.before(right) == left, "\(buffer.bytes[left..<right])")
    }
    #expect(buffer.before(0) == 0 && buffer.after(buffer.bytes.count) == buffer.bytes.count)
  }

  @Test(arguments: UInt64(300)..<320) func `A place is found again by its line and column`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let buffer = TextBuffer(BufferSnapshot(name: "a", text: random.bytes(pieces: Self.pieces, count: 60)))
    var place = 0
    while place < buffer.bytes.count {
      let line = buffer.line(at: place)
      #expect(buffer.range(ofLine: line).lowerBound <= place && place <= buffer.range(ofLine: line).upperBound)
      let column = buffer.column(of: place)
      let found = buffer.offset(line: line, column: column)
      #expect(buffer.column(of: found) == column, "\(place) of \(buffer.bytes)")
      // Several places share the column of a mark that stands on nothing.
      if column > 0 { #expect(found == place, "\(place) of \(buffer.bytes)") }
      place = buffer.after(place)
    }
  }

  /// `|` marks the cursor, `^` the other end of the selection.
  private static func marked(_ text: String) -> TextBuffer {
    var bytes = Array(text.utf8)
    let anchor = bytes.firstIndex(of: UInt8(ascii: "^"))
    if let anchor { bytes.remove(at: anchor) }
    let cursor = bytes.firstIndex(of: UInt8(ascii: "|"))!
    bytes.remove(at: cursor)
    var buffer = TextBuffer(BufferSnapshot(name: "a", text: bytes, cursor: cursor))
    buffer.anchor = anchor.map { $0 > cursor ? $0 - 1 : $0 }
    return buffer
  }

  private static func marked(_ buffer: TextBuffer) -> String {
    var bytes = Array(buffer.bytes)
    var marks = [(buffer.cursor, UInt8(ascii: "|"))]
    if buffer.selection != nil { marks.append((buffer.anchor!, UInt8(ascii: "^"))) }
    for (place, mark) in marks.sorted(by: { $0.0 > $1.0 }) { bytes.insert(mark, at: place) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("newLine", "  a|b", "  a\n  |b"), ("newLine", "^a|b", "\n|b"), ("backspace", "a|b", "|b"),
    ("backspace", "ae\u{301}|b", "a|b"), ("backspace", "日本|", "日|"), ("backspace", "|a", "|a"),
    ("backspace", "a^b|c", "a|c"), ("delete", "a|b", "a|"), ("delete", "|e\u{301}b", "|b"), ("delete", "a|", "a|"),
    ("deleteToLineEnd", "a|bc\nd", "a|\nd"), ("deleteToLineEnd", "a|\nd", "a|d"), ("deleteToLineEnd", "a|", "a|"),
    ("duplicateLines", "a|b\nc", "ab\na|b\nc"), ("duplicateLines", "^a\nb|\nc", "a\nb\na\nb|\nc"),
    ("moveUp", "a\nb|c", "b|c\na"), ("moveUp", "a|\nb", "a|\nb"), ("moveDown", "a|\nb\nc", "b\na|\nc"),
    ("moveDown", "^a\nb|\nc", "c\n^a\nb|"), ("moveDown", "a\nb|", "a\nb|"), ("join", "a|\n  b", "a| b"),
    ("join", "a|", "a|"), ("indent", "a|b", "  a|b"), ("indent", "^a\nb|", "^  a\n  b|"),
    ("indent", "^a\n\nb|", "^  a\n\n  b|"), ("outdent", "    a|", "  a|"), ("outdent", " a|", "a|"),
    ("outdent", "\ta|", "a|"), ("outdent", "a|", "a|"), ("outdent", " | a", "|a"), ("comment", "  a|", "  -- a|"),
    ("comment", "  -- a|", "  a|"), ("comment", "--a|", "a|"), ("comment", "^-- a\nb|", "^-- -- a\n-- b|"),
    ("comment", "^-- a\n\n-- b|", "^a\n\nb|"),
  ]) func `Edits do what editors do`(edit: String, before: String, after: String) {
    var buffer = Self.marked(before)
    switch edit {
    case "newLine": buffer.newLine()
    case "backspace": buffer.backspace()
    case "delete": buffer.delete()
    case "deleteToLineEnd": buffer.deleteToLineEnd()
    case "duplicateLines": buffer.duplicateLines()
    case "moveUp": buffer.moveLines(by: -1)
    case "moveDown": buffer.moveLines(by: 1)
    case "join": buffer.joinLines()
    case "indent": buffer.indent()
    case "outdent": buffer.outdent()
    default: buffer.toggleComment()
    }
    #expect(Self.marked(buffer) == after)
  }

  @Test(arguments: [
    ("select a|, b", "left", "select |a, b"), ("foo  bar|", "wordLeft", "foo  |bar"),
    ("foo|  bar", "wordRight", "foo  bar|"),
    ("  ab|c", "lineStart", "  |abc"), ("  |abc", "lineStart", "|  abc"), ("größe| x", "wordLeft", "|größe x"),
    ("a_1.b2|", "wordLeft", "a_1.|b2"),
  ]) func `Words and lines begin where people see them begin`(before: String, move: String, after: String) {
    var buffer = Self.marked(before)
    switch move {
    case "left": buffer.cursor = buffer.before(buffer.cursor)
    case "wordLeft": buffer.cursor = buffer.wordLeft(buffer.cursor)
    case "wordRight": buffer.cursor = buffer.wordRight(buffer.cursor)
    default: buffer.cursor = buffer.smartLineStart(buffer.cursor)
    }
    #expect(Self.marked(buffer) == after)
  }

  @Test func `Going up and down keeps to the column where it began`() {
    var buffer = Self.marked("abcdef|\nab\n日本語xx\n")
    var columns: [Int] = []
    for _ in 0..<3 {
      buffer.cursor = buffer.vertical(1)
      columns.append(buffer.column(of: buffer.cursor))
    }
    #expect(columns == [2, 6, 0])
    for _ in 0..<3 { buffer.cursor = buffer.vertical(-1) }
    #expect(buffer.cursor == 6)
  }

  @Test(
    arguments: [
      ("(a|)", [0, 2]), ("|(a)", [0, 2]), ("f(g(x)|, y)", [3, 5]), ("f(g(x), [y])|", [1, 11]), ("a[|1]", [1, 3]),
      ("f(')'|)", [1, 5]), ("'(|'", nil), ("(a; b)|", nil), ("|(a", nil), ("a|", nil), ("|", nil),
    ] as [(String, [Int]?)]) func `A bracket finds its partner`(text: String, places: [Int]?)
  {
    let pair = Self.marked(text).bracketPair
    #expect(pair.map { [$0.0, $0.1].sorted() } == places)
  }

  @Test func `A word and the space behind it are undone at once, the next word apart`() {
    var buffer = buffer("")
    for scalar in "select one".unicodeScalars { buffer.type(scalar) }
    var texts: [String] = []
    while buffer.undo() { texts.append(text(buffer)) }
    while buffer.redo() { texts.append(text(buffer)) }
    #expect(texts == ["select ", "", "select ", "select one"])
  }

  @Test(arguments: ["default", "vim", "emacs"])
  func `A statement is typed once before somebody types one, for nobody to see`(keymap: String) {
    var desk = Desk(text: "mine", keymap: keymap)
    let before = desk.frame
    let ahead = desk.state.withoutTexts.typedAhead()
    #expect(desk.text == "mine" && desk.frame.cells == before.cells)
    desk.state = ahead
    #expect(desk.text == State.statementAhead && desk.shows(desk.text))
  }
}
