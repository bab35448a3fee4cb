/// Sum and spread of what can be put on a scale, found in two sweeps over parts of the rows that can be added up.
package struct ValueMeasure: Sendable {
  package private(set) var count = 0
  package private(set) var sum = 0.0
  package private(set) var low = Double.infinity
  package private(set) var high = -Double.infinity

  package init() {}

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    low = min(low, value)
    high = max(high, value)
  }

  mutating func add(_ other: ValueMeasure) {
    count += other.count
    sum += other.sum
    low = min(low, other.low)
    high = max(high, other.high)
  }

  /// Which of equal steps between two values one lies in; the first when they are the same.
  static func step(of value: Double, from low: Double, to high: Double, steps: Int) -> Int {
    // Halves, as the distance itself may be beyond all numbers.
    let width = high / 2 - low / 2
    guard width > 0 else { return 0 }
    return max(0, min(steps - 1, Int((value / 2 - low / 2) / width * Double(steps))))
  }

  func step(of value: Double, steps: Int) -> Int { Self.step(of: value, from: low, to: high, steps: steps) }

  /// A histogram of the range without values in it; one step when all values are the same. nil without values.
  func emptyHistogram(buckets: Int) -> ColumnStatistics.Histogram? {
    guard count > 0 else { return nil }
    return ColumnStatistics.Histogram(
      low: low, high: high, counts: Array(repeating: 0, count: high > low ? buckets : 1))
  }
}

extension ColumnStatistics.Histogram {
  mutating func add(_ value: Double) {
    counts[ValueMeasure.step(of: value, from: low, to: high, steps: counts.count)] += 1
  }

  mutating func add(_ other: Self) { for index in counts.indices { counts[index] += other.counts[index] } }
}
