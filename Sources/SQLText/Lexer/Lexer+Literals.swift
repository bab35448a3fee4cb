extension Lexer {
  /// From the opening double quote to the closing one; doubled ones belong to the name.
  mutating func quoted() -> Bool {
    let quote = UInt8(ascii: "\"")
    index += 1
    while true {
      find(quote, or: quote)
      guard index < bytes.count else { return false }
      index += 1
      guard index < bytes.count, bytes[index] == quote else { return true }
      index += 1
    }
  }

  /// From the opening quote to the closing one of its last part: a quote behind space that holds a line end continues the string, with the
  /// rules of its first part.
  mutating func string(_ isTerminated: inout Bool, backslashes: Bool = false) -> Token.Kind {
    repeat {
      index += 1
      isTerminated = stringPart(backslashes)
    } while isTerminated && skipToContinuation()
    return .string
  }

  private mutating func stringPart(_ backslashes: Bool) -> Bool {
    let quote = UInt8(ascii: "'")
    while true {
      find(quote, or: backslashes ? UInt8(ascii: "\\") : quote)
      guard index < bytes.count else { return false }
      index += 1
      if bytes[index - 1] == quote, index == bytes.count || bytes[index] != quote { return true }
      index = min(index + 1, bytes.count)
    }
  }

  /// Moves to the next of two bytes, or to the end. Eight are looked at together: a string that somebody just opened may reach
  /// over megabytes.
  @inline(__always) mutating func find(_ first: UInt8, or second: UInt8) {
    let (ones, tops) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    let (firsts, seconds) = (ones &* UInt64(first), ones &* UInt64(second))
    let raw = UnsafeRawBufferPointer(bytes)
    while index &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let (a, b) = (word ^ firsts, word ^ seconds)
      // The lowest top bit that is set is that of the first byte that became zero.
      let found = ((a &- ones) & ~a | (b &- ones) & ~b) & tops
      if found != 0 {
        index += found.trailingZeroBitCount / 8
        return
      }
      index += 8
    }
    while index < bytes.count, bytes[index] != first, bytes[index] != second { index += 1 }
  }

  /// Moves to the quote that continues the string which ended here, if one does.
  private mutating func skipToContinuation() -> Bool {
    let end = index
    var hasLineEnd = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "-"), peek(1) == byte {
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        // A comment must be ended by a line end.
        if index < bytes.count { continue }
      } else if ByteClass.isSpace(byte) {
        hasLineEnd = hasLineEnd || byte == 0x0A || byte == 0x0D
        index += 1
        continue
      } else if byte == UInt8(ascii: "'"), hasLineEnd {
        return true
      }
      break
    }
    index = end
    return false
  }

  /// A parameter, a dollar-quoted string, or a lone dollar.
  mutating func dollar(_ isTerminated: inout Bool) -> Token.Kind {
    let start = index
    index += 1
    if ByteClass.isDigit(peek()) {
      skip(ByteClass.digit)
      return .parameter
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: "$"), ByteClass.continuesWord(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "$") else {
      index = start + 1
      return .other
    }
    index += 1
    isTerminated = skip(to: UnsafeBufferPointer(rebasing: bytes[start..<index]))
    return .dollarString
  }

  /// Moves behind the next `tag`, which starts and ends with a dollar and holds no other.
  private mutating func skip(to tag: UnsafeBufferPointer<UInt8>) -> Bool {
    while true {
      find(tag[0], or: tag[0])
      guard index < bytes.count else { return false }
      if bytes.count - index >= tag.count, matches(tag) {
        index += tag.count
        return true
      }
      index += 1
    }
  }

  private func matches(_ tag: UnsafeBufferPointer<UInt8>) -> Bool {
    for place in tag.indices where bytes[index + place] != tag[place] { return false }
    return true
  }

  // MARK: Numbers

  mutating func number() -> Token.Kind {
    if peek() == UInt8(ascii: "0"), let isDigit = Self.radix(peek(1)), radixDigits(isDigit) { return .number }
    if peek() != UInt8(ascii: ".") { digits() }
    // `1..10` is two numbers around `..`.
    if peek() == UInt8(ascii: "."), peek(1) != UInt8(ascii: ".") {
      index += 1
      if ByteClass.isDigit(peek()) { digits() }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if ByteClass.isDigit(peek(1 + sign)) {
        index += 1 + sign
        digits()
      }
    }
    return .number
  }

  /// Digits with single underscores between them.
  private mutating func digits() {
    repeat {
      index += 1
      if peek() == UInt8(ascii: "_"), ByteClass.isDigit(peek(1)) { index += 1 }
    } while ByteClass.isDigit(peek())
  }

  private static func radix(_ letter: UInt8) -> ((UInt8) -> Bool)? {
    switch letter | 0x20 {
    case UInt8(ascii: "x"): { ByteClass.isDigit($0) || ($0 | 0x20) &- UInt8(ascii: "a") < 6 }
    case UInt8(ascii: "o"): { $0 &- UInt8(ascii: "0") < 8 }
    case UInt8(ascii: "b"): { $0 &- UInt8(ascii: "0") < 2 }
    default: nil
    }
  }

  /// `x` and digits of its radix, each behind at most one underscore; nothing is read when there are none.
  private mutating func radixDigits(_ isDigit: (UInt8) -> Bool) -> Bool {
    let start = index
    index += 2
    while index < bytes.count {
      let gap = bytes[index] == UInt8(ascii: "_") ? 1 : 0
      guard index + gap < bytes.count, isDigit(bytes[index + gap]) else { break }
      index += gap + 1
    }
    if index > start + 2 { return true }
    index = start
    return false
  }
}
