/// A way through the text, as vim names them. Motions are values: alone they move the cursor, behind an operator they give its range.
enum VimMotion: Sendable, Hashable {
  case left, right, up, down
  /// `+` and `-`: to the first character of a line below or above; `_` counts the own line as the first.
  case lineDown, lineUp, thisLine
  case wordForward(big: Bool)
  case wordBackward(big: Bool)
  case wordEnd(big: Bool)
  case wordEndBackward(big: Bool)
  case lineStart, firstNonBlank, lineEnd, lastNonBlank, column
  case find(VimFind)
  /// `;` and `,`
  case repeatFind(reversed: Bool)
  case matchingBracket
  case paragraph(forward: Bool)
  case sentence(forward: Bool)
  case statement(forward: Bool)
  case firstLine, lastLine
  case screenTop, screenMiddle, screenBottom
  /// `*` and `#`
  case wordUnderCursor(forward: Bool, whole: Bool)
  /// `n` and `N`
  case searchAgain(reversed: Bool)
  /// `'x` goes to the line of the mark, `` `x `` to its place.
  case mark(Unicode.Scalar, line: Bool)

  /// What a range takes in.
  enum Reach: Sendable, Hashable {
    /// Up to the character at the end.
    case exclusive
    /// With the character at the end.
    case inclusive
    case lines
  }

  var reach: Reach {
    switch self {
    case .up, .down, .lineDown, .lineUp, .thisLine, .firstLine, .lastLine, .screenTop, .screenMiddle, .screenBottom:
      .lines
    case .mark(_, let line): line ? .lines : .exclusive
    case .wordEnd, .wordEndBackward, .lineEnd, .lastNonBlank, .matchingBracket: .inclusive
    case .find(let find): find.isForward ? .inclusive : .exclusive
    default: .exclusive
    }
  }

  /// Whether `Ctrl-O` comes back to where it began.
  var isJump: Bool {
    switch self {
    case .firstLine, .lastLine, .screenTop, .screenMiddle, .screenBottom, .wordUnderCursor, .searchAgain, .mark,
      .matchingBracket, .paragraph, .sentence:
      true
    default: false
    }
  }

  /// Whether what it deletes is kept among the numbered registers, however little it is.
  var isLarge: Bool {
    switch self {
    case .matchingBracket, .sentence, .mark(_, line: false), .searchAgain, .wordUnderCursor, .paragraph: true
    default: false
    }
  }
}

/// `f`, `F`, `t` and `T` with their character.
struct VimFind: Sendable, Hashable {
  var scalar: Unicode.Scalar
  var isForward: Bool
  /// Stops beside the character.
  var isTill: Bool

  var reversed: VimFind { VimFind(scalar: scalar, isForward: !isForward, isTill: isTill) }
}
