/// Reads the tokens of a rope from some place on. The lexer wants its bytes in one piece: it gets the part of the text that most edits need, and a
/// longer one when a token may depend on what follows that part.
struct RopeLexer: ~Copyable {
  private var lexer: Lexer
  private let base: Int
  /// Whether the part goes up to the end of the text.
  private let isWhole: Bool
  /// Whether a token may end with the part, though it goes on in the text.
  private let mayCut: Bool
  private(set) var ranOut = false
  /// Whether the last token goes on behind the part.
  private(set) var isCut = false

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, base: Int, startsStatement: Bool, strings: StringRule, isWhole: Bool,
    mayCut: Bool
  ) {
    lexer = Lexer(bytes, startsStatement: startsStatement, strings: strings.dropping(base))
    self.base = base
    self.isWhole = isWhole
    self.mayCut = mayCut
  }

  /// Calls `body` with a lexer, and again from the start with a longer part of the text as long as it runs out of it.
  ///
  /// - Parameters:
  ///   - start: where a token starts.
  ///   - part: the bytes to begin with.
  ///   - cut: the place from which on the end of a part may be that of a string or a comment which goes on in the text.
  static func read(
    _ text: Rope, from start: Int, startsStatement: Bool, strings: StringRule, part: Int,
    cut: Int = .max, _ body: (inout RopeLexer) -> Void
  ) {
    var length = part
    while true {
      let end = length < text.count - start ? start + length : text.count
      let isDone = text.withBytes(start..<end) { bytes in
        var lexer = RopeLexer(
          bytes, base: start, startsStatement: startsStatement, strings: strings, isWhole: end == text.count,
          mayCut: end >= cut)
        body(&lexer)
        return !lexer.ranOut
      }
      if isDone { return }
      length = end < cut && cut < start + length * 8 ? cut - start : length * 8
    }
  }

  /// The next token, at its place in the text; nil at the end of the text or of what can be told.
  mutating func next() -> Token? {
    guard !isCut, let token = lexer.next() else {
      ranOut = !isWhole && !isCut
      return nil
    }
    if mayCut, !isWhole, !token.isTerminated, token.kind != .lineComment, lexer.copy.isIdle {
      isCut = true
    } else if !isWhole, !lexer.copy.hasEnd || lookahead(of: token) + 4 > lexer.bytes.count {
      ranOut = true
      return nil
    }
    return token.shifted(by: base)
  }

  /// How far the lexer may have looked to find the end of a token, but for a few bytes.
  private func lookahead(of token: Token) -> Int {
    let bytes = lexer.bytes
    var place = token.end
    switch token.kind {
    case .string:
      while place < bytes.count {
        if ByteClass.isSpace(bytes[place]) {
          place += 1
        } else if bytes[place] == UInt8(ascii: "-"), place + 1 < bytes.count, bytes[place + 1] == bytes[place] {
          while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        } else {
          break
        }
      }
    case .symbol:
      while place < bytes.count, ByteClass.table[Int(bytes[place])] & ByteClass.isOperator != 0 { place += 1 }
    case .other: while place < bytes.count, ByteClass.continuesWord(bytes[place]) { place += 1 }
    default: break
    }
    return place
  }

  /// See `CopyReader.isOpen`.
  var isCopyOpen: Bool { lexer.copy.isOpen }

  /// The COPY statements that were read, with their data. One that the text ends in reaches up to the end.
  var copies: [Range<Int>] {
    lexer.copy.ranges(textEnd: lexer.bytes.count).map { $0.lowerBound + base..<$0.upperBound + base }
  }
}
