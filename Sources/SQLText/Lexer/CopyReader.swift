/// Follows the tokens of statements to know where data stands: behind `COPY … FROM STDIN;` from the next line on.
struct CopyReader {
  private enum Place { case start, verb, copy, from, stdin, other }

  private var place: Place
  private var depth = 0
  /// Blocks of data that statements on this line have asked for.
  private var blocks = 0
  /// Those that the statement will ask for which other statements were joined to by `\;`.
  private var joinedBlocks = 0
  /// Where the COPY statement starts that is being read, or whose data is.
  private var start: Int?
  /// False when it is known that no line of the rest ends data.
  private(set) var hasEnd = true
  /// Whether a line end is the last that was read, and data stands behind it.
  private(set) var isDue = false
  /// The COPY statements that were read, with their data: the ranges of text whose tokens depend on what stands before them.
  private var ranges: [Range<Int>] = []

  init(startsStatement: Bool) { place = startsStatement ? .start : .other }

  /// Whether data follows at the end of the line.
  var isAwaited: Bool { blocks > 0 }

  /// Whether the token that follows the last one depends on those before it.
  var isOpen: Bool { place != .other || start != nil || blocks > 0 }

  /// Whether no COPY statement has begun, though one may begin with the next token.
  var isIdle: Bool { (place == .start || place == .other) && start == nil && blocks == 0 }

  /// The COPY statements that were read, with their data: the ranges of text whose tokens depend on what stands before them. One that the text
  /// ends in, or whose data has no end, reaches up to the end.
  func ranges(textEnd: Int) -> [Range<Int>] { ranges + (start.map { [$0..<textEnd] } ?? []) }

  @inline(__always) mutating func take(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) {
    if place == .other, blocks == 0, token.kind != .semicolon, token.kind != .command { return }
    follow(token, bytes)
  }

  private mutating func follow(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) {
    switch token.kind {
    case .copyData: endBlock(at: token.end)
    case .whitespace: isDue = blocks > 0 && bytes[token.end - 1] == 0x0A
    case .lineComment, .blockComment: break
    case .command: takeCommand(token, bytes)
    case .semicolon: endStatement(token)
    default: followStatement(token, bytes)
    }
  }

  private mutating func takeCommand(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) {
    switch CommandEffect(UnsafeBufferPointer(rebasing: bytes[token.range])) {
    case .joins:
      if place == .stdin { joinedBlocks += 1 }
      place = .start
      depth = 0
    case .sends: endStatement(token)
    case .drops:
      place = .start
      depth = 0
      joinedBlocks = 0
      if blocks == 0 { start = nil }
    case .writesColon, .none: break
    }
  }

  private mutating func endStatement(_ token: Token) {
    if hasEnd { blocks += joinedBlocks + (place == .stdin ? 1 : 0) }
    joinedBlocks = 0
    if let start, blocks == 0, hasEnd {
      ranges.append(start..<token.end)
      self.start = nil
    }
    place = .start
    depth = 0
  }

  private mutating func endBlock(at end: Int) {
    blocks -= 1
    isDue = false
    guard blocks == 0, let start else { return }
    ranges.append(start..<end)
    self.start = nil
  }

  /// Takes in that no line ends the data: then there is none, up to the end of the text.
  mutating func findNoEnd() {
    hasEnd = false
    blocks = 0
    isDue = false
  }

  private mutating func followStatement(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) {
    switch (place, token.kind) {
    case (.start, _):
      place = Self.isWord("copy", token, bytes) ? .verb : .other
      if place == .verb, start == nil { start = token.start }
    // A query is copied only to somewhere.
    case (.verb, .leftParen): place = .other
    case (.verb, _): place = .copy
    case (.copy, .leftParen): depth += 1
    case (.copy, .rightParen): depth = max(0, depth - 1)
    case (.copy, .word) where depth == 0 && Self.isWord("from", token, bytes): place = .from
    case (.from, _):
      // The server takes both for the other end of the connection.
      let isStream = Self.isWord("stdin", token, bytes) || Self.isWord("stdout", token, bytes)
      place = isStream ? .stdin : .copy
    default: break
    }
  }

  private static func isWord(_ word: StaticString, _ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard token.kind == .word, token.end - token.start == word.utf8CodeUnitCount else { return false }
    for place in 0..<word.utf8CodeUnitCount where bytes[token.start + place] | 0x20 != word.utf8Start[place] {
      return false
    }
    return true
  }
}
