import SQLText
import TextUI

/// Places within lines and paragraphs, as vim's motions ask for them.
extension TextBuffer {
  func lineStart(_ offset: Int) -> Int { lineStarts[line(at: offset)] }

  func lineEnd(_ offset: Int) -> Int { range(ofLine: line(at: offset)).upperBound }

  func firstNonBlank(ofLine line: Int) -> Int {
    let range = range(ofLine: line)
    return range.first { bytes[$0] != 0x20 && bytes[$0] != 0x09 } ?? range.upperBound
  }

  /// The place of the last character of the line, where normal mode stops; the start of an empty line.
  func lastCharacter(ofLine line: Int) -> Int {
    let range = range(ofLine: line)
    return range.isEmpty ? range.lowerBound : before(range.upperBound)
  }

  /// Normal mode has no place behind the last character.
  func onCharacter(_ offset: Int) -> Int { min(offset, lastCharacter(ofLine: line(at: offset))) }

  func isEmpty(line: Int) -> Bool { range(ofLine: line).isEmpty }

  func isBlank(line: Int) -> Bool { firstNonBlank(ofLine: line) == range(ofLine: line).upperBound }

  /// Whether only space is before the offset on its line.
  func isInIndent(_ offset: Int) -> Bool { firstNonBlank(ofLine: line(at: offset)) >= offset }

  func scalar(at offset: Int) -> Unicode.Scalar {
    bytes.withBytes(offset..<min(bytes.count, offset + 4)) { bytes in
      var length = 0
      return UTF8Reader.next(UnsafeRawBufferPointer(bytes), &length)
    }
  }

  /// The place of the character on the line of `offset`, `count` times on, nil when there are fewer.
  func find(_ find: VimFind, from offset: Int, count: Int, isRepeat: Bool) -> Int? {
    let line = range(ofLine: line(at: offset))
    var place = offset
    // Repeating `t` gets past the character that it stands beside.
    var left = count
    let beside = find.isForward ? after(offset) : (offset > line.lowerBound ? before(offset) : offset)
    if find.isTill, isRepeat, count == 1, line.contains(beside), scalar(at: beside) == find.scalar { place = beside }
    while left > 0 {
      if find.isForward {
        place = after(place)
        guard place < line.upperBound else { return nil }
      } else {
        guard place > line.lowerBound else { return nil }
        place = before(place)
      }
      if scalar(at: place) == find.scalar { left -= 1 }
    }
    guard find.isTill else { return place }
    return find.isForward ? before(place) : after(place)
  }

  /// The empty line that ends the paragraph; the end of the text behind the last.
  func paragraph(from offset: Int, forward: Bool, count: Int) -> Int? {
    var line = line(at: offset)
    for turn in 1...count {
      var hasText = false
      var isFirst = true
      while true {
        if !isEmpty(line: line) { hasText = true }
        if !isFirst, hasText, isEmpty(line: line) { break }
        isFirst = false
        let next = line + (forward ? 1 : -1)
        if next < 0 || next >= lineCount {
          if turn < count { return nil }
          if forward { return range(ofLine: line).upperBound }
          return lineStarts[line]
        }
        line = next
      }
    }
    return lineStarts[line]
  }

  /// The start of the next sentence: behind `.`, `!` or `?` with space after it, and at the ends of paragraphs.
  func sentence(from offset: Int, forward: Bool, count: Int) -> Int? {
    var place = offset
    for _ in 1...count {
      guard let next = forward ? nextSentence(place) : previousSentence(place) else { return nil }
      place = next
    }
    return place
  }

  private func nextSentence(_ offset: Int) -> Int? {
    guard offset < bytes.count else { return nil }
    var walker = VimWalker(self, at: offset)
    if walker.isOnEmptyLine {
      while walker.isOnEmptyLine, walker.forward() != .stuck {}
      while walker.kind == .blank, !walker.isOnEmptyLine, walker.forward() != .stuck {}
      return walker.place
    }
    while walker.place < bytes.count {
      if isSentenceEnd(walker.place) {
        walker.place += 1
        while !walker.isAtLineEnd, Self.closers.contains(bytes[walker.place]) { walker.place += 1 }
        while walker.kind == .blank, walker.place < bytes.count {
          walker.forward()
          if walker.isOnEmptyLine { break }
        }
        return walker.place
      }
      walker.forward()
      if walker.isOnEmptyLine { return walker.place }
    }
    return walker.place
  }

  private func previousSentence(_ offset: Int) -> Int? {
    guard offset > 0 else { return nil }
    // Sentences begin where going forward from a paragraph's start stops.
    var start = paragraph(from: max(0, offset - 1), forward: false, count: 1) ?? 0
    var last = start
    while let next = nextSentence(start), next < offset, next > start {
      last = next
      start = next
    }
    return last < offset ? last : 0
  }

  private static let closers: Set<UInt8> = [0x29, 0x5D, 0x22, 0x27]

  private func isSentenceEnd(_ offset: Int) -> Bool {
    guard [0x2E, 0x21, 0x3F].contains(bytes[offset]) else { return false }
    var next = offset + 1
    while next < bytes.count, Self.closers.contains(bytes[next]) { next += 1 }
    return next >= bytes.count || bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0A
  }

  /// The start of the statement behind or before the place.
  func statementStart(from offset: Int, forward: Bool, count: Int) -> Int? {
    let starts = sql.statements.map(\.lowerBound)
    if forward {
      let next = starts.drop { $0 <= offset }
      return next.isEmpty ? nil : next.dropFirst(count - 1).first ?? next.last
    }
    let before = starts.prefix { $0 < offset }
    return before.isEmpty ? nil : before.dropLast(count - 1).last ?? before.first
  }

  /// The partner of the first bracket at or behind the place on its line.
  func matchingBracket(from offset: Int) -> Int? {
    let pairs: [UInt8: (UInt8, Int)] = [
      0x28: (0x29, 1), 0x29: (0x28, -1), 0x5B: (0x5D, 1), 0x5D: (0x5B, -1), 0x7B: (0x7D, 1), 0x7D: (0x7B, -1),
    ]
    guard let start = (offset..<max(offset, lineEnd(offset))).first(where: { pairs[bytes[$0]] != nil }),
      let (partner, step) = pairs[bytes[start]]
    else { return nil }
    return bracketPartner(of: start, bytes[start], partner, step: step)
  }

  /// Brackets inside strings and comments pair with each other only.
  private func bracketPartner(of start: Int, _ own: UInt8, _ partner: UInt8, step: Int) -> Int? {
    let home = bracketHome(start)
    var depth = 0
    var place = start
    while place >= 0, place < bytes.count {
      if bytes[place] == own || bytes[place] == partner, bracketHome(place) == home {
        depth += bytes[place] == own ? 1 : -1
        if depth == 0 { return place }
      }
      place += step
    }
    return nil
  }

  /// The start of the string or comment that the bracket is in, nil outside of any.
  func bracketHome(_ offset: Int) -> Int? {
    let index = sql.index(at: offset)
    guard index < sql.tokens.count, sql.tokens[index].end - sql.tokens[index].start > 1 else { return nil }
    return sql.tokens[index].start
  }
}
