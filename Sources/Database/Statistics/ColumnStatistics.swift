/// What the values of one column are like.
package struct ColumnStatistics: Sendable {
  /// A value with how often it is there.
  package struct Frequent: Sendable, Hashable {
    package var text: String
    package var count: Int
  }

  /// Equal steps between two values, with how many values lie in each.
  package struct Histogram: Sendable, Hashable {
    package var low: Double
    package var high: Double
    package var counts: [Int]
  }

  package var rows = 0
  package var nulls = 0
  package var distinct = 0
  /// As text, as the type orders them; nil when all are NULL.
  package var smallest: String?
  package var greatest: String?
  /// Of numbers only.
  package var mean: Double?
  package var sum: Double?
  /// The values below which 5, 25, 50, 75 and 95 of a hundred lie, as text.
  package var quantiles: [(share: Double, text: String)] = []
  /// The most frequent values, most frequent first.
  package var frequent: [Frequent] = []
  /// Of numbers, times and intervals; of the lengths of texts.
  package var histogram: Histogram?
  package var kind: ValueKind

  init(kind: ValueKind) { self.kind = kind }
}
