/// Puts values of a kind on a scale of numbers: numbers as they are, times in seconds since 1970, texts by their length.
package struct ValueScale: Sendable, Hashable {
  package let kind: ValueKind
  package init(_ kind: ValueKind) { self.kind = kind }

  package func value(_ cell: UnsafeRawBufferPointer) -> Double? {
    switch kind {
    case .integer, .decimal: return Self.number(cell)
    case .time:
      guard let micros = TimeReader.microseconds(cell), micros != .max, micros != .min else { return nil }
      return Double(micros) / 1_000_000
    case .interval: return TimeReader.intervalMicroseconds(cell).map { Double($0) / 1_000_000 }
    case .text, .natural: return Double(cell.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) })
    }
  }

  /// Up to fifteen digits with a point among them, exactly.
  private static func shortNumber(_ cell: UnsafeRawBufferPointer) -> Double? {
    guard !cell.isEmpty, cell.count <= 16 else { return nil }
    var digits = 0
    var divisor = 1.0
    var hasPoint = false
    let isNegative = cell[0] == 0x2D
    for byte in cell.dropFirst(isNegative ? 1 : 0) {
      if byte == 0x2E, !hasPoint {
        hasPoint = true
      } else {
        guard byte &- 0x30 < 10 else { return nil }
        digits = digits * 10 + Int(byte - 0x30)
        if hasPoint { divisor *= 10 }
      }
    }
    let signs = (isNegative ? 1 : 0) + (hasPoint ? 1 : 0)
    guard cell.count > signs, digits < 1_000_000_000_000_000 else { return nil }
    return (isNegative ? -Double(digits) : Double(digits)) / divisor
  }

  private static func number(_ cell: UnsafeRawBufferPointer) -> Double? {
    if let short = shortNumber(cell) { return short }
    if let plain = Double(String(decoding: cell, as: UTF8.self)) { return plain }
    // Money has signs and separators around its digits.
    let isNegative = cell.contains { $0 == 0x2D || $0 == 0x28 }
    let digits = String(decoding: cell.filter { $0 &- 0x30 < 10 || $0 == 0x2E }, as: UTF8.self)
    return Double(digits).map { isNegative ? -$0 : $0 }
  }
}
