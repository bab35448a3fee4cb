import TextUI

/// What vim's keys say when they are put together.
struct VimSentence: Sendable, Hashable {
  enum Content: Sendable, Hashable {
    case move(VimMotion)
    case operate(VimOperator, VimRange)
    case act(VimAction)
    /// A text object in visual mode.
    case select(VimObject)
  }

  /// What an operator works on.
  enum VimRange: Sendable, Hashable {
    case motion(VimMotion)
    case object(VimObject)
    /// The line of the cursor and those below, by the count.
    case lines
    case selection
    /// The lines that the selection has something of.
    case selectedLines(ofBlock: BlockReach)
  }

  /// What keys that take whole lines of a selection take of a block.
  enum BlockReach: Sendable, Hashable { case block, toLineEnd, lines }

  var register: Unicode.Scalar?
  var count: Int?
  var content: Content
}

/// Puts words together: `["x] [count] operator [count] motion`. Knows nothing of texts; the words come from the keymap.
struct VimGrammar: Sendable, Hashable {
  private(set) var register: Unicode.Scalar?
  private(set) var pendingOperator: VimOperator?
  /// The word that waits for a character.
  private(set) var open: VimWord.Open?
  private var countBefore: Int?
  private var count: Int?
  /// The keys so far, as the last line shows them.
  private(set) var shown = ""

  /// Larger counts mean the same.
  static let largestCount = 1_000_000

  enum Answer: Sendable, Hashable {
    case more
    case sentence(VimSentence)
    /// The words make no sense together.
    case nothing
  }

  /// Whether no sentence is begun.
  var isEmpty: Bool {
    register == nil && pendingOperator == nil && open == nil && countBefore == nil && count == nil
  }

  /// Whether the next character is part of a number and not a word: zero begins none.
  func takesDigit(_ key: Key) -> Bool {
    guard open == nil, key.modifiers.isEmpty, case .character(let scalar) = key.code else { return false }
    return ("1"..."9").contains(scalar) || scalar == "0" && count != nil
  }

  mutating func take(digit key: Key) {
    guard case .character(let scalar) = key.code else { return }
    count = min(Self.largestCount, (count ?? 0) * 10 + Int(scalar.value - 0x30))
    show(String(scalar))
  }

  mutating func show(_ keys: String) { shown += keys }

  /// Keys that were no words, such as F5, are not shown once they have done what they do.
  mutating func forgetOtherKeys() { if isEmpty { reset() } }

  /// `isVisual`: operators work on the selection at once.
  mutating func take(_ word: VimWord, isVisual: Bool) -> Answer {
    switch word {
    case .with(let open):
      self.open = open
      return .more
    case .operate(let op) where isVisual: return end(.operate(op, .selection))
    case .operate(let op) where pendingOperator == nil:
      pendingOperator = op
      countBefore = count
      count = nil
      return .more
    case .short(let op, let motion): return end(.operate(op, isVisual ? Self.selection(motion) : .motion(motion)))
    case .shortLines(let op):
      return end(.operate(op, isVisual ? .selectedLines(ofBlock: op == .yank ? .block : .lines) : .lines))
    default: break
    }
    if let op = pendingOperator {
      if op.isDoubled(by: word) { return end(.operate(op, .lines)) }
      switch word {
      case .move(let motion): return end(.operate(op, .motion(motion)))
      case .take(let object): return end(.operate(op, .object(object)))
      default: return nothing()
      }
    }
    switch word {
    case .move(let motion): return end(.move(motion))
    case .act(let action): return end(.act(action))
    case .take(let object): return isVisual ? end(.select(object)) : nothing()
    default: return nothing()
    }
  }

  /// What `D`, `C` and `X` take of a selection.
  private static func selection(_ motion: VimMotion) -> VimSentence.VimRange {
    switch motion {
    case .lineEnd: .selectedLines(ofBlock: .toLineEnd)
    case .left: .selectedLines(ofBlock: .block)
    default: .selection
    }
  }

  /// The character that the open word waited for.
  mutating func take(character: Unicode.Scalar, isVisual: Bool) -> Answer {
    guard let open else { return nothing() }
    self.open = nil
    show(String(character))
    switch open {
    case .register:
      register = character
      return VimRegisters.isName(character) ? .more : nothing()
    case .find(let forward, let till):
      return take(.move(.find(VimFind(scalar: character, isForward: forward, isTill: till))), isVisual: isVisual)
    case .mark(let line): return take(.move(.mark(character, line: line)), isVisual: isVisual)
    case .replace: return take(.act(.replace(character)), isVisual: isVisual)
    case .setMark: return take(.act(.setMark(character)), isVisual: isVisual)
    case .record: return take(.act(.record(character)), isVisual: isVisual)
    case .play: return take(.act(.play(character)), isVisual: isVisual)
    }
  }

  mutating func reset() { self = VimGrammar() }

  private mutating func end(_ content: VimSentence.Content) -> Answer {
    var total = count
    // Both counts of `2d3w` multiply.
    if let countBefore { total = min(Self.largestCount, countBefore * (count ?? 1)) }
    let sentence = VimSentence(register: register, count: total, content: content)
    reset()
    return .sentence(sentence)
  }

  private mutating func nothing() -> Answer {
    reset()
    return .nothing
  }
}
