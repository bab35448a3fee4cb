/// Which rows of a result are shown, in their order: a growing list of pieces that may lie in scratch space.
package struct RowOrder: Sendable {
  fileprivate enum Piece: Sendable {
    case consecutive(Range<Int>)
    case listed(KeptNumbers<UInt32>)
  }

  private var pieces: [Piece] = []
  /// Place of the first row of each piece.
  private var starts: [Int] = []
  package private(set) var count = 0

  package init() {}

  package init(_ rows: [UInt32], in space: ScratchSpace = .memory) { add(.listed(KeptNumbers(rows, in: space))) }

  /// Rows that follow each other in the result.
  package init(_ rows: Range<Int>) { add(.consecutive(rows)) }

  private mutating func add(_ piece: Piece) {
    guard piece.count > 0 else { return }
    pieces.append(piece)
    starts.append(count)
    count += piece.count
  }

  package mutating func append(_ other: RowOrder) { for piece in other.pieces { add(piece) } }

  /// The row of the result at a place.
  package subscript(place: Int) -> Int {
    let index = piece(holding: place)
    return pieces[index][place - starts[index]]
  }

  package subscript(places: Range<Int>) -> RowOrder {
    var some = RowOrder()
    forEachPiece(places) { piece, local in some.add(piece[local]) }
    return some
  }

  /// The first place with `row` or a row behind it, where rows stand as they came.
  package func firstPlace(atOrBehind row: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < count ? low : nil
  }

  /// The rows at some places, one after the other; memory is let go of behind.
  package func forEach(_ places: Range<Int>, _ body: (_ row: Int) -> Void) {
    forEachPiece(places) { piece, local in
      switch piece {
      case .consecutive(let rows): for place in local { body(rows.lowerBound + place) }
      case .listed(let rows):
        rows.withNumbers { numbers in for place in local { body(Int(numbers[place])) } }
        rows.evict()
      }
    }
  }

  /// The order of the rows that are left when some go from the result, counted without those.
  package func without(_ gone: Set<Int>) -> RowOrder {
    if gone.isEmpty { return self }
    let sorted = gone.sorted()
    var left: [UInt32] = []
    left.reserveCapacity(count)
    forEach(0..<count) { row in
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle] < row { low = middle + 1 } else { high = middle }
      }
      if low == sorted.count || sorted[low] != row { left.append(UInt32(row - low)) }
    }
    return RowOrder(left)
  }

  private func forEachPiece(_ places: Range<Int>, _ body: (Piece, _ local: Range<Int>) -> Void) {
    guard !places.isEmpty else { return }
    var index = piece(holding: places.lowerBound)
    while index < pieces.count, starts[index] < places.upperBound {
      let start = starts[index]
      body(
        pieces[index],
        max(places.lowerBound - start, 0)..<min(places.upperBound - start, pieces[index].count))
      index += 1
    }
  }

  private func piece(holding place: Int) -> Int {
    precondition(place >= 0 && place < count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }
}

extension RowOrder.Piece {
  fileprivate var count: Int {
    switch self {
    case .consecutive(let rows): rows.count
    case .listed(let rows): rows.count
    }
  }

  fileprivate subscript(place: Int) -> Int {
    switch self {
    case .consecutive(let rows): rows.lowerBound + place
    case .listed(let rows): Int(rows[place])
    }
  }

  fileprivate subscript(places: Range<Int>) -> Self {
    switch self {
    case .consecutive(let rows):
      .consecutive(rows.lowerBound + places.lowerBound..<rows.lowerBound + places.upperBound)
    case .listed(let rows): .listed(rows[places])
    }
  }
}
