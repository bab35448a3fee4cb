/// Cuts SQL text into tokens as PostgreSQL's scanner does, but never fails: what it does not understand becomes `other`. A token depends on
/// nothing before it, so reading may start at any token's start.
package struct Lexer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int

  private init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    index = start
  }

  /// The tokens of the whole text.
  package static func tokens(_ text: [UInt8]) -> [Token] { text.withUnsafeBufferPointer { tokens($0) } }

  package static func tokens(_ text: UnsafeBufferPointer<UInt8>) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(text.count / 4)
    read(text, from: 0) { token in
      tokens.append(token)
      return true
    }
    return tokens
  }

  /// Gives the tokens from `start` on, which must be a token's start, until `take` returns false.
  static func read(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ take: (Token) -> Bool) {
    var lexer = Lexer(text, from: start)
    while let token = lexer.next() {
      if !take(token) { return }
    }
  }

  private mutating func next() -> Token? {
    guard index < bytes.count else { return nil }
    let start = index
    let (kind, isTerminated) = scan()
    return Token(kind, start, index, isTerminated: isTerminated)
  }

  private func peek(_ offset: Int = 0) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }

  private mutating func scan() -> (Token.Kind, Bool) {
    let byte = bytes[index]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D:
      skip { ByteClass.isSpace($0) }
      return (.whitespace, true)
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
      skip { $0 != 0x0A && $0 != 0x0D }
      return (.lineComment, true)
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): return (.blockComment, blockComment())
    case UInt8(ascii: "'"): return (.string, quoted(byte, backslashes: false))
    case UInt8(ascii: "\""): return (.quotedIdentifier, quoted(byte, backslashes: false))
    case UInt8(ascii: "$"): return dollar()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: "."):
      if ByteClass.isDigit(peek(1)) { return number() }
      index += 1
      return (.dot, true)
    case UInt8(ascii: ":") where peek(1) == byte:
      index += 2
      return (.cast, true)
    default:
      if let single = Self.single(byte) {
        index += 1
        return (single, true)
      }
      if ByteClass.startsWord(byte) { return word() }
      if ByteClass.isOperator(byte) { return symbol() }
      index += 1
      return (.other, true)
    }
  }

  private static func single(_ byte: UInt8) -> Token.Kind? {
    switch byte {
    case UInt8(ascii: "("): .leftParen
    case UInt8(ascii: ")"): .rightParen
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ";"): .semicolon
    case UInt8(ascii: ":"): .symbol
    default: nil
    }
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while index < bytes.count, condition(bytes[index]) { index += 1 }
  }

  private mutating func blockComment() -> Bool {
    var depth = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if bytes[index] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        index += 2
        if depth == 0 { return true }
      } else {
        index += 1
      }
    }
    return false
  }

  /// From the opening quote to the closing one; doubled quotes belong to the text.
  private mutating func quoted(_ quote: UInt8, backslashes: Bool) -> Bool {
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if backslashes, byte == UInt8(ascii: "\\") {
        index = min(index + 1, bytes.count)
      } else if byte == quote {
        if peek() != quote || index >= bytes.count { return true }
        index += 1
      }
    }
    return false
  }

  private mutating func dollar() -> (Token.Kind, Bool) {
    if ByteClass.isDigit(peek(1)) {
      index += 1
      skip { ByteClass.isDigit($0) }
      return (.parameter, true)
    }
    var end = index + 1
    while end < bytes.count, ByteClass.continuesWord(bytes[end]), bytes[end] != UInt8(ascii: "$") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
      index += 1
      return (.other, true)
    }
    let tag = bytes[index...end]
    index = end + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), index + tag.count <= bytes.count,
        bytes[index..<index + tag.count].elementsEqual(tag)
      {
        index += tag.count
        return (.dollarString, true)
      }
      index += 1
    }
    return (.dollarString, false)
  }

  private mutating func number() -> (Token.Kind, Bool) {
    skip { ByteClass.isDigit($0) || $0 == UInt8(ascii: "_") }
    // `1..10` is two numbers around `..`.
    if peek() == UInt8(ascii: "."), peek(1) != UInt8(ascii: ".") {
      index += 1
      skip { ByteClass.isDigit($0) }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if ByteClass.isDigit(peek(1 + sign)) {
        index += 1 + sign
        skip { ByteClass.isDigit($0) }
      }
    }
    return (.number, true)
  }

  private mutating func word() -> (Token.Kind, Bool) {
    let first = bytes[index] | 0x20
    if peek(1) == UInt8(ascii: "'"), first == UInt8(ascii: "e") {
      index += 1
      return (.string, quoted(UInt8(ascii: "'"), backslashes: true))
    }
    if peek(1) == UInt8(ascii: "'"), [UInt8(ascii: "b"), UInt8(ascii: "x"), UInt8(ascii: "n")].contains(first) {
      index += 1
      return (.string, quoted(UInt8(ascii: "'"), backslashes: false))
    }
    if first == UInt8(ascii: "u"), peek(1) == UInt8(ascii: "&"),
      [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(peek(2))
    {
      let quote = peek(2)
      index += 2
      return (quote == UInt8(ascii: "'") ? .string : .quotedIdentifier, quoted(quote, backslashes: false))
    }
    skip { ByteClass.continuesWord($0) }
    return (.word, true)
  }

  /// The longest run of operator characters that no comment starts in.
  private mutating func symbol() -> (Token.Kind, Bool) {
    repeat { index += 1 } while index < bytes.count && ByteClass.isOperator(bytes[index]) && !startsComment()
    return (.symbol, true)
  }

  private func startsComment() -> Bool {
    (peek() == UInt8(ascii: "-") && peek(1) == UInt8(ascii: "-"))
      || (peek() == UInt8(ascii: "/") && peek(1) == UInt8(ascii: "*"))
  }
}

/// What bytes may stand where. Bytes above 127 belong to words, as they do for the server.
enum ByteClass {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func startsWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80 }
  static func continuesWord(_ byte: UInt8) -> Bool { startsWord(byte) || isDigit(byte) || byte == 0x24 }
  static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "<"),
      UInt8(ascii: ">"),
      UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "%"),
      UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "?"):
      true
    default: false
    }
  }
}
