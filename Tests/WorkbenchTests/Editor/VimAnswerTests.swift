import Foundation
import Testing
import TextUI

@testable import Workbench

/// Sequences of keys made at random, each with the text and the cursor that vim 9.0 was left with, `-u NONE` and `ai sw=2 ts=4 et nojs` set. A
/// line of `vim-answers.jsonl` is an array: text, keys, text then, offset of the cursor then. PERCH_VIM_ANSWERS names another such file.
struct VimAnswerTests {
  private struct Answer {
    var text: String
    var keys: String
    var after: String
    var cursor: Int
  }

  private static func answers() throws -> [Answer] {
    let path =
      ProcessInfo.processInfo.environment["PERCH_VIM_ANSWERS"]
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/vim-answers.jsonl"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      let parts = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
      return Answer(
        text: try #require(parts[0] as? String), keys: try #require(parts[1] as? String),
        after: try #require(parts[2] as? String), cursor: try #require(parts[3] as? Int))
    }
  }

  private static func key(_ scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 0x09: Key(.tab)
    case 0x0D: Key(.enter)
    case 0x1B: Key(.escape)
    case 1..<27: Key(.character(Unicode.Scalar(scalar.value + 0x60)!), .control)
    default: Key(.character(scalar))
    }
  }

  @Test func `Keys leave the text and the cursor that they leave in vim`() throws {
    let answers = try Self.answers()
    #expect(!answers.isEmpty)
    for answer in answers {
      var desk = VimTests.desk(answer.text)
      for scalar in answer.keys.unicodeScalars + "\u{1B}".unicodeScalars { desk.send(.key(Self.key(scalar))) }
      let text = String(decoding: desk.buffer.text, as: UTF8.self)
      #expect(
        text == answer.after && desk.buffer.cursor == answer.cursor,
        """
        \(answer.keys.debugDescription) on \(answer.text.debugDescription)
        vim  \(answer.after.debugDescription) at \(answer.cursor)
        here \(text.debugDescription) at \(desk.buffer.cursor)
        """)
    }
  }
}
