/// The tokens and statements of a text, kept up to date edit by edit. An edit that changes what all the rest means, as a lone quote does, need not be
/// followed to the end at once: the rest keeps its old tokens and statements until it is read on.
package struct SQLTokens: Sendable {
  package private(set) var tokens: TokenList
  /// Where the tokens before and those behind were read apart, ascending: what starts there is not known yet. A piece of space, whatever it
  /// holds, fills the text up to the first token that was read before.
  private var seams: [Int] = []
  private var pieces: PieceList
  /// The COPY statements with their data: only inside them does a token depend on what stands before it.
  private var copies: [Range<Int>]
  package let strings: StringRule
  /// How much of the text beyond an edit is taken into one piece of memory first: most edits reach no further.
  package var part = 2048

  package init(_ bytes: [UInt8], strings: StringRule = .standard) { self.init(Rope(bytes), strings: strings) }

  package init(_ text: Rope, strings: StringRule = .standard) {
    self.strings = strings
    let (tokens, copies) = text.withBytes(0..<text.count) { bytes in
      var tokens: [Token] = []
      var lexer = Lexer(bytes, strings: strings)
      lexer.readRest(into: &tokens)
      return (tokens, lexer.copy.ranges(textEnd: bytes.count))
    }
    self.tokens = TokenList(tokens)
    self.copies = copies
    pieces = PieceList(text, tokens)
  }

  /// Takes in that `removed` (byte offsets of the old text) was replaced by `inserted` bytes, giving `text`. Only what the edit reaches is
  /// read again, and of that no more than about `budget` bytes behind the edit.
  package mutating func replace(_ removed: Range<Int>, inserted: Int, in text: Rope, budget: Int = .max) {
    let delta = inserted - removed.count
    let first = restart(before: removed.lowerBound)
    let read = readAgain(
      from: first, untouched: removed.upperBound, delta: delta, in: text,
      limit: budget == .max ? .max : removed.lowerBound + inserted + budget, mayCut: true)
    pieces.replace(
      min(read.lowerBound, removed.lowerBound)..<read.upperBound, delta: delta, in: text, tokens,
      budget: budget)
  }

  /// Whether an edit has not been followed to its end.
  package var isUnfinished: Bool { !seams.isEmpty || pieces.isUnfinished }

  /// Follows edits about `budget` bytes further, or to the end of a longer token.
  package mutating func readOn(in text: Rope, budget: Int = .max) {
    if let seam = seams.first {
      let limit = budget == .max ? .max : seam + budget
      var first = index(at: seam)
      // What stands before space and comments tells whether a statement begins behind them.
      while first > 0, tokens[first - 1].isTrivia { first -= 1 }
      let read = readAgain(from: first, untouched: seam + 1, delta: 0, in: text, limit: limit, mayCut: false)
      pieces.replace(read, delta: 0, in: text, tokens, budget: budget)
    } else if let seam = pieces.firstSeam {
      pieces.replace(seam..<seam, delta: 0, in: text, tokens, budget: budget)
    }
  }

  /// Reads tokens from the one at `first` until one starts where an old one did, not before `untouched`, an offset of the old text, whose offsets
  /// differ by `delta` from there on. Behind `limit` it stops, also within a long token when that may be cut. Gives the range of
  /// the old text whose tokens were replaced.
  private mutating func readAgain(
    from first: Int, untouched: Int, delta: Int, in text: Rope, limit: Int, mayCut: Bool
  ) -> Range<Int> {
    let start = tokens.isEmpty ? 0 : tokens[first].start
    let startsStatement =
      first == 0 || tokens[first - 1].kind == .semicolon || copies.contains { $0.lowerBound == start }
    let mayStop = limit < text.count && copies.isEmpty
    var old = first
    var fresh: [Token] = []
    var seam: Int?
    var isInStep = false
    var copied: [Range<Int>] = []
    let from = min(start, text.count)
    // What is read on is mostly as long as it may be.
    let expected = mayCut || limit == .max ? untouched + delta : limit
    let part = max(part, expected - from + part)
    RopeLexer.read(
      text, from: from, startsStatement: startsStatement, strings: strings, part: part,
      cut: mayCut && mayStop ? limit : .max
    ) { lexer in
      (old, fresh, isInStep) = (first, [], false)
      var known = tokens.list.reader()
      while let token = lexer.next() {
        while old < tokens.count, known[old].start + delta < token.start || known[old].start < untouched { old += 1 }
        isInStep =
          old < tokens.count && known[old].start + delta == token.start && !token.isTrivia && !lexer.isCopyOpen
          && !isInCopy(known[old].start)
        if isInStep { break }
        fresh.append(token)
        if lexer.isCut {
          seam = token.start
          break
        }
        if mayStop, token.end >= limit, token.end < text.count, !token.isTrivia, !lexer.isCopyOpen {
          seam = token.end
          break
        }
      }
      if !lexer.ranOut { copied = lexer.copies }
    }
    updateCopies(from: start, to: isInStep ? tokens[old].start : nil, delta: delta, copied)
    if let seam { old = fill(from: seam, after: old, delta: delta, &fresh) } else if !isInStep { old = tokens.count }
    let end = old < tokens.count ? tokens[old].start : untouched + text.count
    seams = seams.filter { $0 < start } + (seam.map { [$0] } ?? []) + seams.filter { $0 >= end }.map { $0 + delta }
    tokens.list.replace(first..<old, with: fresh, end: text.count)
    return start..<max(start, end)
  }

  /// Adds what reaches from `seam` to the next old token, and gives its index. What was read in part, from `seam` on, gets all of it.
  private func fill(from seam: Int, after index: Int, delta: Int, _ fresh: inout [Token]) -> Int {
    var old = index
    let read = fresh.last!.end
    while old < tokens.count, tokens[old].start + delta < read { old += 1 }
    let end = old < tokens.count ? tokens[old].start + delta : tokens.list.end + delta
    if seam < read {
      fresh[fresh.count - 1] = Token(fresh.last!.kind, seam, end, isTerminated: false)
    } else if end > seam {
      fresh.append(Token(.whitespace, seam, end))
    }
    return old
  }

  private mutating func updateCopies(from start: Int, to end: Int?, delta: Int, _ read: [Range<Int>]) {
    if copies.isEmpty, read.isEmpty { return }
    copies =
      copies.filter { $0.upperBound <= start && $0.lowerBound < start } + read
      + copies.filter { end != nil && $0.lowerBound >= end! }.map { $0.lowerBound + delta..<$0.upperBound + delta }
  }

  /// The token to read from after an edit at `offset`. Two tokens more to the left than the one it touches: an edit can join what were single
  /// ones, as the last byte of `1e+5` does; trivia does not count, for a quote behind it may continue a string, and
  /// behind a command it takes what stands before it to know whether a statement begins.
  private func restart(before offset: Int) -> Int {
    var first = index(at: offset)
    var passed = 0
    while first > 0, passed < 3 || tokens[first - 1].isTrivia || tokens[first - 1].kind == .command {
      first -= 1
      if !tokens[first].isTrivia { passed += 1 }
    }
    guard first < tokens.count else { return first }
    let start = tokens[first].start
    guard let copy = copies.first(where: { $0.lowerBound < start && start <= $0.upperBound }) else { return first }
    return index(at: copy.lowerBound)
  }

  private func isInCopy(_ offset: Int) -> Bool { copies.contains { $0.contains(offset) } }

  // MARK: Statements

  /// The statements as byte ranges: without space and comments around them and without the semicolon.
  package var statements: [Range<Int>] { pieces.statements }

  /// Those that have a byte in a range, or end where it begins or begin where it ends.
  package func statements(touching range: ClosedRange<Int>) -> [Range<Int>] { pieces.statements(touching: range) }

  /// Behind the last semicolon or command that ends a statement.
  var endOfWholeStatements: Int { pieces.endOfWholeStatements }

  /// The statement that the cursor is in: up to and behind its semicolon, on the rest of its line, else the next one, else the last.
  package func statement(at offset: Int, in text: Rope) -> Range<Int>? { pieces.statement(at: offset, in: text) }

  /// From behind the semicolon before the cursor to the next one, or the end of the text.
  func piece(at cursor: Int) -> Range<Int> { pieces.piece(at: cursor) }

  // MARK: Tokens

  /// The index of the token that holds the byte at `offset`, or that ends the text.
  package func index(at offset: Int) -> Int { tokens.list.first { $0.end > offset } }
}
