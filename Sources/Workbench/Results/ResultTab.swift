import Database
import TextUI

/// What one statement of a run gave, and where the cursor is in it.
package struct ResultTab: Sendable {
  enum Outcome: Sendable {
    case waiting, running
    case done(tag: String)
    case failed(ServerError)
  }

  let run: Int
  let statement: Int
  let text: String
  var outcome = Outcome.waiting
  var result: ResultSet?
  var notices: [ServerError] = []
  var isPaused = false
  var row = 0
  var column = 0
  var top = 0
  /// First column in sight.
  var left = 0
  /// Columns of the screen for each column of the result.
  private(set) var widths: [Int] = []
  private var measuredRows = 0

  static let widestColumn = 50
  private static let measuredAtMost = 500

  init(run: Int, statement: Int, text: String) {
    self.run = run
    self.statement = statement
    self.text = text
  }

  var rowCount: Int { result?.rowCount ?? 0 }
  var columns: [Column] { result?.columns ?? [] }

  /// `1,000 rows`, `UPDATE 3`, `error`, …
  var title: String {
    switch outcome {
    case .waiting: return "waiting"
    case .failed: return "error"
    case .running: return result == nil ? "running" : "\(grouped(rowCount)) rows …"
    case .done(let tag):
      guard result != nil else { return tag }
      return "\(grouped(rowCount)) \(rowCount == 1 ? "row" : "rows")"
    }
  }

  mutating func begin(_ columns: [Column]) {
    result = ResultSet(columns: columns)
    outcome = .running
    widths = columns.map { max(1, min(Self.widestColumn, DisplayWidth.of($0.name))) }
  }

  mutating func append(_ batch: RowBatch) {
    guard result != nil, batch.columnCount == columns.count else { return }
    result!.append(batch)
    measure()
  }

  /// Widens columns to the first rows; later rows never move what one looks at.
  private mutating func measure() {
    guard let result, measuredRows < Self.measuredAtMost else { return }
    let end = min(result.rowCount, Self.measuredAtMost)
    for column in widths.indices where widths[column] < Self.widestColumn {
      for row in measuredRows..<end {
        let width =
          result.cell(row: row, column: column).map { DisplayWidth.of(utf8: $0, limit: Self.widestColumn) } ?? 4
        widths[column] = max(widths[column], min(width, Self.widestColumn))
      }
    }
    measuredRows = end
  }

  /// Widens columns of numbers to the rows in sight: a number that is cut is a wrong number.
  mutating func fit(rows: Range<Int>) {
    guard let result else { return }
    for column in widths.indices where result.columns[column].isNumeric && widths[column] < Self.widestColumn {
      for row in rows.clamped(to: 0..<result.rowCount) {
        guard let cell = result.cell(row: row, column: column) else { continue }
        widths[column] = max(widths[column], min(cell.count, Self.widestColumn))
      }
    }
  }

  mutating func widen(by step: Int) {
    guard widths.indices.contains(column) else { return }
    widths[column] = min(max(2, widths[column] + step), 400)
  }

  mutating func move(rows: Int, columns step: Int) {
    row = min(max(0, row + rows), max(0, rowCount - 1))
    column = min(max(0, column + step), max(0, columns.count - 1))
  }
}
