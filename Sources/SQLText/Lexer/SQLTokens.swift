/// The tokens and statements of a text, kept up to date edit by edit.
package struct SQLTokens: Sendable {
  package private(set) var tokens: TokenList
  /// Never empty.
  private var pieces: GapList<StatementSplitter.Piece>
  /// The COPY statements with their data: only inside them does a token depend on what stands before it.
  private var copies: [Range<Int>]

  package init(_ text: [UInt8]) {
    let (tokens, copies) = text.withUnsafeBufferPointer { bytes in
      var tokens: [Token] = []
      var lexer = Lexer(bytes)
      lexer.readRest(into: &tokens)
      return (tokens, lexer.copy.ranges(textEnd: bytes.count))
    }
    self.tokens = TokenList(tokens)
    self.copies = copies
    var pieces: [StatementSplitter.Piece] = []
    StatementSplitter.read(text, tokens, from: 0) { piece in
      pieces.append(piece)
      return true
    }
    self.pieces = GapList(pieces, end: text.count)
  }

  /// Takes in that `removed` (byte offsets of the old text) was replaced by `inserted` bytes, giving `text`. Only what the edit reaches is
  /// read again.
  package mutating func replace(_ removed: Range<Int>, inserted: Int, in text: [UInt8]) {
    let delta = inserted - removed.count
    let first = restart(before: removed.lowerBound)
    let start = tokens.isEmpty ? 0 : tokens[first].start
    let startsStatement =
      first == 0 || tokens[first - 1].kind == .semicolon || copies.contains { $0.lowerBound == start }
    var old = first
    var fresh: [Token] = []
    var read = removed.upperBound + text.count
    text.withUnsafeBufferPointer { bytes in
      var lexer = Lexer(bytes, from: min(start, bytes.count), startsStatement: startsStatement)
      var isInStep = false
      while !isInStep, let token = lexer.next() {
        while old < tokens.count, tokens[old].start + delta < token.start || tokens[old].start < removed.upperBound {
          old += 1
        }
        isInStep =
          old < tokens.count && token.start >= removed.lowerBound + inserted && tokens[old].start + delta == token.start
          && !token.isTrivia && !lexer.copy.isOpen && !isInCopy(tokens[old].start)
        if !isInStep { fresh.append(token) }
      }
      if isInStep { read = tokens[old].start } else { old = tokens.count }
      copies =
        copies.filter { $0.upperBound <= start && $0.lowerBound < start } + lexer.copy.ranges(textEnd: bytes.count)
        + copies.filter { $0.lowerBound >= read }.map { $0.lowerBound + delta..<$0.upperBound + delta }
    }
    tokens.list.replace(first..<old, with: fresh, end: text.count)
    replacePieces(min(start, removed.lowerBound)..<read, delta: delta, in: text)
  }

  /// The token to read from after an edit at `offset`. Two tokens more to the left than the one it touches: an edit can join what were single
  /// ones, as the last byte of `1e+5` does; trivia does not count, for a quote behind it may continue a string.
  private func restart(before offset: Int) -> Int {
    var first = index(at: offset)
    var passed = 0
    while first > 0, passed < 3 || tokens[first - 1].isTrivia {
      first -= 1
      if !tokens[first].isTrivia { passed += 1 }
    }
    guard first < tokens.count else { return first }
    let start = tokens[first].start
    guard let copy = copies.first(where: { $0.lowerBound < start && start <= $0.upperBound }) else { return first }
    return index(at: copy.lowerBound)
  }

  private func isInCopy(_ offset: Int) -> Bool { copies.contains { $0.contains(offset) } }

  /// Reads pieces again from the one in which tokens of the old text's range were read again, until one ends where an old one behind it did.
  private mutating func replacePieces(_ read: Range<Int>, delta: Int, in text: [UInt8]) {
    // One piece more to the left: an edit can lengthen the command that ended it.
    let first = max(0, min(pieces.first { $0.end > read.lowerBound }, pieces.count - 1) - 1)
    let start = first > 0 ? pieces[first - 1].end : 0
    var old = first
    var fresh: [StatementSplitter.Piece] = []
    StatementSplitter.read(text, tokens, from: index(at: start)) { piece in
      fresh.append(piece)
      guard piece.isEnded, piece.end > read.upperBound + delta else { return true }
      while pieces[old].end + delta < piece.end { old += 1 }
      return !(pieces[old].isEnded && pieces[old].end + delta == piece.end)
    }
    old = fresh.last!.isEnded ? old + 1 : pieces.count
    pieces.replace(first..<old, with: fresh, end: text.count)
  }

  // MARK: Statements

  /// The statements as byte ranges: without space and comments around them and without the semicolon.
  package var statements: [Range<Int>] { (0..<pieces.count).compactMap { pieces[$0].statement } }

  /// Behind the last semicolon or command that ends a statement.
  var endOfWholeStatements: Int {
    let last = pieces[pieces.count - 1]
    if last.isEnded { return last.end }
    return pieces.count > 1 ? pieces[pieces.count - 2].end : 0
  }

  /// The statement that the cursor is in: up to and behind its semicolon, on the rest of its line, else the next one, else the last.
  package func statement(at offset: Int, in text: [UInt8]) -> Range<Int>? {
    let first = pieces.first { $0.end >= offset }
    var before = (0..<first).last { pieces[$0].statement != nil }.flatMap { pieces[$0].statement }
    for index in first..<pieces.count {
      let piece = pieces[index]
      guard let statement = piece.statement else { continue }
      if offset < statement.lowerBound {
        if let before, !text[before.upperBound..<offset].contains(0x0A) { return before }
        return statement
      }
      if offset <= piece.end, offset <= statement.upperBound || piece.isEnded { return statement }
      before = statement
    }
    return before
  }

  /// From behind the semicolon before the cursor to the next one, or the end of the text.
  func piece(at cursor: Int) -> Range<Int> {
    let place = min(pieces.first { $0.end > cursor }, pieces.count - 1)
    let start = place > 0 ? pieces[place - 1].end : 0
    return start..<pieces[place].body
  }

  // MARK: Tokens

  /// The index of the token that holds the byte at `offset`, or that ends the text.
  package func index(at offset: Int) -> Int { tokens.list.first { $0.end > offset } }
}
