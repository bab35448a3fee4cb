/// What normal and visual mode do besides moving and operating.
enum VimAction: Sendable, Hashable {
  enum InsertPlace: Sendable, Hashable { case before, after, lineStart, firstColumn, lineEnd, below, above, last }
  enum Scroll: Sendable, Hashable { case top, middle, bottom, lineUp, lineDown, halfUp, halfDown, pageUp, pageDown }

  case insert(InsertPlace)
  /// `R`
  case overtype
  case replace(Unicode.Scalar)
  case put(before: Bool, cursorBehind: Bool)
  case join(spaces: Bool)
  case toggleCase
  case add(sign: Int)
  case undo, redo, repeatChange
  /// `g-` and `g+`: the text as it was, whatever branch of the undo tree that was on.
  case travel(Int)
  case visual(VimVisual.Kind)
  case visualAgain
  case swapEnds(sameLine: Bool)
  case blockInsert(atEnd: Bool)
  /// `P` keeps what it replaces out of the registers.
  case putOverSelection(keepsRegister: Bool)
  /// `gn` and `gN`
  case selectMatch(forward: Bool)
  case setMark(Unicode.Scalar)
  case record(Unicode.Scalar)
  case play(Unicode.Scalar)
  case scroll(Scroll)
  case jump(forward: Bool)
  case search(forward: Bool)
  case commandLine
  case repeatSubstitution
  /// `g&`: on all lines, with the same flags.
  case repeatSubstitutionEverywhere
  case escape
}

/// A selection of visual mode: from the anchor's character to the cursor's, both included.
struct VimVisual: Sendable, Hashable {
  enum Kind: String, Sendable, Hashable { case characters, lines, block }
  var kind: Kind
  var anchor: Int
  /// After `$` a block reaches to the end of each line.
  var toLineEnd = false
}

/// One word of the language of vim's keys; each is a command that keys are bound to.
enum VimWord: Sendable, Hashable {
  case move(VimMotion)
  case take(VimObject)
  case operate(VimOperator)
  case act(VimAction)
  /// Several words in one key: `x` says `dl`.
  case short(VimOperator, VimMotion)
  case shortLines(VimOperator)
  /// Words that are whole with the character that follows.
  case with(Open)

  enum Open: Sendable, Hashable {
    case find(forward: Bool, till: Bool)
    case mark(line: Bool)
    case replace, setMark, record, play, register
  }
}
