import Database
import SQLText
import TestSupport
import Testing
import TextUI

@testable import Workbench

struct CompletionHelpTests {
  private static let engine = CompletionEngine(
    SchemaScript.catalog(
      of: Array(
        """
        create type mood as enum ('glad', 'sad');
        create table owners (id bigint primary key);
        create table pets (
          id bigint generated always as identity primary key, owner_id bigint not null references owners,
          state mood default 'glad', name text);
        comment on column pets.name is 'as called';
        comment on table pets is 'animals of owners';
        create view calm as select * from pets where state = 'glad';
        create function feed(pet bigint, amount numeric(8, 2) default 1, variadic extras text[]) returns void
          language sql as '';
        """.utf8)))

  /// What is told of the first completion at the end of the text.
  private func lines(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let items = Self.engine.complete(text: bytes, cursor: bytes.count, limit: 5).items
    return items.first.flatMap { Self.engine.documentation(of: $0) }?.lines.map(\.text) ?? []
  }

  @Test func `A table tells its columns, keys and comment, a view its query`() {
    #expect(
      lines("select * from pet") == [
        "table public.pets", "animals of owners", "  id  bigint · key · not null", "  owner_id  bigint · not null",
        "  state  mood", "  name  text", "owner_id → owners",
      ])
    #expect(lines("select * from cal").last == "select * from pets where state = 'glad'")
  }

  @Test func `A column tells its type, default, reference and comment`() {
    #expect(lines("select * from pets where own") == ["pets.owner_id", "bigint · not null", "references owners (id)"])
    #expect(lines("select * from pets where sta") == ["pets.state", "mood", "default 'glad'", "glad, sad"])
    #expect(lines("select * from pets where nam") == ["pets.name", "text", "as called"])
  }

  @Test(arguments: [
    ("select feed(|", "pet bigint"), ("select feed(1, |", "amount numeric(8, 2) default 1"),
    ("select feed(1, (2 + 3), 'a'|", "variadic extras text[]"),
    ("select feed(1, 2, 'a', 'b', |", "variadic extras text[]"),
    ("select feed(1, amount => |", "amount numeric(8, 2) default 1"),
    ("select feed(amount => 1, pet => 2 + |", "pet bigint"),
    ("select lower(feed(1), |", nil), ("select round(1.5, |", "integer"), ("select nothing_known(|", nil),
    ("select 1 in (|", nil), ("select feed(1) |", nil),
  ]) func `The argument that is due is marked`(marked: String, expected: String?) throws {
    let text = Array(marked.dropLast().utf8)
    let help = Self.engine.signature(CompletionPlace(text: Rope(text), cursor: text.count))
    let due = help.flatMap {
      $0.current.isEmpty ? nil : String(decoding: Array($0.text.utf8)[$0.current], as: UTF8.self)
    }
    #expect(due?.lowercased() == expected)
  }

  @Test(arguments: [
    ("select feed(|", ["pet =>", "amount =>", "extras =>"]), ("select feed(1, am|", ["amount =>"]),
    ("select feed(1, |", ["amount =>", "extras =>"]), ("select feed(amount => 2, |", ["pet =>", "extras =>"]),
    ("select feed(amount => |", []), ("select lower(|", []), ("select feed(1) |", []),
  ]) func `Arguments are offered by name`(marked: String, expected: [String]) {
    let text = Array(marked.dropLast().utf8)
    let items = Self.engine.complete(text: text, cursor: text.count, limit: 500).items
    #expect(items.map(\.label).filter { $0.hasSuffix("=>") } == expected)
    if marked.contains("am|") { #expect(items.first { $0.label == "amount =>" }?.insert == "amount => ") }
  }

  @Test func `What must be given by name comes first`() {
    let text = Array("select feed(amount => 2, ".utf8)
    let items = Self.engine.complete(text: text, cursor: text.count, limit: 5).items
    #expect(items.prefix(2).map(\.label) == ["pet =>", "extras =>"])
  }

  private static let trigger =
    "create function stamp() returns trigger language plpgsql as $$ begin | $$;\n"
    + "create trigger s before update on pets for each row execute function stamp();"

  @Test(arguments: [
    ("new.own|", ["owner_id"]), ("if old.na|", ["name"]), ("if ne|", ["new"]), ("if tg_o|", ["tg_op"]),
    ("raise notice '%', tg_tab|", ["tg_table_name", "tg_table_schema"]), ("new.state := |", ["old"]),
  ]) func `A trigger function knows its row and its variables`(typed: String, expected: [String]) {
    let marked = Array(Self.trigger.replacing("|", with: typed).utf8)
    let cursor = marked.firstIndex(of: UInt8(ascii: "|"))!
    let text = Array(marked[..<cursor] + marked[(cursor + 1)...])
    let found = Self.engine.complete(text: text, cursor: cursor, limit: 40).items.map(\.insert)
    for name in expected { #expect(found.contains(name), "\(typed) gives \(found.prefix(8))") }
    if typed.contains(".own") { #expect(found == ["owner_id"]) }
  }

  @Test func `Other functions have no such variables`() {
    let text = Array("create function f() returns int language plpgsql as $$ begin if tg_ $$".utf8)
    let cursor = text.count - 3
    let found = Self.engine.complete(text: text, cursor: cursor, limit: 40).items.map(\.insert)
    #expect(!found.contains("tg_op"))
  }

  @Test func `Neither the list nor its note ever covers the cursor's line or leaves the screen`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let frame = Size(width: .random(in: 1...200, using: &random), height: .random(in: 1...60, using: &random))
      let cursor = Point(
        x: .random(in: 0..<frame.width, using: &random), y: .random(in: 0..<frame.height, using: &random))
      let lines = Int.random(in: 0...30, using: &random)
      let placement = PopupPlacement(
        frame: frame, cursor: cursor, start: .random(in: 0...cursor.x, using: &random),
        list: Size(width: .random(in: 12...90, using: &random), height: .random(in: 3...12, using: &random)),
        noteWidth: .random(in: 0...90, using: &random), noteLines: { _ in lines })
      guard let placement else { continue }
      for rect in [placement.list, placement.note].compactMap({ $0 }) {
        #expect(!(rect.y..<rect.maxY).contains(cursor.y))
        #expect(rect.x >= 0 && rect.y >= 0 && rect.maxX <= frame.width && rect.maxY <= frame.height)
      }
      if let note = placement.note {
        #expect(note.x >= placement.list.maxX || note.maxX <= placement.list.x)
        #expect(note.width >= 20 && note.height >= 3)
      }
    }
  }

  private static func item(_ label: String) -> CompletionItem {
    CompletionItem(label: label, insert: label, kind: .function, detail: "integer")
  }

  @Test func `While a word is typed the list grows no narrower and keeps its side of the line`() {
    let long = "a_function_of_many_arguments(one integer, other integer, more text)"
    let first = CompletionPopup(
      Completion(replaceFrom: 0, items: (0..<10).map { Self.item("name\($0)") } + [Self.item(long)]))
    var popup = first
    popup.move(by: -1)
    #expect(popup.labelWidth > first.labelWidth && popup.labelWidth + popup.noteWidth <= 54)
    let next = CompletionPopup(Completion(replaceFrom: 0, items: [Self.item("name1")]), after: popup, typedAt: 0)
    #expect((next.labelWidth, next.noteWidth, next.tallest) == (popup.labelWidth, popup.noteWidth, 10))
    // Six lines are free below, enough for one name but not for the ten that there were.
    #expect(!next.isBelow(Point(x: 0, y: 22), in: Size(width: 80, height: 30)))
    let other = CompletionPopup(Completion(replaceFrom: 8, items: [Self.item("name1")]), after: popup, typedAt: 0)
    #expect(other.labelWidth == 5 && other.isBelow(Point(x: 0, y: 22), in: Size(width: 80, height: 30)))
  }

  @Test func `No list opens while one types in front of a word`() {
    var desk = Desk(text: "select")
    desk.press("Home")
    desk.type("s")
    #expect(desk.text == "sselect" && desk.state.editor.popup == nil)
    desk.press("End")
    desk.press("Backspace")
    desk.type("c")
    #expect(desk.state.editor.popup == nil || desk.state.editor.buffer.cursor == desk.text.utf8.count)
  }

  @Test func `A list does not outlast the editor's being left`() {
    var desk = Desk.connected(text: "")
    desk.type("sel")
    #expect(desk.state.editor.popup != nil)
    desk.press("Ctrl-P")
    desk.press("Esc")
    #expect(desk.state.editor.popup == nil && desk.text == "sel")
  }

  @Test func `A list that is open shows what a new catalog knows`() throws {
    var desk = Desk.connected(text: "")
    let old = CompletionEngine(SchemaScript.catalog(of: Array("create table petals (id int)".utf8)))
    desk.send(.catalog(session: desk.state.link.session, .success(old)))
    desk.type("select * from pet")
    #expect(desk.state.editor.popup?.item?.label == "petals")
    desk.send(.catalog(session: desk.state.link.session, .success(Self.engine)))
    #expect(desk.state.editor.popup?.item?.label == "pets")
  }

  @Test func `What is known of an item is told once typing pauses, or at once when it was chosen`() {
    var desk = Desk(text: "")
    desk.send(.tick(1000))
    desk.type("sel")
    #expect(desk.state.editor.popup?.documented == nil && desk.state.wakesAt == 1180)
    #expect(!desk.state.explains(at: 1179) && desk.state.explains(at: 1180))
    desk.send(.tick(1180))
    #expect(desk.state.editor.popup?.documented?.label == "select" && !desk.state.explains(at: 2000))
    desk.type("e")
    #expect(desk.state.editor.popup?.documented?.label == "select")
    desk.press("Down")
    #expect(desk.state.editor.popup?.documented == desk.state.editor.popup?.item)
  }
}
