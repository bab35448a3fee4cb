package import Database

/// Compares two results: the rows of the new one are found by a hash of their key, so that a million rows each take about a second.
package struct Comparison {
  private let request: ComparisonRequest
  private let old: RowCursor
  private let new: RowCursor
  /// Rows of the new result by the hash of their key: an open table of row numbers, `empty` or `used` where there is none.
  private var table: [Int32] = []
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
  /// Rows after which mapped memory is let go of.
  private static let evictedRows = 1 << 16

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
    let results = [request.old, request.new]
    var seen = 0
    func step() -> Bool {
      seen += 1
      if seen % Self.evictedRows == 0 { for result in results { result.evict() } }
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
    nextEqual = Array(repeating: Self.used, count: request.key.isEmpty ? request.new.rowCount : 0)
    mask = size - 1
    for row in 0..<request.new.rowCount {
      guard step() else { return .cancelled }
      var place = new.hash(row) & mask
      while table[place] >= 0, !new.equals(row, new, Int(table[place])) { place = (place + 1) & mask }
      if table[place] >= 0 {
        if !request.key.isEmpty { return .ambiguous(new.text(row)) }
        nextEqual[row] = table[place]
      }
      table[place] = Int32(row)
    }
    return nil
  }

  /// Takes the row of the new result with the same key, one that no other old row has taken.
  private mutating func take(_ row: Int) -> Int? {
    var place = old.hash(row) & mask
    while table[place] != Self.empty {
      let found = Int(table[place])
      if found >= 0, old.equals(row, new, found) {
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
    let isSame = request.columns.allSatisfy { pair in
      RowCursor.equal(old.result.cell(row: row, column: pair.old), new.result.cell(row: found, column: pair.new))
    }
    if isSame {
      counts.same += 1
    } else {
      counts.changed += 1
      try add(row, .before)
      try add(found, .after)
    }
  }

  // MARK: Giving rows

  private mutating func add(_ row: Int, _ difference: RowDifference) throws(Failure) {
    differences.append(difference)
    builder.append(difference.mark)
    let isOld = difference == .removed || difference == .before
    for pair in request.columns {
      let cell = isOld ? old.result.cell(row: row, column: pair.old) : new.result.cell(row: row, column: pair.new)
      if let cell { builder.append(cell) } else { builder.appendNull() }
    }
    if builder.byteCount >= Self.batchBytes { try flush() }
  }

  private mutating func flush() throws(Failure) {
    if !builder.isEmpty { result.append(try keep(builder.finish())) }
  }
}

/// Some columns of a result, row by row, as what rows are told apart by.
private struct RowCursor {
  let result: ResultSet
  private let columns: [Int]

  init(_ result: ResultSet, _ columns: [Int]) {
    self.result = result
    self.columns = columns
  }

  /// FNV-1a over the cells; NULL is not the empty text.
  func hash(_ row: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for column in columns {
      if let cell = result.cell(row: row, column: column) {
        for byte in cell { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 0x1FF) &* 0x100_0000_01B3
      } else {
        hash = (hash ^ 0x2FF) &* 0x100_0000_01B3
      }
    }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }

  func equals(_ row: Int, _ other: RowCursor, _ otherRow: Int) -> Bool {
    zip(columns, other.columns).allSatisfy {
      Self.equal(result.cell(row: row, column: $0), other.result.cell(row: otherRow, column: $1))
    }
  }

  static func equal(_ one: UnsafeRawBufferPointer?, _ other: UnsafeRawBufferPointer?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one.count == other.count && one.elementsEqual(other)
  }

  /// The key's values, for people.
  func text(_ row: Int) -> String {
    columns.map { "\(result.columns[$0].name) = \(result.text(row: row, column: $0) ?? "NULL")" }
      .joined(separator: ", ")
  }
}
