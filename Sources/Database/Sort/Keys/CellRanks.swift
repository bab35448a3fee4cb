/// Different cells of a column, each once.
struct DistinctCells: Sendable {
  /// The cells one after the other, in the order they came.
  private var bytes: [UInt8] = []
  /// Where each of them ends.
  private var ends: [Int] = []
  /// By hash: the half of it that was not used to find the place, then the number of the cell from 1; 0 where nothing is.
  private var table = [UInt64](repeating: 0, count: 64)

  /// More of them, or longer ones, are not worth their memory: few rows are equal then.
  static let usualMost = 1 << 18
  private static let mostBytes = 1 << 24
  let most: Int

  /// Whether cells were left out because of that.
  private(set) var isTooMany = false

  init(most: Int = usualMost) { self.most = most }

  var count: Int { ends.count }

  /// The number of a cell, from 0; nil when it is not there.
  func number(of cell: UnsafeRawBufferPointer) -> Int? {
    let entry = table[place(of: cell, Self.hash(cell))]
    return entry == 0 ? nil : Self.number(entry)
  }

  mutating func insert(_ cell: UnsafeRawBufferPointer) {
    let hash = Self.hash(cell)
    let place = place(of: cell, hash)
    guard table[place] == 0 else { return }
    guard count < most, bytes.count + cell.count <= Self.mostBytes else {
      isTooMany = true
      return
    }
    bytes.append(contentsOf: cell)
    ends.append(bytes.count)
    table[place] = Self.entry(hash, count - 1)
    if 2 * count > table.count { grow() }
  }

  mutating func insert(_ others: DistinctCells) {
    others.bytes.withUnsafeBytes { bytes in
      for number in 0..<others.count { insert(others.cell(number, in: bytes)) }
    }
    isTooMany = isTooMany || others.isTooMany
  }

  /// The numbers of all cells in the order of a comparison.
  func sorted(by comparison: CellComparison) -> [Int] {
    bytes.withUnsafeBytes { bytes in
      (0..<count).sorted { comparison.compare(cell($0, in: bytes), cell($1, in: bytes)) < 0 }
    }
  }

  func areEqual(_ one: Int, _ other: Int, by comparison: CellComparison) -> Bool {
    bytes.withUnsafeBytes { comparison.compare(cell(one, in: $0), cell(other, in: $0)) == 0 }
  }

  private func cell(_ number: Int, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
  }

  // MARK: The table

  private static func entry(_ hash: UInt64, _ number: Int) -> UInt64 { (hash & ~0xFFFF_FFFF) | UInt64(number + 1) }

  private static func number(_ entry: UInt64) -> Int { Int(entry & 0xFFFF_FFFF) - 1 }

  /// FNV-1a, by words.
  private static func hash(_ cell: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x100_0000_01B3
      hash ^= hash >> 29
    }
    for start in stride(from: 0, to: cell.count, by: 8) { mix(TextOrder.key(cell, from: start)) }
    mix(UInt64(cell.count))
    return hash
  }

  /// Where a cell is in the table, or would be.
  private func place(of cell: UnsafeRawBufferPointer, _ hash: UInt64) -> Int {
    let mask = table.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while table[place] != 0 {
      if table[place] >> 32 == hash >> 32, holds(Self.number(table[place]), cell) { return place }
      place = (place + 1) & mask
    }
    return place
  }

  private func holds(_ number: Int, _ other: UnsafeRawBufferPointer) -> Bool {
    bytes.withUnsafeBytes { TextOrder.compare(cell(number, in: $0), other) == 0 }
  }

  private mutating func grow() {
    table = Array(repeating: 0, count: 4 * table.count)
    bytes.withUnsafeBytes { bytes in
      for number in 0..<count {
        let hash = Self.hash(cell(number, in: bytes))
        var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[place] != 0 { place = (place + 1) & (table.count - 1) }
        table[place] = Self.entry(hash, number)
      }
    }
  }
}

/// The place of each different cell of a column among the others: a number that sorts as the cell does, and that only equal cells share.
struct CellRanks: Sendable {
  private let cells: DistinctCells
  /// By the number of the cell.
  private let ranks: [UInt32]

  init(_ cells: DistinctCells, _ comparison: CellComparison) {
    self.cells = cells
    var ranks = [UInt32](repeating: 0, count: cells.count)
    var (rank, before) = (UInt32(0), Int?.none)
    for number in cells.sorted(by: comparison) {
      if let before, !cells.areEqual(before, number, by: comparison) { rank += 1 }
      ranks[number] = rank
      before = number
    }
    self.ranks = ranks
  }

  /// The rank of a cell that is among them.
  subscript(cell: UnsafeRawBufferPointer) -> UInt64 {
    guard let number = cells.number(of: cell) else { preconditionFailure("a cell that nobody counted") }
    return UInt64(ranks[number])
  }
}
