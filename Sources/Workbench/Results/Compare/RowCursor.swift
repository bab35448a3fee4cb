import Database

/// Some columns of a result as what rows are told apart by. Rows may be read in any order: memory that was mapped for them is let go of when
/// enough others were read since.
struct RowCursor {
  private let result: ResultSet
  private let columns: [Int]
  /// Rows that lie together with those read last, the latest at `last`. A table that was updated has its rows in a few orders at once.
  private var held: [Range<Int>] = []
  private var last = 0
  private var oldest = 0

  /// Pieces of a result, of a quarter of a megabyte each, that stay in memory.
  private static let heldAtMost = 32

  init(_ result: ResultSet, _ columns: [Int]) {
    self.result = result
    self.columns = columns
  }

  /// Where a row belongs in a table, and what tells it from most others that belong there.
  struct Hash {
    var place: Int
    var tag: UInt32
  }

  mutating func cell(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
    if held.isEmpty || !held[last].contains(row) { hold(row) }
    return result.cell(row: row, column: column)
  }

  private mutating func hold(_ row: Int) {
    if let place = held.firstIndex(where: { $0.contains(row) }) {
      last = place
    } else if held.count < Self.heldAtMost {
      last = held.count
      held.append(result.rows(lyingWith: row))
    } else {
      last = oldest
      oldest = (oldest + 1) % Self.heldAtMost
      result.evict(row: held[last].lowerBound)
      held[last] = result.rows(lyingWith: row)
    }
  }

  /// FNV-1a over the cells; NULL is not the empty text.
  mutating func hash(_ row: Int) -> Hash {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for column in columns {
      if let cell = cell(row, column) {
        for byte in cell { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 0x1FF) &* 0x100_0000_01B3
      } else {
        hash = (hash ^ 0x2FF) &* 0x100_0000_01B3
      }
    }
    return Hash(place: Int(truncatingIfNeeded: hash ^ hash >> 32), tag: UInt32(truncatingIfNeeded: hash >> 32))
  }

  mutating func equals(_ row: Int, _ other: inout RowCursor, _ otherRow: Int) -> Bool {
    for (column, otherColumn) in zip(columns, other.columns) {
      guard Self.equal(cell(row, column), other.cell(otherRow, otherColumn)) else { return false }
    }
    return true
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
