/// What is done to the range of a motion, a text object or a selection.
enum VimOperator: String, Sendable, Hashable {
  case delete, change, yank
  case indent, outdent, reindent
  case lower, upper, toggleCase
  case comment

  /// Works on whole lines whatever the motion.
  var isLinewise: Bool {
    switch self {
    case .indent, .outdent, .reindent, .comment: true
    default: false
    }
  }

  /// Whether the word, said behind the operator, means whole lines: `dd`, `gUU`, `gcc`, `g~~`.
  func isDoubled(by word: VimWord) -> Bool {
    switch word {
    case .operate(let other): other == self || self == .comment && other == .change
    case .act(.toggleCase): self == .toggleCase
    default: false
    }
  }
}

/// A thing around the cursor.
struct VimObject: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case word, bigWord, paragraph, statement
    /// The opening bracket: `(`, `[`, `{` or `<`.
    case brackets(UInt8)
    case quotes(UInt8)
    /// What the last search found.
    case match(forward: Bool)
  }
  var kind: Kind
  /// `a…` takes the space or the brackets around it along, `i…` does not.
  var isAround: Bool

  var isWord: Bool { kind == .word || kind == .bigWord }
}
