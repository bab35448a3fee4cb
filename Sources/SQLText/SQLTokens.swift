/// The tokens and statements of a text, kept up to date edit by edit.
package struct SQLTokens: Sendable {
  package private(set) var tokens: [Token]
  /// Never empty.
  private(set) var pieces: [StatementSplitter.Piece] = []

  package init(_ text: [UInt8]) {
    tokens = Lexer.tokens(text)
    StatementSplitter.read(text, tokens, from: 0) { piece in
      pieces.append(piece)
      return true
    }
  }

  /// Takes in that `removed` (byte offsets of the old text) was replaced by `inserted` bytes, giving `text`. Only what the edit reaches is
  /// read again.
  package mutating func replace(_ removed: Range<Int>, inserted: Int, in text: [UInt8]) {
    let delta = inserted - removed.count
    // Three tokens more to the left: an edit can join what were single ones, as the last byte of `1e+5` does.
    let first = max(0, index(at: removed.lowerBound) - 3)
    let start = first < tokens.count ? tokens[first].start : 0
    var old = first
    var fresh: [Token] = []
    text.withUnsafeBufferPointer { bytes in
      Lexer.read(bytes, from: min(start, bytes.count)) { token in
        while old < tokens.count, tokens[old].start + delta < token.start || tokens[old].start < removed.upperBound {
          old += 1
        }
        let isInStep =
          old < tokens.count && token.start >= removed.lowerBound + inserted && tokens[old].start + delta == token.start
        if !isInStep { fresh.append(token) }
        return !isInStep
      }
      if let last = fresh.last, last.end == bytes.count { old = tokens.count }
      if fresh.isEmpty, start >= bytes.count { old = tokens.count }
    }
    if delta != 0 {
      tokens.withUnsafeMutableBufferPointer { tokens in
        for index in old..<tokens.count {
          tokens[index].start += delta
          tokens[index].end += delta
        }
      }
    }
    tokens.replaceSubrange(first..<old, with: fresh)
    replacePieces(removed, delta: delta, in: text)
  }

  /// Reads pieces again from the one that the edit began in, until one ends where an old one behind the edit did.
  private mutating func replacePieces(_ removed: Range<Int>, delta: Int, in text: [UInt8]) {
    // A semicolon before the edit stays one: no edit behind it joins it with something.
    let first = min(firstPiece { $0.end > removed.lowerBound }, pieces.count - 1)
    let start = first > 0 ? pieces[first - 1].end : 0
    var old = first
    var fresh: [StatementSplitter.Piece] = []
    StatementSplitter.read(text, tokens, from: index(at: start)) { piece in
      fresh.append(piece)
      guard piece.isEnded, piece.end > removed.upperBound + delta else { return true }
      while pieces[old].end + delta < piece.end { old += 1 }
      return !(pieces[old].isEnded && pieces[old].end + delta == piece.end)
    }
    old = fresh.last!.isEnded ? old + 1 : pieces.count
    for index in old..<pieces.count {
      pieces[index].end += delta
      pieces[index].statement = pieces[index].statement.map { $0.lowerBound + delta..<$0.upperBound + delta }
    }
    pieces.replaceSubrange(first..<old, with: fresh)
  }

  /// The first piece that fulfils the condition, which must hold for all behind it; the count when none does.
  private func firstPiece(_ holds: (StatementSplitter.Piece) -> Bool) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if holds(pieces[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  // MARK: Statements

  /// The statements as byte ranges: without space and comments around them and without the semicolon.
  package var statements: [Range<Int>] { pieces.compactMap(\.statement) }

  /// The statement that the cursor is in: up to and behind its semicolon, on the rest of its line, else the next one, else the last.
  package func statement(at offset: Int, in text: [UInt8]) -> Range<Int>? {
    let first = firstPiece { $0.end >= offset }
    var before = pieces[..<first].last { $0.statement != nil }?.statement
    for piece in pieces[first...] {
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
    let place = min(firstPiece { $0.end > cursor }, pieces.count - 1)
    let start = place > 0 ? pieces[place - 1].end : 0
    return start..<(pieces[place].isEnded ? pieces[place].end - 1 : pieces[place].end)
  }

  // MARK: Tokens

  /// The index of the token that holds the byte at `offset`, or that ends the text.
  package func index(at offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
