import Glibc
import Testing

@testable import Terminal

/// Reading what is pasted from a descriptor.
struct PasteTests {
  private static let end = "\u{1B}[201~"

  /// Gives the pieces one after another; what the paste holds once it ends, and what is left for others, read with its end
  /// or not.
  private func read(_ pieces: [String]) throws -> (pasted: String?, left: String) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    var paste = Paste()
    var pasted: String?
    var left: [UInt8] = []
    for piece in pieces {
      #expect(Array(piece.utf8).withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) } == piece.utf8.count)
      if pasted == nil, let behind = paste.read(from: ends[0]) {
        pasted = String(decoding: paste.bytes, as: UTF8.self)
        left = behind
      }
    }
    var unread = [UInt8](repeating: 0, count: 4096)
    left += unread[..<max(0, Glibc.read(ends[0], &unread, unread.count))]
    return (pasted, String(decoding: left, as: UTF8.self))
  }

  @Test(arguments: ["", "a", "select 1;\n", "\u{1B}[A\u{1B}[20", "\u{1B}\u{1B}[201", "\u{1B}[200~", "äöü€"])
  func `A paste ends at its end, and what is typed behind it is left`(text: String) throws {
    for keys in ["", "x", "\u{1B}[15~", Self.end] {
      let found = try read([text + Self.end + keys])
      #expect(found.pasted == text && found.left == keys)
    }
  }

  @Test func `A paste that comes in pieces is whole wherever they are cut`() throws {
    let text = "one \u{1B}[20 two\u{1B}"
    let all = Array((text + Self.end).unicodeScalars)
    for place in 0...all.count {
      func string(_ part: some Sequence<Unicode.Scalar>) -> String {
        part.reduce(into: "") { $0.unicodeScalars.append($1) }
      }
      let found = try read([string(all[..<place]), string(all[place...]), "x"])
      #expect(found.pasted == text && found.left == "x")
    }
    #expect(try read([text, "more"]).pasted == nil)
  }
}
