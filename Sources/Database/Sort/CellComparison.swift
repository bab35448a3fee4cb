/// Orders the cells of one column by kind. NULL is not its business.
package struct CellComparison: Sendable, Hashable {
  package let kind: ValueKind

  package init(_ kind: ValueKind) { self.kind = kind }

  /// Less than zero when the first cell comes first, 0 when they count as equal. Cells that cannot be read as their kind come last, as text.
  package func compare(_ one: UnsafeRawBufferPointer, _ two: UnsafeRawBufferPointer) -> Int {
    switch kind {
    case .text: TextOrder.compare(one, two)
    case .natural: TextOrder.compareNaturally(one, two)
    case .integer, .decimal: compare(DecimalText(one), DecimalText(two), one, two) { $0.compared(to: $1) }
    case .time: compare(TimeReader.microseconds(one), TimeReader.microseconds(two), one, two, Self.order)
    case .interval:
      compare(TimeReader.intervalMicroseconds(one), TimeReader.intervalMicroseconds(two), one, two, Self.order)
    }
  }

  /// Whether a cell or a value given by a user can be read as the kind.
  package func canRead(_ cell: UnsafeRawBufferPointer) -> Bool {
    switch kind {
    case .text, .natural: true
    case .integer, .decimal: DecimalText(cell) != nil
    case .time: TimeReader.microseconds(cell) != nil
    case .interval: TimeReader.intervalMicroseconds(cell) != nil
    }
  }

  private static func order(_ one: Int64, _ two: Int64) -> Int { one < two ? -1 : one > two ? 1 : 0 }

  private func compare<Value>(
    _ one: Value?, _ two: Value?, _ oneText: UnsafeRawBufferPointer, _ twoText: UnsafeRawBufferPointer,
    _ order: (Value, Value) -> Int
  ) -> Int {
    switch (one, two) {
    case (let one?, let two?): order(one, two)
    case (_?, nil): -1
    case (nil, _?): 1
    case (nil, nil): TextOrder.compare(oneText, twoText)
    }
  }
}
