/// Cuts SQL text into tokens as PostgreSQL's scanner does, and commands and data as psql does, but never fails: what it does not understand
/// becomes `other`. But for the data of COPY a token depends on nothing before it, so reading may start at any token's start.
package struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  let classes = ByteClass.table
  private let strings: StringRule
  var index: Int
  private(set) var copy: CopyReader
  /// Whether a backslash starts a command of psql.
  private var readsCommands = true

  /// - Parameters:
  ///   - start: where a token starts.
  ///   - startsStatement: whether only trivia stands between `start` and the semicolon before it, or the start of the text.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, startsStatement: Bool = true,
    strings: StringRule = .standard
  ) {
    self.bytes = bytes
    self.strings = strings
    index = start
    copy = CopyReader(startsStatement: startsStatement)
  }

  /// The tokens of the whole text of a script.
  package static func tokens(_ text: [UInt8], strings: StringRule = .standard) -> [Token] {
    text.withUnsafeBufferPointer { Lexer($0, strings: strings).rest() }
  }

  /// The tokens of statements as the server reads them: without commands of psql and data.
  package static func serverTokens(_ text: [UInt8], strings: StringRule = .standard) -> [Token] {
    text.withUnsafeBufferPointer { bytes in
      var lexer = Lexer(bytes, startsStatement: false, strings: strings)
      lexer.readsCommands = false
      return lexer.rest()
    }
  }

  private consuming func rest() -> [Token] {
    var tokens: [Token] = []
    readRest(into: &tokens)
    return tokens
  }

  /// Growing the array would cost more than the reading: its size is guessed from the first tokens.
  mutating func readRest(into tokens: inout [Token]) {
    tokens.reserveCapacity(min(bytes.count, Self.sample))
    while tokens.count < Self.sample, let token = next() { tokens.append(token) }
    tokens.reserveCapacity(tokens.count + (bytes.count - index) / max(1, index) * tokens.count * 9 / 8)
    while let token = next() { tokens.append(token) }
  }

  private static var sample: Int { 2048 }

  mutating func next() -> Token? {
    guard index < bytes.count else { return nil }
    let start = index
    var isTerminated = true
    var kind = Token.Kind.copyData
    if !copy.isDue || !readsCommands || !readData() { kind = scan(&isTerminated) }
    let token = Token(kind, start, index, isTerminated: isTerminated)
    copy.take(token, bytes)
    return token
  }

  private mutating func readData() -> Bool {
    if skipCopyData() { return true }
    copy.findNoEnd()
    return false
  }

  func peek(_ offset: Int = 0) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }

  @inline(__always) mutating func skip(_ mask: UInt8) {
    while index < bytes.count, classes[Int(bytes[index])] & mask != 0 { index += 1 }
  }

  private mutating func scan(_ isTerminated: inout Bool) -> Token.Kind {
    let byte = bytes[index]
    let mask = classes[Int(byte)]
    if mask & ByteClass.startsWord != 0 { return word(&isTerminated) }
    if mask & ByteClass.space != 0 { return space() }
    if mask & ByteClass.digit != 0 { return number() }
    if mask & ByteClass.isOperator != 0 { return operatorOrComment(&isTerminated) }
    switch byte {
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: "("): return single(.leftParen)
    case UInt8(ascii: ")"): return single(.rightParen)
    case UInt8(ascii: "'"): return string(&isTerminated, backslashes: strings.hasEscapes(at: index))
    case UInt8(ascii: "."): return dot()
    case UInt8(ascii: ";"): return single(.semicolon)
    case UInt8(ascii: "\""):
      isTerminated = quoted()
      return .quotedIdentifier
    case UInt8(ascii: ":"): return colon()
    case UInt8(ascii: "["): return single(.leftBracket)
    case UInt8(ascii: "]"): return single(.rightBracket)
    case UInt8(ascii: "$"): return dollar(&isTerminated)
    case UInt8(ascii: "\\") where readsCommands: return command()
    default: return single(.other)
    }
  }

  @inline(__always) private mutating func single(_ kind: Token.Kind) -> Token.Kind {
    index += 1
    return kind
  }

  /// Up to the end of the line when data of COPY follows there.
  private mutating func space() -> Token.Kind {
    if copy.isAwaited {
      repeat { index += 1 } while bytes[index - 1] != 0x0A && index < bytes.count && ByteClass.isSpace(bytes[index])
    } else {
      skip(ByteClass.space)
    }
    return .whitespace
  }

  private mutating func word(_ isTerminated: inout Bool) -> Token.Kind {
    let start = index
    skip(ByteClass.continuesWord)
    guard index < bytes.count, index - start == 1 else { return .word }
    switch (bytes[start] | 0x20, bytes[index]) {
    case (UInt8(ascii: "e"), UInt8(ascii: "'")): return string(&isTerminated, backslashes: true)
    case (UInt8(ascii: "b"), UInt8(ascii: "'")), (UInt8(ascii: "x"), UInt8(ascii: "'")): return string(&isTerminated)
    case (UInt8(ascii: "n"), UInt8(ascii: "'")):
      return string(&isTerminated, backslashes: strings.hasEscapes(at: index))
    case (UInt8(ascii: "u"), UInt8(ascii: "&")) where peek(1) == UInt8(ascii: "'"):
      index += 1
      return string(&isTerminated)
    case (UInt8(ascii: "u"), UInt8(ascii: "&")) where peek(1) == UInt8(ascii: "\""):
      index += 1
      isTerminated = quoted()
      return .quotedIdentifier
    default: return .word
    }
  }

  private mutating func dot() -> Token.Kind {
    if ByteClass.isDigit(peek(1)) { return number() }
    index += 1
    guard peek() == UInt8(ascii: "."), index < bytes.count else { return .dot }
    index += 1
    return .symbol
  }

  private mutating func colon() -> Token.Kind {
    index += 1
    switch peek() {
    case UInt8(ascii: ":"): return single(.cast)
    case UInt8(ascii: "="): return single(.symbol)
    default: return .symbol
    }
  }
}
