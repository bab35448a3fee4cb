/// What a chart shows.
package struct ChartData: Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable { case bar, line, scatter, histogram }

  package struct Point: Sendable, Hashable {
    package var x: Double
    package var y: Double
    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  package struct Bar: Sendable, Hashable {
    package var label: String
    package var value: Double
    package init(label: String, value: Double) {
      self.label = label
      self.value = value
    }
  }

  package struct Series: Sendable {
    package var name: String
    package var points: [Point]
  }

  package var kind: Kind
  /// What runs along the bottom; `row` when it is the number of the row.
  package var xName: String
  package var xKind: ValueKind
  package var yKind: ValueKind
  package var series: [Series] = []
  /// Greatest first, unless they follow the rows.
  package var bars: [Bar] = []
  /// Bars there are, the ones that are not kept included.
  package var barCount = 0
  package var histogram: ColumnStatistics.Histogram?
  /// Rows without a value to show.
  package var skipped = 0

  package init(kind: Kind, xName: String, xKind: ValueKind, yKind: ValueKind) {
    self.kind = kind
    self.xName = xName
    self.xKind = xKind
    self.yKind = yKind
  }
}
