package import Database

/// Compares two results: the rows of the new one are found by a hash of their key, so that a million rows each take about a second.
package struct Comparison {
  private let request: ComparisonRequest
  private var old: RowCursor
  private var new: RowCursor
  /// Rows of the new result by the hash of their key: an open table of row numbers, `empty` or `used` where there is none.
  private var table: [Int32] = []
  /// Of each place in the table, what else of the hash is known: rows are only looked at when it fits.
  private var tags: [UInt32] = []
  /// The next row that is equal to a row, where whole rows are compared and several are equal.
  private var nextEqual: [Int32] = []
  private var mask = 0
  /// Rows of the new result that an old row was found for.
  private var isMatched: [Bool]
  private var builder: RowBatch.Builder
  private var result: ResultSet
  private var differences: [RowDifference] = []
  private var counts = ComparisonCounts()
  private let keep: (RowBatch) throws(Failure) -> RowBatch

  private static let empty: Int32 = -1
  private static let used: Int32 = -2
  private static let batchBytes = 256 * 1024
  private static let progressRows = 8192

  /// - Parameter keep: takes pieces of what is found, and gives them as they are kept.
  package init(_ request: ComparisonRequest, keep: @escaping (RowBatch) throws(Failure) -> RowBatch = { $0 }) {
    self.request = request
    self.keep = keep
    old = RowCursor(request.old, request.key.isEmpty ? request.columns.map(\.old) : request.key.map(\.old))
    new = RowCursor(request.new, request.key.isEmpty ? request.columns.map(\.new) : request.key.map(\.new))
    isMatched = Array(repeating: false, count: request.new.rowCount)
    let columns = [Column(name: "difference")] + request.columns.map { request.new.columns[$0.new] }
    builder = RowBatch.Builder(columnCount: columns.count)
    result = ResultSet(columns: columns)
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
    if let problem = index(step) { return problem }
    for row in 0..<request.old.rowCount {
      guard step() else { return .cancelled }
      try compare(row)
    }
    for row in isMatched.indices where !isMatched[row] {
      guard step() else { return .cancelled }
      counts.added += 1
      try add(row, .added)
    }
    try flush()
    return .done(result, differences, counts)
  }

  // MARK: Finding rows

  /// Enters all rows of the new result.
  private mutating func index(_ step: () -> Bool) -> ComparisonOutcome? {
    var size = 16
    while size < 2 * request.new.rowCount { size *= 2 }
    table = Array(repeating: Self.empty, count: size)
    tags = Array(repeating: 0, count: size)
    nextEqual = Array(repeating: Self.used, count: request.key.isEmpty ? request.new.rowCount : 0)
    mask = size - 1
    var other = new
    for row in 0..<request.new.rowCount {
      guard step() else { return .cancelled }
      let hash = new.hash(row)
      var place = hash.place & mask
      while table[place] >= 0, tags[place] != hash.tag || !new.equals(row, &other, Int(table[place])) {
        place = (place + 1) & mask
      }
      if table[place] >= 0 {
        if !request.key.isEmpty { return .ambiguous(new.text(row)) }
        nextEqual[row] = table[place]
      }
      table[place] = Int32(row)
      tags[place] = hash.tag
    }
    return nil
  }

  /// Takes the row of the new result with the same key, one that no other old row has taken.
  private mutating func take(_ row: Int) -> Int? {
    let hash = old.hash(row)
    var place = hash.place & mask
    while table[place] != Self.empty {
      let found = Int(table[place])
      if found >= 0, tags[place] == hash.tag, old.equals(row, &new, found) {
        if request.key.isEmpty { table[place] = nextEqual[found] }
        return isMatched[found] ? nil : found
      }
      place = (place + 1) & mask
    }
    return nil
  }

  private mutating func compare(_ row: Int) throws(Failure) {
    guard let found = take(row) else {
      counts.removed += 1
      return try add(row, .removed)
    }
    isMatched[found] = true
    if isSame(row, found) {
      counts.same += 1
    } else {
      counts.changed += 1
      try add(row, .before)
      try add(found, .after)
    }
  }

  private mutating func isSame(_ row: Int, _ found: Int) -> Bool {
    for pair in request.columns {
      guard RowCursor.equal(old.cell(row, pair.old), new.cell(found, pair.new)) else { return false }
    }
    return true
  }

  // MARK: Giving rows

  private mutating func add(_ row: Int, _ difference: RowDifference) throws(Failure) {
    differences.append(difference)
    builder.append(difference.mark)
    let isOld = difference == .removed || difference == .before
    for pair in request.columns {
      let cell = isOld ? old.cell(row, pair.old) : new.cell(row, pair.new)
      if let cell { builder.append(cell) } else { builder.appendNull() }
    }
    if builder.byteCount >= Self.batchBytes { try flush() }
  }

  private mutating func flush() throws(Failure) {
    if !builder.isEmpty { result.append(try keep(builder.finish())) }
  }
}
