/// The pieces of a text that is edited: from behind one end of a statement to behind the next.
struct PieceList: Sendable {
  private typealias Piece = StatementSplitter.Piece

  /// Never empty.
  private var pieces: PlacedList<StatementSplitter.Piece>
  /// Ends of pieces that may go on: the reading stopped there, ascending.
  private var seams: [Int] = []

  init(_ text: Rope, _ tokens: [Token]) {
    var pieces: [Piece] = []
    StatementSplitter.read(text, tokens, from: 0) { piece in
      pieces.append(piece)
      return true
    }
    self.pieces = PlacedList(pieces, end: text.count)
  }

  var isUnfinished: Bool { !seams.isEmpty }

  var firstSeam: Int? { seams.first }

  /// Reads pieces again from the one in which tokens of the old text's range were read again, until one ends where an old one behind it did; when
  /// `budget` bytes behind the range hold no such end, the next old end is taken for one.
  mutating func replace(_ read: Range<Int>, delta: Int, in text: Rope, _ tokens: TokenList, budget: Int) {
    // One piece more to the left: an edit can lengthen the command that ended it.
    let first = max(0, min(pieces.first { $0.end > read.lowerBound }, pieces.count - 1) - 1)
    let start = first > 0 ? pieces[first - 1].end : 0
    let limit = budget < text.count ? read.upperBound + delta + budget : .max
    var old = first
    var fresh: [Piece] = []
    var seam: Int?
    func isOldEnd(_ end: Int) -> Bool {
      while old < pieces.count, pieces[old].end + delta < end { old += 1 }
      return old < pieces.count && pieces[old].isEnded && pieces[old].end + delta == end
    }
    StatementSplitter.read(text, tokens, from: tokens.list.first { $0.end > start }) { piece in
      fresh.append(piece)
      return !(piece.isEnded && piece.end > read.upperBound + delta && isOldEnd(piece.end))
    } cutsAt: { end in
      guard end > limit, isOldEnd(end) else { return false }
      seam = end
      return true
    }
    old = fresh.last!.isEnded ? old + 1 : pieces.count
    let end = old > 0 && old <= pieces.count ? pieces[old - 1].end : start
    seams = seams.filter { $0 <= start } + (seam.map { [$0] } ?? []) + seams.filter { $0 > end }.map { $0 + delta }
    pieces.replace(first..<old, with: fresh, end: text.count)
  }

  var statements: [Range<Int>] { (0..<pieces.count).compactMap { pieces[$0].statement } }

  func statements(touching range: ClosedRange<Int>) -> [Range<Int>] {
    let first = pieces.first { $0.end >= range.lowerBound }
    return (first..<pieces.count).lazy.map { pieces[$0] }.prefix {
      $0.body <= range.upperBound || $0.statement.map { $0.lowerBound <= range.upperBound } ?? false
    }
    .compactMap(\.statement).filter { $0.upperBound >= range.lowerBound && $0.lowerBound <= range.upperBound }
  }

  var endOfWholeStatements: Int {
    let last = pieces[pieces.count - 1]
    if last.isEnded { return last.end }
    return pieces.count > 1 ? pieces[pieces.count - 2].end : 0
  }

  func statement(at offset: Int, in text: Rope) -> Range<Int>? {
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

  func piece(at cursor: Int) -> Range<Int> {
    let place = min(pieces.first { $0.end > cursor }, pieces.count - 1)
    let start = place > 0 ? pieces[place - 1].end : 0
    return start..<pieces[place].body
  }
}
