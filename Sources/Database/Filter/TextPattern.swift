/// A regular expression over UTF-8: alternatives, groups, classes, repeats, `^`, `$`, `\d \w \s` and their opposites. It tells whether a text
/// matches somewhere, in time that grows with the text only.
package struct TextPattern: Sendable, Hashable {
  package let text: String
  package let ignoresCase: Bool
  let program: PatternProgram

  package init(_ text: String, ignoresCase: Bool = false) throws(FilterError) {
    self.text = text
    self.ignoresCase = ignoresCase
    var parser = PatternParser(text, ignoresCase: ignoresCase)
    program = PatternProgram(try parser.parse())
  }

  package func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
    let machine = PatternMachine(program)
    return machine.isFound(in: bytes)
  }
}

/// Why a filter or a pattern cannot be read.
package struct FilterError: Error, Sendable, Hashable {
  package var message: String
  /// Index of the character it is about, from 0.
  package var offset: Int

  package init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// The parts of a pattern.
indirect enum PatternNode: Sendable, Hashable {
  case empty
  /// One code point in any of the ranges.
  case scalar([ClosedRange<UInt32>])
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case `repeat`(PatternNode, atLeast: Int, atMost: Int?)
  case start, end
}
