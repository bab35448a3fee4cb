import SQLText
import TextUI

/// Steps through a text as vim's word motions do: the end of a line is a place of its own, blank, before the next line begins.
struct VimWalker {
  enum Step: Sendable, Hashable { case moved, reachedLineEnd, crossedLine, stuck }

  /// What a word is made of.
  enum Kind: Sendable, Hashable {
    case blank, punctuation, word, emoji
    case other(UInt32)
  }

  let buffer: TextBuffer
  let big: Bool
  var place: Int

  init(_ buffer: TextBuffer, big: Bool = false, at place: Int) {
    self.buffer = buffer
    self.big = big
    self.place = place
  }

  var isAtLineEnd: Bool { place >= buffer.bytes.count || buffer.bytes[place] == 0x0A }
  var isAtLineStart: Bool { place == 0 || buffer.bytes[place - 1] == 0x0A }
  var isOnEmptyLine: Bool { isAtLineStart && isAtLineEnd }
  var isOnLastLine: Bool { buffer.line(at: place) == buffer.lineCount - 1 }

  var kind: Kind {
    if isAtLineEnd { return .blank }
    let byte = buffer.bytes[place]
    if byte == 0x20 || byte == 0x09 { return .blank }
    if big { return .word }
    if byte < 0x80 { return TextBuffer.isWordByte(byte) ? .word : .punctuation }
    return Self.kind(of: buffer.scalar(at: place))
  }

  /// Scripts that are written without spaces make words by script.
  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x80..<0xC0: scalar == "ª" || scalar == "µ" || scalar == "º" ? .word : .punctuation
    case 0x2000...0x206F, 0x2190...0x23FF, 0x2500...0x27BF, 0x2E00...0x2E7F, 0x3001...0x3020, 0xFF01...0xFF0F,
      0xFF1A...0xFF20:
      .punctuation
    case 0x3000: .blank
    case 0x3040...0x309F: .other(0x3040)
    case 0x30A0...0x30FF: .other(0x30A0)
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2FA1F: .other(0x4E00)
    case 0xAC00...0xD7A3: .other(0xAC00)
    case 0x1F000...0x1FAFF: .emoji
    default: .word
    }
  }

  @discardableResult mutating func forward() -> Step {
    guard isAtLineEnd else {
      place = buffer.after(place)
      return isAtLineEnd ? .reachedLineEnd : .moved
    }
    guard place < buffer.bytes.count else { return .stuck }
    place += 1
    return .crossedLine
  }

  @discardableResult mutating func backward() -> Step {
    guard place > 0 else { return .stuck }
    let crosses = buffer.bytes[place - 1] == 0x0A
    place = crosses ? place - 1 : buffer.before(place)
    return crosses ? .crossedLine : .moved
  }

  /// Goes on while the kind stays; false at an end of the text.
  mutating func skip(_ kind: Kind, forward isForward: Bool) -> Bool {
    while self.kind == kind {
      if (isForward ? forward() : backward()) == .stuck { return false }
    }
    return true
  }
}

/// The word motions: each takes one step of its count and says whether it could.
extension VimWalker {
  /// `w`; with `stopsAtLineEnd` the last word of a line ends where the line does, as operators want it.
  mutating func wordForward(stopsAtLineEnd: Bool) -> Bool {
    let start = kind
    let isLast = isOnLastLine
    let first = forward()
    if first == .stuck || first != .moved && isLast { return false }
    if first != .moved, stopsAtLineEnd { return true }
    if start != .blank {
      while kind == start {
        let step = forward()
        if step == .stuck || step != .moved && stopsAtLineEnd { return true }
      }
    }
    while kind == .blank, !isOnEmptyLine {
      let step = forward()
      if step == .stuck || step != .moved && isOnLastLine && isAtLineEnd { return true }
      if step != .moved, stopsAtLineEnd { return true }
    }
    return true
  }

  /// `b`
  mutating func wordBackward() -> Bool {
    guard backward() != .stuck else { return false }
    while kind == .blank {
      if isOnEmptyLine { return true }
      if backward() == .stuck { return true }
    }
    if skip(kind, forward: false) { forward() }
    return true
  }

  /// `e`; `stopsHere` counts the end of the word under the cursor, as `cw` does.
  mutating func wordEnd(stopsHere: Bool) -> Bool {
    let start = kind
    guard forward() != .stuck else { return false }
    if kind == start, start != .blank {
      guard skip(start, forward: true) else { return false }
    } else if !stopsHere || start == .blank {
      while kind == .blank { if forward() == .stuck { return false } }
      guard skip(kind, forward: true) else { return false }
    }
    backward()
    return true
  }

  /// `ge`
  mutating func wordEndBackward() -> Bool {
    let start = kind
    guard backward() != .stuck else { return false }
    if start != .blank {
      while kind == start { if backward() == .stuck { return true } }
    }
    while kind == .blank, !isOnEmptyLine { if backward() == .stuck { return true } }
    return true
  }
}
