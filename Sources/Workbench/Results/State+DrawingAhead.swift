import Database
package import TextUI

extension State {
  /// The screen with rows that nobody asked for; nil while there is something else to do. What a program does for the first time takes it several
  /// times as long, and the first rows of the first result are what people wait for: drawing this once, for nobody to see, has it done before.
  package func drawnAhead() -> Frame? {
    guard case .connected = link.phase, browser.catalog != nil, activeRun == nil, results.tabs.isEmpty, overlay == nil
    else { return nil }
    var state = withoutTexts
    state.focus = .editor
    state.paste(Array("select 1".utf8))
    _ = state.handle(.tick(now))
    _ = state.run(command: "query.run")
    guard let run = state.activeRun?.id else { return nil }
    _ = state.handle(.session(link.session, .columns(id: run, statement: 0, Self.columnsAhead)))
    _ = state.handle(.session(link.session, .rows(id: run, statement: 0, Self.rowsAhead(size.height))))
    return state.draw()
  }

  private static let columnsAhead = [
    Column(name: "id", typeOID: 20), Column(name: "name", typeOID: 25), Column(name: "is_new", typeOID: 16),
    Column(name: "total", typeOID: 1700), Column(name: "created_at", typeOID: 1184),
  ]

  private static func rowsAhead(_ count: Int) -> RowBatch {
    var builder = RowBatch.Builder(columnCount: columnsAhead.count)
    for row in 0..<count {
      builder.append("\(row)")
      builder.append(row % 2 == 0 ? "größe \(row)" : "")
      builder.appendNull()
      builder.append("12.50")
      builder.append("2026-01-01 10:00:00+00")
    }
    return builder.finish()
  }
}
