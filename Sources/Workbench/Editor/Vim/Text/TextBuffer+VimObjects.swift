import SQLText

/// What a motion or an object gives an operator: a range, and whether it is whole lines.
struct VimSpan: Sendable, Hashable {
  /// Half open; for lines it may be anywhere in them.
  var range: Range<Int>
  var kind = VimVisual.Kind.characters
  /// Whether it ends with a character that it takes in, if only with the place at the end of a line.
  var isInclusive = false
}

/// Text objects.
extension TextBuffer {
  func span(of object: VimObject, at offset: Int, count: Int) -> VimSpan? {
    switch object.kind {
    case .word, .bigWord:
      var words = VimWordObject(self, object, at: offset)
      return words.take(count) ? words.span : nil
    case .paragraph: return paragraph(object, at: offset, count: count)
    case .statement: return statement(object, at: offset, count: count)
    case .brackets(let open): return brackets(open, object.isAround, at: offset, count: count)
    case .quotes(let quote): return quotes(quote, object.isAround, at: offset)
    case .match: return nil
    }
  }

  // MARK: Paragraphs and statements

  private func paragraph(_ object: VimObject, at offset: Int, count: Int) -> VimSpan? {
    var first = line(at: offset)
    let startsBlank = isBlank(line: first)
    while first > 0, isBlank(line: first - 1) == startsBlank { first -= 1 }
    var last = line(at: offset)
    func extend(blank: Bool) -> Bool {
      guard last + 1 < lineCount, isBlank(line: last + 1) == blank else { return false }
      while last + 1 < lineCount, isBlank(line: last + 1) == blank { last += 1 }
      return true
    }
    _ = extend(blank: startsBlank)
    var blank = startsBlank
    for turn in 0..<count {
      if turn > 0 {
        blank.toggle()
        guard extend(blank: blank) else { return nil }
      }
      guard object.isAround else { continue }
      blank.toggle()
      if extend(blank: blank) { continue }
      // Without blank lines behind it those before it go along.
      guard !startsBlank, turn == count - 1, first > 0, isBlank(line: first - 1) else {
        return startsBlank ? nil : lines(first, last)
      }
      while first > 0, isBlank(line: first - 1) { first -= 1 }
    }
    return lines(first, last)
  }

  private func lines(_ first: Int, _ last: Int) -> VimSpan {
    VimSpan(range: lineStarts[first]..<range(ofLine: last).upperBound, kind: .lines)
  }

  private func statement(_ object: VimObject, at offset: Int, count: Int) -> VimSpan? {
    guard let first = sql.statement(at: offset, in: bytes) else { return nil }
    let all = sql.statements.drop { $0.lowerBound < first.lowerBound }
    guard let last = all.dropFirst(count - 1).first ?? all.last else { return nil }
    guard object.isAround else { return VimSpan(range: first.lowerBound..<last.upperBound) }
    var end = last.upperBound
    let space: Set<UInt8> = [0x20, 0x09, 0x0A]
    let semicolon = (end..<bytes.count).first { !space.contains(bytes[$0]) }
    if let semicolon, bytes[semicolon] == 0x3B { end = semicolon + 1 }
    let lineEnd = lineEnd(end)
    let isWhole = isInIndent(first.lowerBound) && (end..<lineEnd).allSatisfy { space.contains(bytes[$0]) }
    guard isWhole else {
      while end < lineEnd, space.contains(bytes[end]) { end += 1 }
      return VimSpan(range: first.lowerBound..<end)
    }
    var lastLine = line(at: end)
    while lastLine + 1 < lineCount - 1, isBlank(line: lastLine + 1) { lastLine += 1 }
    return lines(line(at: first.lowerBound), lastLine)
  }

  // MARK: Brackets and quotes

  private func brackets(_ open: UInt8, _ isAround: Bool, at offset: Int, count: Int) -> VimSpan? {
    let close: UInt8 = open == 0x28 ? 0x29 : open + 2
    // Outside of any it is the next one, not far away.
    let last = lineStarts[min(lineCount - 1, line(at: offset) + 100)]
    let next = count > 1 ? nil : (offset..<max(offset, lineEnd(last))).first { bytes[$0] == open }
    guard
      let (start, end) = enclosing(open, close, at: offset, count: count)
        ?? next.flatMap({ enclosing(open, close, at: $0, count: 1) })
    else { return nil }
    if isAround { return VimSpan(range: start..<end + 1) }
    var first = start + 1
    if first < bytes.count, bytes[first] == 0x0A { first += 1 }
    // A closing bracket on a line of its own leaves the line before it whole.
    let stop = isInIndent(end) && line(at: end) > line(at: start) ? lineStart(end) : end
    return VimSpan(range: first..<max(first, stop))
  }

  private func enclosing(_ open: UInt8, _ close: UInt8, at offset: Int, count: Int) -> (Int, Int)? {
    var start = offset
    var left = count
    let home = offset < bytes.count ? bracketHome(offset) : nil
    if offset < bytes.count, bytes[offset] == open {
      left -= 1
    } else if offset < bytes.count, bytes[offset] == close {
      start -= 1
    }
    var depth = 0
    if left > 0 || offset < bytes.count && bytes[offset] == close {
      while true {
        guard start >= 0 else { return nil }
        if start < bytes.count, bytes[start] == open || bytes[start] == close,
          bracketHome(start) == home || home != nil && start < home!, !(start == offset && bytes[start] == open)
        {
          if bytes[start] == close { depth += 1 } else if depth > 0 { depth -= 1 } else { left -= 1 }
          if left == 0 { break }
        }
        start -= 1
      }
    }
    depth = 0
    let startHome = bracketHome(start)
    for place in start..<bytes.count where bytes[place] == open || bytes[place] == close {
      guard bracketHome(place) == startHome else { continue }
      depth += bytes[place] == open ? 1 : -1
      if depth == 0 { return (start, place) }
    }
    return nil
  }

  private func quotes(_ quote: UInt8, _ isAround: Bool, at offset: Int) -> VimSpan? {
    let line = range(ofLine: line(at: offset))
    var places: [Int] = []
    var place = line.lowerBound
    while place < line.upperBound {
      if bytes[place] == 0x5C { place += 1 } else if bytes[place] == quote { places.append(place) }
      place += 1
    }
    guard let (open, close) = Self.pair(places, around: offset) else { return nil }
    guard isAround else { return VimSpan(range: open + 1..<close) }
    var (start, end) = (open, close + 1)
    func isSpace(_ place: Int) -> Bool { bytes[place] == 0x20 || bytes[place] == 0x09 }
    while end < line.upperBound, isSpace(end) { end += 1 }
    if end == close + 1 { while start > line.lowerBound, isSpace(start - 1) { start -= 1 } }
    return VimSpan(range: start..<end)
  }

  /// On a quote pairs count from the start of the line; elsewhere the quotes on both sides make one, else the next two.
  private static func pair(_ places: [Int], around offset: Int) -> (Int, Int)? {
    if let index = places.firstIndex(of: offset) {
      let open = index - index % 2
      return open + 1 < places.count ? (places[open], places[open + 1]) : nil
    }
    let behind = places.firstIndex { $0 > offset } ?? places.count
    let open = max(0, behind - 1)
    return open + 1 < places.count ? (places[open], places[open + 1]) : nil
  }
}
