extension RowBatch {
  /// Collects rows; cells are added in order, row by row.
  package struct Builder {
    package let columnCount: Int
    private var block = Block()
    private var emptyRows = 0

    package init(columnCount: Int) { self.columnCount = columnCount }

    package var rowCount: Int { columnCount == 0 ? emptyRows : block.endCount / columnCount }
    package var byteCount: Int { block.byteCount + block.endCount * 4 }
    package var isEmpty: Bool { rowCount == 0 }

    package mutating func append(_ cell: UnsafeRawBufferPointer) {
      own()
      block.append(cell)
    }

    package mutating func append(_ text: String) {
      own()
      var text = text
      text.withUTF8 { block.append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends a whole row, nil for NULL.
    package mutating func append(row: UnsafeBufferPointer<UnsafeRawBufferPointer?>) {
      precondition(row.count == columnCount)
      own()
      block.append(row)
    }

    package mutating func appendNull() {
      own()
      block.appendEnd(nullBit)
    }

    /// Counts a row of a result without columns (`select` alone); rows with columns count themselves.
    package mutating func appendEmptyRow() { emptyRows += 1 }

    /// The rows so far as a batch; the builder is empty afterwards.
    package mutating func finish() -> RowBatch {
      own()
      let rows = rowCount
      emptyRows = 0
      return RowBatch(columnCount: columnCount, rowCount: rows, arena: block.takeArena())
    }

    /// A copy of a builder has its own rows.
    private mutating func own() {
      if !isKnownUniquelyReferenced(&block) { block = Block(copying: block) }
    }
  }

  /// The bytes and ends of a batch in the making; the block of bytes becomes the batch without being copied.
  private final class Block {
    private var bytes: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var byteCount = 0
    private var ends: UnsafeMutablePointer<UInt32>
    private var endCapacity: Int
    private(set) var endCount = 0

    init(capacity: Int = 4096) {
      self.capacity = capacity
      bytes = .allocate(byteCount: capacity, alignment: 8)
      endCapacity = 256
      ends = .allocate(capacity: endCapacity)
    }

    convenience init(copying other: Block) {
      self.init(capacity: other.capacity)
      bytes.copyMemory(from: other.bytes, byteCount: other.byteCount)
      byteCount = other.byteCount
      for index in 0..<other.endCount { appendEnd(other.ends[index] & RowBatch.nullBit, at: other.ends[index]) }
    }

    deinit {
      bytes.deallocate()
      ends.deallocate()
    }

    func append(_ cell: UnsafeRawBufferPointer) {
      if let start = cell.baseAddress, cell.count > 0 {
        reserve(byteCount + cell.count, ends: 1)
        (bytes + byteCount).copyMemory(from: start, byteCount: cell.count)
        byteCount += cell.count
      }
      appendEnd(0)
    }

    func append(_ row: UnsafeBufferPointer<UnsafeRawBufferPointer?>) {
      var end = byteCount
      reserve(row.reduce(end) { $0 + ($1?.count ?? 0) }, ends: row.count)
      while endCount + row.count > endCapacity { growEnds() }
      for cell in row {
        if let cell, let start = cell.baseAddress {
          (bytes + end).copyMemory(from: start, byteCount: cell.count)
          end += cell.count
        }
        ends[endCount] = UInt32(end) | (cell == nil ? RowBatch.nullBit : 0)
        endCount += 1
      }
      byteCount = end
    }

    func appendEnd(_ mark: UInt32) { appendEnd(mark, at: UInt32(byteCount)) }

    private func appendEnd(_ mark: UInt32, at end: UInt32) {
      if endCount == endCapacity { growEnds() }
      ends[endCount] = end | mark
      endCount += 1
    }

    /// Puts the ends behind the bytes and gives the block away; a new one of the same size takes its place.
    func takeArena() -> Arena {
      let start = (byteCount + 3) & ~3
      let total = start + endCount * 4
      reserve(total)
      (bytes + start).copyMemory(from: ends, byteCount: endCount * 4)
      // A small batch does not keep a big block.
      if total * 2 < capacity { move(to: max(total, 1)) }
      let arena = Arena(UnsafeRawBufferPointer(start: bytes, count: total)) { $0.baseAddress?.deallocate() }
      capacity = max(4096, min(total + total / 8, 1 << 20))
      bytes = .allocate(byteCount: capacity, alignment: 8)
      byteCount = 0
      endCount = 0
      return arena
    }

    /// Room for bytes of cells and, behind them, for the ends there will be: a large cell is not moved for them.
    private func reserve(_ count: Int, ends: Int) { reserve(count + 3 + (endCount + ends) * 4) }

    private func reserve(_ count: Int) {
      if count > capacity { move(to: max(count, capacity * 2)) }
    }

    private func move(to newCapacity: Int) {
      let moved = UnsafeMutableRawPointer.allocate(byteCount: newCapacity, alignment: 8)
      moved.copyMemory(from: bytes, byteCount: min(capacity, newCapacity))
      bytes.deallocate()
      bytes = moved
      capacity = newCapacity
    }

    private func growEnds() {
      let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: endCapacity * 2)
      grown.update(from: ends, count: endCount)
      ends.deallocate()
      ends = grown
      endCapacity *= 2
    }
  }
}
