import Glibc
import History
import SQLText
import TestSupport
import Testing

struct BufferJournalTests {
  private let directory = TemporaryDirectory()

  private func buffer(_ text: String, name: String = "1.sql") -> JournalBuffer {
    JournalBuffer(name: name, path: nil, text: Rope(text.utf8), cursor: text.utf8.count, isModified: true)
  }

  @Test func `Buffers come back exactly`() throws {
    let odd = JournalBuffer(
      name: "ä\n.sql", path: "/tmp/x y", text: Rope([0xFF, 0x00, 0x27, 0x0A]), cursor: 2, isModified: false)
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
    #expect(journal.restored.buffers.map(\.text) == [Rope("one".utf8), Rope("two".utf8)])
    let other = try BufferJournal(stateDirectory: directory.path)
    #expect(other.restored.buffers.isEmpty)
  }

  // MARK: Changes

  private var file: String { directory.path + "/buffers/1.jsonl" }

  private func written() throws -> String { try #require(directory.text(of: "buffers/1.jsonl")) }

  private func restored() throws -> (buffers: [JournalBuffer], active: Int) {
    try BufferJournal(stateDirectory: directory.path).restored
  }

  @Test func `A change of a large buffer costs what was changed`() throws {
    let journal = try BufferJournal(stateDirectory: directory.path)
    var large = buffer(String(repeating: "select 1; -- 'a'\n", count: 50_000))
    try journal.save([large], active: 0)
    let before = try written().utf8.count
    for letter in ["x", "é", "\n"] {
      large.text.replaceSubrange(400_000..<400_001, with: Array(letter.utf8))
      try journal.save([large], active: 0)
    }
    try journal.save([large], active: 0)
    let lines = try written().utf8.dropFirst(before).split(separator: 0x0A)
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count < 200 })
  }

  @Test func `Changes come back, and the file stays in the size of the texts`() throws {
    var journal: BufferJournal? = try BufferJournal(stateDirectory: directory.path)
    var buffers = [buffer("select 1"), buffer("", name: "2.sql")]
    var active = 0
    var random = SystemRandomNumberGenerator()
    for step in 0..<800 {
      let index = Int.random(in: buffers.indices, using: &random)
      let text = buffers[index].text
      let start = Int.random(in: 0...text.count, using: &random)
      let end = Int.random(in: start...min(text.count, start + 200), using: &random)
      let new: [[UInt8]] = [[], Array("é 'x'\n".utf8), [0xFF, 0x00], Array(String(repeating: "abc ", count: 75).utf8)]
      buffers[index].text.replaceSubrange(start..<end, with: new[step % 4])
      buffers[index].cursor = start
      if step % 50 == 0 { active = 1 - active }
      if step % 300 == 299 { buffers.append(buffer("another", name: "\(step).sql")) }
      try journal?.save(buffers, active: active)
      guard step % 40 == 0 else { continue }
      journal = nil
      let next = try BufferJournal(stateDirectory: directory.path)
      #expect(next.restored.buffers == buffers)
      #expect(next.restored.active == active)
      journal = next
    }
    #expect(try written().utf8.count < 300_000)
  }

  @Test func `A change that was written in part is left out`() throws {
    var states: [Rope] = []
    do {
      let journal = try BufferJournal(stateDirectory: directory.path)
      var text = buffer("select")
      for letter in ["", " ", "1", "é", ";"] {
        text.text.replaceSubrange(text.text.count..<text.text.count, with: Array(letter.utf8))
        try journal.save([text], active: 0)
        states.append(text.text)
      }
    }
    let whole = try written()
    let first = try #require(whole.firstIndex(of: "\n"))
    for end in whole.indices where end > first {
      directory.write(String(whole[..<end]), to: "buffers/1.jsonl")
      let finished = whole[..<end].split(separator: "\n").count
      let found = try restored().buffers.first?.text
      #expect(found == states[finished - 1] || found == states[finished - 2])
    }
  }

  @Test func `After a write that failed everything is written anew`() throws {
    let journal = try BufferJournal(stateDirectory: directory.path)
    var text = buffer("select 1")
    try journal.save([text], active: 0)
    #expect(rename(file, file + ".away") == 0)
    text.text.replaceSubrange(7..<8, with: Array("2".utf8))
    #expect(throws: RecordError.self) { try journal.save([text], active: 0) }
    try journal.save([text], active: 0)
    #expect(try written().contains("select 2"))
  }
}
