/// What the printer of a layout does next. Groups are printed on one line when they fit, else every `line` directly in them breaks.
enum LayoutStep {
  /// The bytes of a token or a comment. Case is changed where it is a keyword.
  case text(Range<Int>, width: Int, isKeyword: Bool)
  case space
  /// A space, or a new line when the group around it breaks.
  case line
  /// Nothing, or a new line when the group around it breaks.
  case softLine
  /// A space, or a new line when what follows up to the next place to break does not fit.
  case fillLine
  /// A new line where the line is not empty; breaks every group around it.
  case hardLine
  /// A comment to the end of the line was printed: nothing else may follow there.
  case endOfLine
  /// The end of what has to fit on a line: comments follow that may be as long as they are.
  case edge
  /// `limit` is the width up to which it may stay on one line, wherever it begins.
  case begin(limit: Int)
  case end
  /// Lines that begin from here on are so many columns more to the right.
  case indent(Int)
  /// Lines that begin before `release` are indented from where the line that stands now begins.
  case anchor, release
  /// Columns that a line which begins here is moved by, in a group that breaks.
  case pad(Int)
}
