/// Texts of a column in order, some of many. Each text gets the number of the step it stands on, then the bytes that follow what all texts of
/// that step begin with: so numbers tell addresses, paths and the like apart, wherever they begin to differ.
struct TextSteps: Sendable {
  /// The first texts of the steps one after the other, but for the lowest step, which has none.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// How many bytes all texts of a step have in common.
  private var prefixes: [Int] = [0]

  /// Bytes that stand behind the number of the step.
  private static let tail = 6
  /// Bytes of a text that a step begins with at most.
  static let longest = 1024

  /// Steps that begin with the texts given, at most 65,534 in any order.
  init(_ texts: [UnsafeRawBufferPointer]) {
    let sorted = texts.sorted { TextOrder.compare($0, $1) < 0 }
    var before: UnsafeRawBufferPointer?
    for text in sorted {
      if let before {
        let prefix = Self.commonPrefix(before, text)
        // The same text once more.
        if prefix == text.count, before.count == text.count { continue }
        prefixes.append(prefix)
      }
      bytes.append(contentsOf: text)
      ends.append(bytes.count)
      before = text
    }
    if before != nil { prefixes.append(0) }
    precondition(prefixes.count < 1 << 16)
  }

  private static func commonPrefix(_ one: UnsafeRawBufferPointer, _ two: UnsafeRawBufferPointer) -> Int {
    zip(one, two).prefix { $0 == $1 }.count
  }

  /// The number, and whether cells with the same number are equal for certain.
  func key(_ cell: UnsafeRawBufferPointer) -> (value: UInt64, isExact: Bool) {
    let step = step(of: cell)
    let prefix = prefixes[step]
    let tail = TextOrder.key(cell, from: prefix) >> (64 - 8 * UInt64(Self.tail))
    // A zero byte cannot be in a text, so that a short rest is like no other.
    return (UInt64(step) << (8 * UInt64(Self.tail)) | tail, cell.count - prefix < Self.tail)
  }

  /// How many steps begin at or before a cell.
  private func step(of cell: UnsafeRawBufferPointer) -> Int {
    bytes.withUnsafeBytes { bytes in
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        let start = middle == 0 ? 0 : ends[middle - 1]
        let first = UnsafeRawBufferPointer(rebasing: bytes[start..<ends[middle]])
        if TextOrder.compare(first, cell) <= 0 { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
