import TextUI

/// What vim's keys remember from one sentence to the next.
struct VimMemory: Sendable {
  var grammar = VimGrammar()
  var registers = VimRegisters()
  var lastFind: VimFind?
  var lastChange: VimChange?
  /// The insertion that is going on.
  var insertion: VimInsertion?
  /// The register that keys are recorded into, and the keys.
  var recording: (name: Unicode.Scalar, keys: [Key])?
  var lastPlayed: Unicode.Scalar?
  /// Macros that play just now, one inside the other.
  var playDepth = 0
  /// Keys that macros may still press before they are stopped as endless.
  var playBudget = 0
  /// Whether the last sentence could not be done, which ends macros.
  var hasFailed = false
  /// In insert mode: the next sentence is one of normal mode, then inserting goes on.
  var returnsToInsert = false
  /// In insert mode: the next character names the register to insert.
  var awaitsRegister = false
}

/// A change that `.` does again.
struct VimChange: Sendable {
  var sentence: VimSentence
  /// What was typed in the insertion that followed.
  var typed: [VimInsertion.Edit] = []
  /// The size of the selection it was done to.
  var extent: VimExtent?
}

/// The size of a visual selection, to take as much again from the cursor on.
struct VimExtent: Sendable, Hashable {
  var kind: VimVisual.Kind
  /// Lines beyond the first.
  var lines: Int
  /// Screen columns, or characters on the last line.
  var columns: Int
  var toLineEnd: Bool
}

/// Insert mode from its beginning on: what `.` and a count repeat.
struct VimInsertion: Sendable {
  /// An edit, its place told from the cursor of the beginning.
  struct Edit: Sendable, Hashable {
    var offset: Int
    var removed: Int
    var inserted: [UInt8]
  }

  var sentence: VimSentence?
  /// How often the text goes in altogether.
  var count: Int
  var start: Int
  /// The edits of the buffer when it began.
  var edits: [Edit] = []
  var overtypes = false
  /// The line was begun with an indent, and nothing else was typed there yet.
  var freshIndent = false
  /// Characters that overtyping replaced, for Backspace.
  var overtyped: [[UInt8]] = []
  /// Places of other lines where the same goes in at the end, by line and screen column.
  var block: VimBlockInsertion?
}

/// `I` and `A` on a block: the text typed on the first line goes to the other lines too.
struct VimBlockInsertion: Sendable {
  var lines: ClosedRange<Int>
  var column: Int
  var atLineEnd: Bool
  /// Where the cursor goes afterwards; nil where it stays behind what was typed.
  var home: Int?
  /// Short lines are filled up to the column.
  var pads: Bool
}

extension VimMemory {
  /// Keys made no sense: the words so far are forgotten and macros end.
  mutating func fail() {
    grammar.reset()
    hasFailed = true
  }
}
