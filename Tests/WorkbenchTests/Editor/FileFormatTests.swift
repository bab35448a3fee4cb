import Testing
import TextUI

@testable import Workbench

/// How files keep their text, and what happens when somebody else changes them.
struct FileFormatTests {
  @Test(
    arguments: [
      Array("a\nb\n".utf8), Array("a\r\nb\r\n".utf8), [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A],
      [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00],
      [0xFE, 0xFF, 0x00, 0x61, 0x00, 0x0D, 0x00, 0x0A], Array("a\r\nb\n".utf8), Array("a\rb".utf8), [0xFF, 0x00, 0xC3],
      [],
      [0xFF, 0xFE, 0x00, 0xD8], Array("a".utf8), [0xFF, 0xFE],
    ] as [[UInt8]]) func `A file that is opened and saved is the same to the byte`(bytes: [UInt8])
  {
    let (text, format) = FileFormat.decode(bytes)
    #expect(format.encode(text) == bytes)
    #expect(FileFormat(format.description) == format)
  }

  @Test func `Text of other encodings is edited as plain text`() {
    let (text, format) = FileFormat.decode([0xFF, 0xFE, 0xE4, 0x00, 0x0D, 0x00, 0x0A, 0x00])
    #expect(String(decoding: text, as: UTF8.self) == "ä\n")
    #expect(format.description == "utf-16le bom crlf")
    #expect(format.encode(Array("ö\n".utf8)) == [0xFF, 0xFE, 0xF6, 0x00, 0x0D, 0x00, 0x0A, 0x00])
  }

  @Test func `Vim's keys know no line behind the last line feed, and files keep it`() throws {
    var desk = Desk(text: "", keymap: "vim")
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("one\ntwo\n".utf8))))
    desk.press("G")
    #expect(desk.text == "one\ntwo" && desk.buffer.cursor == 4)
    #expect(FileFormat(desk.buffer.format.description) == desk.buffer.format)
    desk.press("d d Ctrl-S")
    let written = desk.effects.compactMap { if case .writeFile(_, _, let bytes, _) = $0 { bytes } else { nil } }
    #expect(written == [Array("one\n".utf8)])
    desk.send(.fileRead(path: "/tmp/b.sql", .success(Array("one".utf8))))
    desk.press("Ctrl-S")
    let bare = desk.effects.compactMap { if case .writeFile(_, _, let bytes, _) = $0 { bytes } else { nil } }
    #expect(bare.last == Array("one".utf8))
  }

  private static let first = FileStamp(device: 1, inode: 2, size: 3, modified: 4)
  private static let second = FileStamp(device: 1, inode: 5, size: 3, modified: 9)

  private func opened() -> Desk {
    var desk = Desk.connected(text: "")
    desk.send(.fileStamped(path: "/tmp/a.sql", Self.first))
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("one\ntwo".utf8))))
    return desk
  }

  @Test func `A read-only file is asked about, and vim's bang asks nothing`() {
    var desk = opened()
    desk.press("Ctrl-S")
    desk.send(.fileConflict(path: "/tmp/a.sql", buffer: desk.state.editor.buffer.id, .readOnly))
    #expect(desk.shows("/tmp/a.sql is read-only.") && desk.shows("Type overwrite to replace it; Esc"))
    var vim = Desk(text: "", keymap: "vim")
    vim.send(.fileStamped(path: "/tmp/a.sql", Self.first))
    vim.send(.fileRead(path: "/tmp/a.sql", .success(Array("one".utf8))))
    for (line, path) in [("w!", "/tmp/a.sql"), ("w! /tmp/b.sql", "/tmp/b.sql"), ("wq!", "/tmp/a.sql")] {
      let effects = vim.type(":\(line)\n")
      #expect(effects.contains { if case .writeFile(path, _, _, .anything) = $0 { true } else { false } })
    }
  }

  @Test func `Saving expects the file as it was read`() throws {
    var desk = opened()
    desk.type("x")
    guard case .writeFile(_, let buffer, _, let expected) = try #require(desk.press("Ctrl-S").first) else { return }
    #expect(expected == .unchanged(Self.first))
    desk.send(.fileStamped(path: "/tmp/a.sql", Self.second))
    desk.send(.fileWritten(path: "/tmp/a.sql", buffer: buffer, nil))
    #expect(desk.buffer.stamp == Self.second && !desk.buffer.isModified)
  }

  @Test func `A file that somebody else changed is asked about before it is written`() throws {
    var desk = opened()
    desk.type("x")
    desk.press("Ctrl-S")
    desk.send(.fileConflict(path: "/tmp/a.sql", buffer: desk.state.editor.buffer.id, .changed))
    #expect(desk.shows("changed by somebody else"))
    desk.read()
    desk.type("no")
    #expect(desk.press("Enter").isEmpty && desk.shows("type the word"))
    desk.press("Ctrl-U")
    desk.type("overwrite")
    guard case .writeFile(_, _, let bytes, .anything) = try #require(desk.press("Enter").first) else {
      return #expect(Bool(false))
    }
    #expect(bytes == Array("xone\ntwo".utf8))
  }

  @Test func `Reloading takes what is on disk, and can be undone`() {
    var desk = opened()
    desk.type("x")
    desk.send(.fileConflict(path: "/tmp/a.sql", buffer: desk.state.editor.buffer.id, .changed))
    desk.read()
    desk.type("reload")
    #expect(desk.press("Enter").contains { if case .readFile("/tmp/a.sql") = $0 { true } else { false } })
    desk.send(.fileStamped(path: "/tmp/a.sql", Self.second))
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("one\nthree".utf8))))
    #expect(desk.text == "one\nthree" && desk.state.editor.snapshots().count == 1 && !desk.buffer.isModified)
    desk.press("Ctrl-Z")
    #expect(desk.text == "xone\ntwo")
  }

  @Test func `A buffer without changes follows its file, another is warned`() {
    var desk = opened()
    #expect(desk.send(.focused(true)).contains { if case .checkFiles(["/tmp/a.sql"]) = $0 { true } else { false } })
    #expect(desk.send(.fileSeen(path: "/tmp/a.sql", Self.first)).isEmpty)
    #expect(!desk.send(.fileSeen(path: "/tmp/a.sql", Self.second)).isEmpty)
    desk.send(.fileStamped(path: "/tmp/a.sql", Self.second))
    desk.send(.fileRead(path: "/tmp/a.sql", .success(Array("new".utf8))))
    #expect(desk.text == "new")
    desk.type("x")
    #expect(desk.send(.fileSeen(path: "/tmp/a.sql", Self.first)).isEmpty)
    #expect(desk.statusLine.contains("changed on disk by somebody else") && desk.text == "xnew")
    desk.send(.fileSeen(path: "/tmp/a.sql", nil))
    #expect(desk.statusLine.contains("gone from the disk"))
  }

  @Test func `Saving under a name that is taken asks first`() throws {
    var desk = Desk.connected(text: "a")
    desk.press("Ctrl-S")
    guard case .writeFile(let path, let buffer, _, .absent) = try #require(desk.type("/tmp/b.sql\n").first) else {
      return #expect(Bool(false))
    }
    desk.send(.fileConflict(path: path, buffer: buffer, .exists))
    #expect(desk.shows("/tmp/b.sql exists already"))
    desk.read()
    desk.press("Esc")
    #expect(desk.buffer.path == nil && desk.state.overlay == nil)
  }
}
