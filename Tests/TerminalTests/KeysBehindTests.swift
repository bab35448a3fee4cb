import Glibc
import Testing

@testable import Terminal

/// Bytes that take the place of what a terminal sends.
struct KeysBehindTests {
  private func write(_ text: String, to descriptor: Int32) {
    #expect(Array(text.utf8).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == text.utf8.count)
  }

  private func read(_ count: Int, from descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: count)
    return String(decoding: bytes[..<max(0, Glibc.read(descriptor, &bytes, count))], as: UTF8.self)
  }

  @Test func `Only the reader that is curses' own gets them, and what it leaves is taken back`() throws {
    var terminal: [Int32] = [0, 0]
    try #require(pipe(&terminal) == 0)
    defer { for end in terminal { close(end) } }
    _ = fcntl(terminal[0], F_SETFL, O_NONBLOCK)
    let keys = try KeysBehind(terminal[0])
    for round in ["first", "again"] {
      keys.put(Array(round.utf8))
      write("later", to: terminal[1])
      #expect(read(2, from: keys.descriptor) == round.prefix(2))
      // Whoever asks the terminal itself, such as the end of the program in a crash, gets the terminal.
      #expect(read(5, from: terminal[0]) == "later")
      #expect(keys.takeBack() == Array(round.utf8.dropFirst(2)))
      write("typed", to: terminal[1])
      #expect(read(9, from: keys.descriptor) == "typed")
    }
  }

  @Test func `Where no keys can be read it is said why`() {
    #expect { try KeysBehind(-1) } throws: { error in
      (error as? ScreenError)?.message == "no keys can be read: Bad file descriptor"
    }
  }
}
