package import Database

/// Compares two results: the rows of the new one are found by a hash of their key, so that a million rows each take about a second. Whatever the
/// orders of the rows, both results are read from front to back, once for each part of the old one: rows that lie in a file are not fetched
/// one by one.
package struct Comparison {
  private let request: ComparisonRequest
  private let oldKey: RowKey
  private let newKey: RowKey
  /// All columns that are compared.
  private let oldRow: RowKey
  private let newRow: RowKey
  private var index: RowIndex
  /// Rows of the new result that an old row was found for.
  private var isMatched: [Bool]
  private var list: DifferenceList
  private var counts = ComparisonCounts()

  /// Bytes of the old result that are looked at together.
  private static let partBytes = 8 << 20
  private static let progressRows = 8192

  /// - Parameter keep: takes pieces of what is found, and gives them as they are kept.
  package init(_ request: ComparisonRequest, keep: @escaping (RowBatch) throws(Failure) -> RowBatch = { $0 }) {
    self.request = request
    oldRow = RowKey(columns: request.columns.map(\.old))
    newRow = RowKey(columns: request.columns.map(\.new))
    oldKey = request.key.isEmpty ? oldRow : RowKey(columns: request.key.map(\.old))
    newKey = request.key.isEmpty ? newRow : RowKey(columns: request.key.map(\.new))
    index = RowIndex(rowCount: request.new.rowCount)
    isMatched = Array(repeating: false, count: request.new.rowCount)
    list = DifferenceList(request.columns.map { request.new.columns[$0.new] }, keep: keep)
  }

  /// Does it; `goOn` is told how many rows were looked at and says whether to go on.
  package consuming func run(goOn: (Int) -> Bool) -> ComparisonOutcome {
    do throws(Failure) {
      return try compare(goOn)
    } catch {
      return .failed(error.message)
    }
  }

  private mutating func compare(_ goOn: (Int) -> Bool) throws(Failure) -> ComparisonOutcome {
    var seen = 0
    func step() -> Bool {
      seen += 1
      return seen % Self.progressRows != 0 || goOn(seen)
    }
    if let problem = enter(step) { return problem }
    for part in request.old.parts(ofBytes: Self.partBytes) {
      guard let matches = match(part, step) else { return .cancelled }
      try add(matches, of: part)
      request.old.evict(rows: part)
    }
    guard try addUnmatched(step) else { return .cancelled }
    try list.flush()
    return .done(list.result, list.differences, counts)
  }

  // MARK: Finding rows

  /// Enters all rows of the new result. The problem when that does not work.
  private mutating func enter(_ step: () -> Bool) -> ComparisonOutcome? {
    for (first, batch) in request.new.placedBatches {
      for row in 0..<batch.rowCount {
        guard step() else { return .cancelled }
        let hash = newKey.hash(batch, row)
        // Whole rows may be there several times.
        if !request.key.isEmpty, isEntered(ResultSet.Place(batch: batch, row: row), hash) {
          return .ambiguous(newKey.text(request.new, first + row))
        }
        index.add(first + row, hash)
      }
      batch.evict()
    }
    return nil
  }

  private func isEntered(_ place: ResultSet.Place, _ hash: RowKey.Hash) -> Bool {
    var other = index.first(hash)
    while let row = other {
      if newKey.equals(place, newKey, request.new.place(of: row)) { return true }
      other = index.next(after: row)
    }
    return false
  }

  /// What became of the rows of a part; nil when the comparison was stopped.
  private mutating func match(_ part: Range<Int>, _ step: () -> Bool) -> PartMatches? {
    guard var pairs = pairs(part, step) else { return nil }
    pairs.sort()
    var matches = PartMatches(part, columnCount: request.columns.count)
    var wrong: [(old: Int, new: Int)] = []
    let result = request.new
    result.forEachRow(pairs.newRows) { number, batch, row in
      let (old, new) = pairs[number]
      if !settle(old, new, ResultSet.Place(batch: batch, row: row), &matches) { wrong.append((old, new)) }
    }
    if !wrong.isEmpty { settle(wrong, part, &matches) }
    return matches
  }

  /// New rows whose keys have the same hash as those of a part; nil when the comparison was stopped.
  private mutating func pairs(_ part: Range<Int>, _ step: () -> Bool) -> RowPairs? {
    var pairs = RowPairs()
    var isStopped = false
    let result = request.old
    result.forEachBatch(rows: part) { batch, local, first in
      for row in local where !isStopped {
        isStopped = !step()
        let hash = oldKey.hash(batch, row)
        if let new = request.key.isEmpty ? takeUnmatched(hash) : index.first(hash) {
          pairs.add(old: first + row, new: new)
        }
      }
    }
    return isStopped ? nil : pairs
  }

  private mutating func takeUnmatched(_ hash: RowKey.Hash) -> Int? {
    while let found = index.take(hash) {
      if !isMatched[found] { return found }
    }
    return nil
  }

  /// Matches two rows if they have the same key; false when they have not.
  private mutating func settle(
    _ old: Int, _ new: Int, _ newPlace: ResultSet.Place, _ matches: inout PartMatches
  ) -> Bool {
    let place = request.old.place(of: old)
    guard oldKey.equals(place, newKey, newPlace) else { return false }
    // An old key that is there twice finds its row once.
    if isMatched[new] { return true }
    isMatched[new] = true
    if oldRow.equals(place, newRow, newPlace) {
      matches.setSame(old)
    } else {
      matches.setChanged(old, to: new, newPlace, newRow.columns)
    }
    return true
  }

  /// Different keys had the same hash: one row after the other is looked for among all rows of its hash.
  private mutating func settle(_ wrong: [(old: Int, new: Int)], _ part: Range<Int>, _ matches: inout PartMatches) {
    var rows = wrong.map(\.old)
    if request.key.isEmpty {
      for (_, new) in wrong {
        let place = request.new.place(of: new)
        index.add(new, newKey.hash(place.batch, place.row))
      }
      rows = part.filter { !matches.isMatched($0) }
    }
    for row in rows {
      let place = request.old.place(of: row)
      var found = index.first(oldKey.hash(place.batch, place.row))
      while let new = found, isMatched[new] || !settle(row, new, request.new.place(of: new), &matches) {
        found = index.next(after: new)
      }
    }
  }

  // MARK: Giving rows

  private mutating func add(_ matches: PartMatches, of part: Range<Int>) throws(Failure) {
    var matches = matches
    let copies = matches.takeCopies()
    for row in part {
      switch matches[row] {
      case .none:
        counts.removed += 1
        try list.add(.removed, request.old.place(of: row), oldRow.columns)
      case .same: counts.same += 1
      case .changed(let copy):
        try addChanged(row)
        try list.add(.after, ResultSet.Place(batch: copies, row: copy), newRow.columns.indices)
      case .changedElsewhere(let new):
        try addChanged(row)
        try list.add(.after, request.new.place(of: new), newRow.columns)
        request.new.evict(row: new)
      }
    }
  }

  private mutating func addChanged(_ row: Int) throws(Failure) {
    counts.changed += 1
    try list.add(.before, request.old.place(of: row), oldRow.columns)
  }

  /// Adds the rows of the new result that no old row was found for; false when the comparison was stopped.
  private mutating func addUnmatched(_ step: () -> Bool) throws(Failure) -> Bool {
    for (first, batch) in request.new.placedBatches {
      for row in 0..<batch.rowCount where !isMatched[first + row] {
        guard step() else { return false }
        counts.added += 1
        try list.add(.added, ResultSet.Place(batch: batch, row: row), newRow.columns)
      }
      batch.evict()
    }
    return true
  }
}
