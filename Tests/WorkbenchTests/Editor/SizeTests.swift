import Database
import TestSupport
import Testing
import TextUI

@testable import Workbench

struct SizeTests {
  /// What may stand on the screen.
  private static func desks() -> [(name: String, desk: Desk)] {
    var plain = Desk.connected(text: "select 1;\n\tselect '日本', \"x\" from t -- é\n")
    plain.press("Down End")
    var rows = plain
    rows.press("F6")
    rows.answer(columns: [Column(name: "id", typeOID: 20), Column(name: "日本"), Column(name: "")])
    rows.answer(
      rows: (0..<50).map { ["\($0)", $0 % 3 == 0 ? nil : "漢字漢字\u{1B}", "long \(String(repeating: "x", count: 99))"] })
    rows.finish()
    rows.press("Alt-2 j l G")
    var error = plain
    error.press("F5")
    error.fail("syntax error at or near \"from\"", at: 12)
    error.finish()
    var catalog = plain
    catalog.press("F3")
    var switcher = plain
    switcher.press("F2")
    var history = plain
    history.press("F4")
    let item = HistoryItem(statement: "select\n1", outcome: .ok, seconds: 1, database: "acme", role: "ada")
    history.send(.historyFound(query: history.state.historyQuery, Array(repeating: item, count: 40), isComplete: true))
    var prompt = plain
    prompt.press("F2 Ctrl-N")
    prompt.type("a name 日本")
    var help = plain
    help.press("F1 PageDown")
    var palette = plain
    palette.press("Ctrl-P")
    var cell = rows
    cell.press("Enter")
    var popup = plain
    popup.press("Ctrl-End")
    popup.type("sel")
    return [
      ("empty", Desk()), ("plain", plain), ("rows", rows), ("error", error), ("catalog", catalog), ("popup", popup),
      ("switcher", switcher), ("history", history), ("prompt", prompt), ("help", help), ("palette", palette),
      ("cell", cell),
    ]
  }

  @Test func `Every size draws everything`() {
    for (name, start) in Self.desks() {
      for height in 1...30 {
        for width in 1...60 {
          var desk = start
          desk.send(.resized(Size(width: width, height: height)))
          let frame = desk.frame
          #expect(frame.size == Size(width: width, height: height))
          if let cursor = frame.cursor, !Rect(frame.size).contains(cursor) {
            Issue.record("\(name) at \(width)x\(height): the cursor is at \(cursor)")
          }
        }
      }
    }
  }

  @Test func `Any size and back again shows the same`() {
    var random = SeededGenerator(seed: 9)
    for (name, start) in Self.desks() where name != "empty" {
      var desk = start
      desk.send(.resized(Size(width: 100, height: 30)))
      for _ in 0..<20 {
        desk.send(
          .resized(Size(width: Int.random(in: 1...200, using: &random), height: Int.random(in: 1...70, using: &random)))
        )
        _ = desk.frame
      }
      desk.send(.resized(Size(width: 100, height: 30)))
      let cursor = desk.frame.cursor
      #expect((cursor == nil) == (start.frame.cursor == nil), "\(name)")
    }
  }

  @Test(arguments: UInt64(0)..<20) func `Any keys at any size leave a screen to draw`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let desks = Self.desks()
    var desk = desks.randomElement(using: &random)!.desk
    let named = Set(
      Commands.contexts.flatMap { Desk.keymap().bindings(context: $0).map(\.keys) }
    ).sorted()
    for _ in 0..<300 {
      switch Int.random(in: 0..<12, using: &random) {
      case 0:
        desk.send(
          .resized(Size(width: Int.random(in: 1...90, using: &random), height: Int.random(in: 1...40, using: &random))))
      case 1: desk.send(.tick(Int64.random(in: 0...1_000_000, using: &random)))
      case 2: desk.send(.paste(random.bytes(pieces: ["select ", "日本", "\n", "'", "a.b"], count: 6)))
      case 3...5: desk.type(["a", "'", "(", " ", "語", "1", ".", "yes", "dev"].randomElement(using: &random)!)
      default: desk.press(named.randomElement(using: &random)!)
      }
      _ = desk.frame
    }
    #expect(desk.state.editor.snapshots().count >= 1)
  }
}
