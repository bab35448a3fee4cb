import Testing
import TextUI

@testable import Terminal

struct KeySequenceTests {
  @Test(arguments: [
    ("47;5u", "Ctrl-/"), ("27;5;47~", "Ctrl-/"), ("97;5u", "Ctrl-A"), ("65;6u", "Ctrl-A"), ("97;3u", "Alt-a"),
    ("97u", "a"),
    ("228;1:1u", "ä"), ("65;2u", "A"),
  ]) func `A key that comes by its number is told`(sequence: String, name: String) throws {
    #expect(Key(sequence: Array(sequence.utf8)) == Key(name: name))
  }

  @Test(arguments: ["57399u", "1;9A", "25~", "?1;2c", "", "u", "99999999999u", "13;2u", "27;5~"])
  func `Sequences that mean no character are none`(sequence: String) {
    #expect(Key(sequence: Array(sequence.utf8)) == nil)
  }
}
