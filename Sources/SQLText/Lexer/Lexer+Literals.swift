extension Lexer {
  /// From the opening double quote to the closing one; doubled ones belong to the name.
  mutating func quoted() -> Bool {
    index += 1
    while index < bytes.count {
      index += 1
      guard bytes[index - 1] == UInt8(ascii: "\"") else { continue }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return true }
      index += 1
    }
    return false
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
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "'") {
        guard index < bytes.count, bytes[index] == byte else { return true }
        index += 1
      } else if backslashes, byte == UInt8(ascii: "\\") {
        index = min(index + 1, bytes.count)
      }
    }
    return false
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
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), bytes.count - index >= tag.count, matches(tag) {
        index += tag.count
        return true
      }
      index += 1
    }
    return false
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
