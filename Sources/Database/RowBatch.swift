/// Some consecutive rows of a result in one block of bytes: immutable, cheap to share between threads.
///
/// Layout of the block: `rowCount * columnCount` cell ends (UInt32, offset of the end of the cell from the start of the cell bytes, highest
/// bit set for NULL), then the cell bytes one after the other, row by row.
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
    let index = row * columnCount + column
    let end = loadEnd(index)
    if end & Self.nullBit != 0 { return nil }
    let start = index == 0 ? 0 : loadEnd(index - 1) & ~Self.nullBit
    let base = rowCount * columnCount * 4
    return UnsafeRawBufferPointer(rebasing: arena.bytes[base + Int(start)..<base + Int(end)])
  }

  private func loadEnd(_ index: Int) -> UInt32 {
    arena.bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
  }
}

extension RowBatch {
  /// Collects rows; cells are added in order, row by row.
  package struct Builder {
    package let columnCount: Int
    private var ends: [UInt32] = []
    private var bytes: [UInt8] = []

    package init(columnCount: Int) { self.columnCount = columnCount }

    package var rowCount: Int { columnCount == 0 ? emptyRows : ends.count / columnCount }
    package var byteCount: Int { bytes.count + ends.count * 4 }
    package var isEmpty: Bool { rowCount == 0 }
    private var emptyRows = 0

    package mutating func append(_ cell: UnsafeRawBufferPointer) {
      bytes.append(contentsOf: cell)
      ends.append(UInt32(bytes.count))
    }

    package mutating func append(_ text: String) {
      bytes.append(contentsOf: text.utf8)
      ends.append(UInt32(bytes.count))
    }

    package mutating func appendNull() { ends.append(UInt32(bytes.count) | RowBatch.nullBit) }

    /// Counts a row of a result without columns (`select` alone); rows with columns count themselves.
    package mutating func appendEmptyRow() { emptyRows += 1 }

    /// The rows so far as a batch; the builder is empty afterwards and keeps its capacity.
    package mutating func finish() -> RowBatch {
      let total = ends.count * 4 + bytes.count
      let block = UnsafeMutableRawBufferPointer.allocate(byteCount: max(total, 1), alignment: 8)
      ends.withUnsafeBytes { block.copyMemory(from: $0) }
      bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: block[(ends.count * 4)...]).copyMemory(from: $0) }
      let batch = RowBatch(
        columnCount: columnCount, rowCount: rowCount,
        arena: Arena(UnsafeRawBufferPointer(start: block.baseAddress, count: total)) { $0.baseAddress?.deallocate() })
      ends.removeAll(keepingCapacity: true)
      bytes.removeAll(keepingCapacity: true)
      emptyRows = 0
      return batch
    }
  }
}
