import SQLText

/// `iw`, `aw` and those of big words: a selection that grows by words and the space between them, over the ends of lines too, step by step as
/// vim's does. What was reached stays when the text ends too soon.
struct VimWordObject {
  private var walker: VimWalker
  private let isAround: Bool
  /// Where the selection starts.
  private(set) var start: Int
  private var isInclusive = true
  /// Space is to go along, but there may be none behind the words.
  private var wantsSpaceBefore = false

  init(_ buffer: TextBuffer, _ object: VimObject, at offset: Int) {
    walker = VimWalker(buffer, big: object.kind == .bigWord, at: offset)
    isAround = object.isAround
    start = offset
  }

  /// The place that was reached: that of the last character, or behind it where that was the end of a line.
  var place: Int { walker.place }

  var span: VimSpan {
    let end = isInclusive && !walker.isAtLineEnd ? walker.buffer.after(place) : place
    return VimSpan(range: min(start, end)..<max(start, end), isInclusive: isInclusive)
  }

  /// Takes the words at the cursor; false when there are not as many.
  mutating func take(_ count: Int) -> Bool {
    takeHere() && extend(count - 1)
  }

  /// Takes more words behind what is selected, and space before it where there is none behind.
  mutating func extend(_ count: Int) -> Bool {
    for turn in stride(from: count, to: 0, by: -1) {
      isInclusive = true
      guard stepOver() else { return false }
      if isAround != (walker.kind == .blank) {
        if !nextWord(), turn > 1 { return false }
        isInclusive = !walker.isAtLineStart
        if isInclusive { walker.backward() }
      } else if !endOfWord() {
        return false
      }
    }
    takeSpaceBefore()
    return true
  }

  /// Takes more words before what is selected, which starts at the cursor.
  mutating func extendBackward(_ count: Int) -> Bool {
    for _ in 0..<max(0, count) {
      guard stepBackOver() else { return false }
      let sought = isAround != (walker.kind != .blank) ? walker.startOfWordBackward() : walker.endOfWordBackward()
      guard sought else { return false }
    }
    return true
  }

  private mutating func takeHere() -> Bool {
    let kind = walker.kind
    while !walker.isAtLineStart {
      let here = walker
      walker.backward()
      guard walker.kind == kind else {
        walker = here
        break
      }
    }
    start = place
    if (kind == .blank) == isAround { return endOfWord() }
    _ = nextWord()
    if walker.isAtLineStart { stepBackOver() } else { walker.backward() }
    wantsSpaceBefore = isAround
    return true
  }

  private mutating func takeSpaceBefore() {
    guard wantsSpaceBefore, walker.kind != .blank || walker.isAtLineStart && !isInclusive else { return }
    var space = VimWalker(walker.buffer, big: walker.big, at: start)
    guard !space.isAtLineStart else { return }
    space.backward()
    guard space.kind == .blank else { return }
    while !space.isAtLineStart {
      var before = space
      before.backward()
      guard before.kind == .blank else { break }
      space = before
    }
    // An indent stays.
    if !space.isAtLineStart { start = space.place }
  }

  /// To the next character; the end of a line that has text is none.
  @discardableResult private mutating func stepOver() -> Bool {
    let step = walker.forward()
    if step == .reachedLineEnd { return walker.forward() != .stuck }
    return step != .stuck
  }

  @discardableResult private mutating func stepBackOver() -> Bool {
    let step = walker.backward()
    if step == .crossedLine, !walker.isAtLineStart { walker.backward() }
    return step != .stuck
  }

  /// To the start of the next word, or to the end of the line that the word ends; false at the end of the text.
  private mutating func nextWord() -> Bool {
    let kind = walker.kind
    let isOnLastLine = walker.isOnLastLine
    var step = walker.forward()
    if step == .stuck || step != .moved && isOnLastLine { return false }
    if step != .moved { return true }
    while kind != .blank, walker.kind == kind {
      step = walker.forward()
      if step != .moved { return true }
    }
    while walker.kind == .blank, !walker.isOnEmptyLine {
      step = walker.forward()
      if step == .stuck || step != .moved && isOnLastLine { return true }
    }
    return true
  }

  /// To the last character of the word, or of the next one from space; an empty line is a word.
  private mutating func endOfWord() -> Bool {
    let kind = walker.kind
    guard walker.forward() != .stuck else { return false }
    if walker.kind == kind, kind != .blank {
      guard walker.skip(kind, forward: true) else { return false }
    } else if kind == .blank {
      while walker.kind == .blank {
        if walker.isOnEmptyLine { return true }
        if walker.forward() == .stuck { return false }
      }
      guard walker.skip(walker.kind, forward: true) else { return false }
    }
    walker.backward()
    return true
  }
}

extension VimWalker {
  /// To the start of the word before, or of this one from inside of it.
  fileprivate mutating func startOfWordBackward() -> Bool {
    let start = kind
    guard backward() != .stuck else { return false }
    if start == kind || start == .blank {
      while kind == .blank {
        if isOnEmptyLine { return true }
        if backward() == .stuck { return true }
      }
      guard skip(kind, forward: false) else { return true }
    }
    forward()
    return true
  }

  /// To the character behind the end of the word before.
  fileprivate mutating func endOfWordBackward() -> Bool {
    let start = kind
    var step = backward()
    if step == .stuck { return false }
    while step != .crossedLine, start != .blank, kind == start {
      step = backward()
      if step == .stuck { return true }
    }
    while step != .crossedLine, kind == .blank, !isOnEmptyLine {
      step = backward()
      if step == .stuck { return true }
    }
    if forward() == .reachedLineEnd { forward() }
    return true
  }
}
