import Testing
import TextUI

@testable import Workbench

/// Buffers, and the files they come from and go to.
struct FileStories {
  private func written(_ effects: [Effect]) throws -> (path: String, buffer: Int, text: String) {
    for case .writeFile(let path, let buffer, let bytes, _) in effects {
      return (path, buffer, String(decoding: bytes, as: UTF8.self))
    }
    throw Missing()
  }

  private struct Missing: Error {}

  @Test func `A file is opened in a buffer of its own`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("Ctrl-O")
    let effects = desk.type("/tmp/a.sql\n")
    #expect(effects.contains { if case .readFile("/tmp/a.sql") = $0 { true } else { false } })
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("select 2".utf8))))
    #expect(desk.text == "select 2" && desk.shows("2 a.sql") && !desk.buffer.isModified)
    #expect(desk.state.editor.snapshots().count == 2)
    desk.send(.fileRead(path: "/tmp/b.sql", .failure(Failure("/tmp/b.sql: no such file"))))
    #expect(desk.statusLine.hasPrefix("/tmp/b.sql: no such file") && desk.text == "select 2")
  }

  @Test func `A buffer keeps the path of its file wherever Perch is started next`() throws {
    var desk = Desk.connected(text: "select 1")
    desk.state.fileNames = FileNames(directory: "/home/ada/work", home: "/home/ada")
    #expect(
      try written(
        {
          desk.press("Ctrl-S")
          return desk.type("./a.sql\n")
        }()
      ).path == "/home/ada/work/a.sql")
    desk.press("Ctrl-O")
    let effects = desk.type("~/b.sql\n")
    #expect(effects.contains { if case .readFile("/home/ada/b.sql") = $0 { true } else { false } })
    desk.send(.fileRead(path: "/home/ada/b.sql", .success(Array("select 2".utf8))))
    #expect(desk.statusLine.hasPrefix("opened ~/b.sql"))
    desk.choose("buffer.saveAs")
    #expect(desk.shows("› ~/b.sql"))
  }

  @Test func `A file that is open is shown, and read again only where nothing is lost`() throws {
    var desk = Desk.connected(text: "select 1")
    let file = FileStamp(device: 1, inode: 2, size: 3, modified: 4)
    desk.send(.fileStamped(path: "/tmp/a.sql", file))
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("old".utf8))))
    desk.press("Ctrl-PageUp")
    #expect(desk.text == "select 1")
    var changed = file
    changed.size = 5
    desk.send(.fileStamped(path: "/tmp/a.sql", changed))
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("new".utf8))))
    #expect(desk.text == "new" && desk.state.editor.snapshots().count == 2)
    desk.type("er ")
    desk.send(.fileStamped(path: "/tmp/a.sql", file))
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("newest".utf8))))
    #expect(desk.text.contains("er ") && desk.statusLine.contains("saving will ask"))
  }

  @Test func `A file that is not there yet is begun, and made by saving`() throws {
    var desk = Desk.connected(text: "")
    desk.send(.fileMissing(path: "/tmp/new.sql"))
    #expect(desk.shows("1 new.sql") && desk.statusLine.hasPrefix("/tmp/new.sql is new"))
    desk.type("select 1")
    guard case .writeFile("/tmp/new.sql", _, _, .absent) = try #require(desk.press("Ctrl-S").first) else {
      return #expect(Bool(false))
    }
  }

  @Test func `A buffer without a file is asked for one, afterwards it is saved there`() throws {
    var desk = Desk.connected()
    desk.type("select 1")
    #expect(desk.press("Ctrl-S").isEmpty && desk.shows("Save as"))
    let first = try written(desk.type("/tmp/a.sql\n"))
    #expect(first.path == "/tmp/a.sql" && first.text == "select 1")
    desk.send(.fileWritten(path: first.path, buffer: first.buffer, nil))
    #expect(desk.shows("1 a.sql") && !desk.shows("a.sql*"))
    desk.type("1")
    #expect(desk.shows("1 a.sql*"))
    let second = try written(desk.press("Ctrl-S"))
    #expect(second.path == "/tmp/a.sql" && second.text == "select 11")
    desk.send(.fileWritten(path: second.path, buffer: second.buffer, Failure("/tmp/a.sql: disk full")))
    #expect(desk.shows("1 a.sql*") && desk.statusLine.hasPrefix("/tmp/a.sql: disk full"))
  }

  @Test func `What is typed while a file is written counts as unsaved`() throws {
    var desk = Desk.connected(text: "a")
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("a".utf8))))
    let file = try written(desk.press("Ctrl-S"))
    desk.type("b")
    desk.send(.fileWritten(path: file.path, buffer: file.buffer, nil))
    #expect(desk.buffer.isModified && desk.shows("a.sql*"))
  }

  @Test func `A file that was written marks its own buffer although another was closed`() throws {
    var desk = Desk.connected(text: "")
    desk.press("Ctrl-T")
    desk.type("b")
    desk.press("Ctrl-S")
    let file = try written(desk.type("/tmp/b.sql\n"))
    desk.press("Ctrl-PageUp Ctrl-W")
    desk.press("Ctrl-T")
    desk.send(.fileWritten(path: file.path, buffer: file.buffer, nil))
    #expect(desk.state.editor.snapshots().map(\.path) == ["/tmp/b.sql", nil])
  }

  @Test func `Unsaved text is dropped only when one insists`() {
    var desk = Desk.connected()
    desk.type("select 1")
    desk.press("Ctrl-W")
    #expect(desk.text == "select 1" && desk.statusLine.contains("close it again to drop it"))
    desk.type("0")
    desk.press("Ctrl-W")
    #expect(desk.text == "select 10")
    desk.press("Ctrl-W")
    #expect(desk.text == "")
  }

  @Test func `Buffers have names of their own and keep text, cursor and undo`() {
    var desk = Desk.connected(text: "one")
    desk.press("End")
    desk.type("!")
    desk.press("Ctrl-T")
    desk.type("two")
    desk.press("Ctrl-T Ctrl-PageDown")
    #expect(desk.state.editor.buffers.indices.map(desk.state.editor.tabTitle) == ["1 1.sql", "2 2.sql", "3 3.sql"])
    #expect(desk.text == "one!" && desk.buffer.cursor == 4)
    desk.press("Ctrl-Z")
    #expect(desk.text == "one")
    desk.press("Ctrl-PageDown")
    #expect(desk.text == "two")
  }

  @Test func `Text is found whatever its case, on from the cursor and from the top again`() {
    var desk = Desk.connected(text: "Ähre SELECT x\nselect Ähre")
    desk.press("Ctrl-F")
    desk.type("select\n")
    #expect(desk.state.editor.selectedText == "SELECT")
    desk.press("Alt-N")
    #expect(desk.state.editor.selectedText == "select" && desk.buffer.cursor > 14)
    desk.press("Alt-N")
    #expect(desk.state.editor.selectedText == "SELECT")
    desk.press("Ctrl-F Ctrl-U")
    desk.type("Ähre\n")
    #expect(desk.state.editor.selectedText == "Ähre")
    desk.press("Ctrl-F Ctrl-U")
    desk.type("nowhere\n")
    #expect(desk.statusLine.hasPrefix("\"nowhere\" is not in the buffer"))
  }

  @Test func `One goes to a line by its number`() {
    var desk = Desk.connected(text: "a\nb\nc")
    desk.press("Ctrl-G")
    desk.type("x\n")
    #expect(desk.shows("a line is a number from 1"))
    desk.press("Backspace")
    desk.type("2\n")
    #expect(desk.buffer.cursor == 2)
    desk.press("Ctrl-G")
    desk.type("99\n")
    #expect(desk.buffer.cursor == 4)
  }

  @Test func `What is cut goes to the terminal's clipboard and can be pasted`() {
    var desk = Desk.connected(text: "one\ntwo")
    #expect(desk.press("Ctrl-X").copied == "one\n")
    #expect(desk.text == "two")
    // A whole line comes back as one, above the line of the cursor.
    desk.press("Ctrl-End Ctrl-V")
    #expect(desk.text == "one\ntwo")
    #expect(desk.press("Ctrl-A Ctrl-C").copied == "one\ntwo")
    desk.press("Ctrl-End Ctrl-V")
    #expect(desk.text == "one\ntwoone\ntwo")
  }
}
