import Database

/// Columns of a result as what its rows are told apart by.
struct RowKey {
  let columns: [Int]

  /// Where a row belongs in a table, and what tells it from most others that belong there.
  struct Hash {
    var place: Int
    var tag: UInt32
  }

  /// FNV-1a, by words, over the cells; NULL is not the empty text.
  func hash(_ batch: RowBatch, _ row: Int) -> Hash {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x100_0000_01B3
      hash ^= hash >> 29
    }
    for column in columns {
      guard let cell = batch.cell(row: row, column: column) else {
        mix(.max)
        continue
      }
      var offset = 0
      while offset + 8 <= cell.count {
        mix(cell.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      for byte in cell[offset...] { mix(UInt64(byte)) }
      mix(UInt64(cell.count) << 8)
    }
    return Hash(place: Int(truncatingIfNeeded: hash ^ hash >> 32), tag: UInt32(truncatingIfNeeded: hash >> 32))
  }

  /// Whether a row has the same cells as one of another result.
  func equals(_ place: ResultSet.Place, _ other: RowKey, _ otherPlace: ResultSet.Place) -> Bool {
    zip(columns, other.columns).allSatisfy { column, otherColumn in
      Self.areEqual(
        place.batch.cell(row: place.row, column: column),
        otherPlace.batch.cell(row: otherPlace.row, column: otherColumn))
    }
  }

  private static func areEqual(_ one: UnsafeRawBufferPointer?, _ other: UnsafeRawBufferPointer?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    guard one.count == other.count else { return false }
    var offset = 0
    while offset + 8 <= one.count {
      guard
        one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      else { return false }
      offset += 8
    }
    return one[offset...].elementsEqual(other[offset...])
  }

  /// The key's values, for people.
  func text(_ result: ResultSet, _ row: Int) -> String {
    columns.map { "\(result.columns[$0].name) = \(result.text(row: row, column: $0) ?? "NULL")" }
      .joined(separator: ", ")
  }
}
