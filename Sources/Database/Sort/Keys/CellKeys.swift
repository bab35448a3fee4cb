/// Gives each cell of a column a number that sorts as the cell does; cells with equal numbers may still differ.
struct CellKeys: Sendable {
  let kind: ValueKind
  /// What most texts of the column begin with, so that the number tells them apart by what follows.
  private let prefix: [UInt8]
  /// Tells cells apart that the usual number does not.
  var choice: Choice?

  enum Choice: Sendable {
    /// Of a column with few different cells: certain.
    case ranks(CellRanks)
    /// Of texts that begin alike in several ways.
    case steps(TextSteps)
  }

  /// Stands for what cannot be read as the kind.
  private static let unreadable = UInt64.max

  init(kind: ValueKind, samples: [UnsafeRawBufferPointer]) {
    self.kind = kind
    prefix = kind == .text ? Self.commonPrefix(samples) : []
  }

  private static func commonPrefix(_ samples: [UnsafeRawBufferPointer]) -> [UInt8] {
    guard let first = samples.first else { return [] }
    var count = first.count
    for sample in samples {
      count = min(count, sample.count)
      var index = 0
      while index < count, sample[index] == first[index] { index += 1 }
      count = index
    }
    // A text that ended with the prefix would have no byte of its own.
    if samples.contains(where: { $0.count == count }) { count -= 1 }
    return Array(first[..<max(0, count)])
  }

  /// The number, and whether cells with the same number are equal for certain.
  func key(_ cell: UnsafeRawBufferPointer) -> (value: UInt64, isExact: Bool) {
    switch choice {
    case .ranks(let ranks): return (ranks[cell], true)
    case .steps(let steps): return steps.key(cell)
    case nil: return usualKey(cell)
    }
  }

  private func usualKey(_ cell: UnsafeRawBufferPointer) -> (value: UInt64, isExact: Bool) {
    switch kind {
    case .integer:
      guard let number = Self.integer(cell) else { return (Self.unreadable, false) }
      return (UInt64(bitPattern: number) ^ 1 << 63, true)
    case .decimal: return DecimalText(cell)?.key ?? (Self.unreadable, false)
    case .time: return Self.key(TimeReader.microseconds(cell))
    case .interval: return Self.key(TimeReader.intervalMicroseconds(cell))
    case .natural: return (TextOrder.naturalKey(cell), false)
    case .text: return textKey(cell)
    }
  }

  private static func key(_ value: Int64?) -> (value: UInt64, isExact: Bool) {
    guard let value else { return (unreadable, false) }
    // Infinity shares its number with what cannot be read, and is told apart by comparing.
    return (UInt64(bitPattern: value) ^ 1 << 63, value != .max)
  }

  /// A text that does not begin with the prefix comes before or behind all that do.
  private func textKey(_ cell: UnsafeRawBufferPointer) -> (value: UInt64, isExact: Bool) {
    for (index, byte) in prefix.enumerated() {
      guard index < cell.count else { return (0, false) }
      if cell[index] != byte { return (cell[index] < byte ? 0 : .max, false) }
    }
    // A zero byte cannot be in a text, so that a short one has a number of its own; that of the prefix alone is shared.
    let isExact = cell.count - prefix.count < 8 && (cell.count > prefix.count || prefix.isEmpty)
    return (TextOrder.key(cell, from: prefix.count), isExact)
  }

  private static func integer(_ cell: UnsafeRawBufferPointer) -> Int64? {
    var index = 0
    let isNegative = cell.first == 0x2D
    if isNegative { index = 1 }
    guard cell.count > index, cell.count < 21 else { return nil }
    var value: UInt64 = 0
    while index < cell.count {
      let digit = cell[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
      index += 1
    }
    return isNegative ? Int64(truncatingIfNeeded: 0 &- value) : Int64(truncatingIfNeeded: value)
  }
}
