import Glibc
import History
import TestSupport
import Testing

struct BufferJournalTests {
  private let directory = TemporaryDirectory()

  private func buffer(_ text: String, name: String = "1.sql") -> JournalBuffer {
    JournalBuffer(name: name, path: nil, text: Array(text.utf8), cursor: text.utf8.count, isModified: true)
  }

  @Test func `Buffers come back exactly`() throws {
    let odd = JournalBuffer(
      name: "ä\n.sql", path: "/tmp/x y", text: [0xFF, 0x00, 0x27, 0x0A], cursor: 2, isModified: false)
    do {
      let journal = try BufferJournal(stateDirectory: directory.path)
      #expect(journal.restored.buffers.isEmpty)
      try journal.save([buffer("select 1;\n\"é\""), odd], active: 1)
    }
    let journal = try BufferJournal(stateDirectory: directory.path)
    #expect(journal.restored.buffers == [buffer("select 1;\n\"é\""), odd])
    #expect(journal.restored.active == 1)
  }

  @Test func `Two that run at once keep apart`() throws {
    let first = try BufferJournal(stateDirectory: directory.path)
    try first.save([buffer("one")], active: 0)
    let second = try BufferJournal(stateDirectory: directory.path)
    #expect(second.restored.buffers.isEmpty)
    try second.save([buffer("two")], active: 0)
    try first.save([buffer("one more")], active: 0)
    let third = try BufferJournal(stateDirectory: directory.path)
    #expect(third.restored.buffers.isEmpty)
  }

  @Test func `The next start takes over what several left behind`() throws {
    do {
      let first = try BufferJournal(stateDirectory: directory.path)
      let second = try BufferJournal(stateDirectory: directory.path)
      try first.save([buffer("one")], active: 0)
      try second.save([buffer("two", name: "2.sql"), buffer("", name: "3.sql")], active: 0)
    }
    let journal = try BufferJournal(stateDirectory: directory.path)
    #expect(journal.restored.buffers.map(\.text) == [Array("one".utf8), Array("two".utf8)])
    let other = try BufferJournal(stateDirectory: directory.path)
    #expect(other.restored.buffers.isEmpty)
  }
}
