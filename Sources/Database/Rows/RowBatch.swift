/// Some consecutive rows of a result in one block of bytes: immutable, cheap to share between threads.
///
/// Layout of the block: the bytes of the cells one after the other, row by row, filled up to a multiple of four; then `rowCount *
/// columnCount` cell ends (UInt32, offset of the end of the cell, highest bit set for NULL).
package struct RowBatch: Sendable {
  package let columnCount: Int
  package let rowCount: Int
  package let arena: Arena

  static let nullBit: UInt32 = 1 << 31

  package init(columnCount: Int, rowCount: Int, arena: Arena) {
    self.columnCount = columnCount
    self.rowCount = rowCount
    self.arena = arena
  }

  /// Bytes that the batch keeps, ends included.
  package var byteCount: Int { arena.bytes.count }

  /// The bytes of one cell, nil for NULL. The pointer is valid as long as the batch is kept.
  package func cell(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount)
    return cell(at: row * columnCount + column)
  }

  /// Goes through the cells of one column from the first row on, faster than asking for each.
  package func forEachCell(column: Int, _ body: (_ row: Int, UnsafeRawBufferPointer?) throws -> Void) rethrows {
    precondition(column >= 0 && column < columnCount)
    var index = column
    for row in 0..<rowCount {
      try body(row, cell(at: index))
      index += columnCount
    }
  }

  private func cell(at index: Int) -> UnsafeRawBufferPointer? {
    let base = arena.bytes.baseAddress! + (arena.bytes.count - rowCount * columnCount * 4)
    let end = base.load(fromByteOffset: index * 4, as: UInt32.self)
    if end & Self.nullBit != 0 { return nil }
    let start = index == 0 ? 0 : base.load(fromByteOffset: index * 4 - 4, as: UInt32.self) & ~Self.nullBit
    return UnsafeRawBufferPointer(start: arena.bytes.baseAddress! + Int(start), count: Int(end - start))
  }

  /// The bytes of all cells, one after the other.
  package var cellBytes: UnsafeRawBufferPointer {
    let count = rowCount * columnCount
    guard count > 0, let base = arena.bytes.baseAddress else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let end = base.load(fromByteOffset: arena.bytes.count - 4, as: UInt32.self) & ~Self.nullBit
    return UnsafeRawBufferPointer(start: base, count: Int(end))
  }

  /// Where the bytes of a cell end, cells counted row by row.
  func cellEnd(_ index: Int) -> Int {
    let base = arena.bytes.baseAddress! + (arena.bytes.count - rowCount * columnCount * 4)
    return Int(base.load(fromByteOffset: index * 4, as: UInt32.self) & ~Self.nullBit)
  }

  /// Lets the memory of a mapped batch go; it is read from the disk again when it is needed.
  package func evict() { arena.evict() }
}
