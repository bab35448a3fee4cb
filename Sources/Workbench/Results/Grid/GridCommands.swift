import Database
import TextUI

/// Moving through rows and columns, copying and looking closer.
enum GridCommands {
  private static let noRows: @Sendable (State) -> String? = {
    ($0.results.tab?.gridRowCount ?? 0) == 0 ? "there are no rows" : nil
  }

  private static let nothing: @Sendable (State) -> String? = { state in
    state.results.tab?.showsMessages == true ? nil : noRows(state)
  }

  private static func move(
    _ name: String, _ summary: String, _ step: @escaping @Sendable (ResultTab, Int) -> (rows: Int, columns: Int)
  ) -> Command {
    Command(name, summary) { state in
      let page = state.results.pageRows
      guard let tab = state.results.tab else { return [] }
      let (rows, columns) = step(tab, page)
      state.results.change { $0.move(rows: rows, columns: columns) }
      // Who goes on past the row limit wants the rows behind it.
      let isBeyond = rows > 0 && tab.row + rows >= tab.rowCount
      return tab.pause == .rowLimit && isBeyond ? state.continueReading() : []
    }
  }

  static let all: [Command] = [
    move("grid.up", "Go one row up") { _, _ in (-1, 0) },
    move("grid.down", "Go one row down") { _, _ in (1, 0) },
    move("grid.left", "Go one column left") { _, _ in (0, -1) },
    move("grid.right", "Go one column right") { _, _ in (0, 1) },
    move("grid.pageUp", "Go one page up") { (-$1, 0) },
    move("grid.pageDown", "Go one page down") { ($1, 0) },
    move("grid.firstRow", "Go to the first row") { tab, _ in (tab.showsMessages ? -tab.top : -tab.row, 0) },
    move("grid.lastRow", "Go to the last row that has arrived") { tab, _ in
      (tab.showsMessages ? Int(Int32.max) : tab.gridRowCount, 0)
    },
    move("grid.firstColumn", "Go to the first column") { tab, _ in (0, -tab.columns.count) },
    move("grid.lastColumn", "Go to the last column") { tab, _ in (0, tab.columns.count) },
    .change("grid.nextTab", "Show the next result") { $0.results.show($0.results.active + 1) },
    .change("grid.previousTab", "Show the previous result") { $0.results.show($0.results.active - 1) },
    Command("grid.copyCell", "Copy the cell, or the text in its place", unavailable: nothing) { $0.copyCell() },
    Command("grid.copyRow", "Copy the row, cells separated by tabs", unavailable: noRows) { $0.copyRow() },
    Command("grid.showCell", "Show the whole cell", unavailable: noRows) { state in
      state.openViewer()
      return []
    },
  ]
}

extension State {
  mutating func copyCell() -> [Effect] {
    guard let tab = results.tab else { return [] }
    if tab.showsMessages { return copy(tab.messageText, as: "the text") }
    if let size = tab.cell(row: tab.row, column: tab.column)?.count, size > ExportRequest.copiedAtMost {
      say("\(byteSize(Int64(size))) is too much for a clipboard; \(howTo("grid.export")) writes it to a file", .warning)
      return []
    }
    guard let text = tab.text(row: tab.row, column: tab.column) else {
      remark("NULL has nothing to copy", .warning)
      return []
    }
    return copy(text, as: tab.columns[tab.column].name)
  }

  private mutating func copy(_ text: String, as what: String) -> [Effect] {
    say("copied \(what), \(byteSize(Int64(text.utf8.count)))", .success)
    return copy(text)
  }

  fileprivate mutating func copyRow() -> [Effect] {
    guard let tab = results.tab else { return [] }
    let cells = tab.layout.shown.map { tab.text(row: tab.row, column: $0) ?? "" }
    let text = cells.joined(separator: "\t")
    say("copied row \(grouped(tab.row + 1))", .success)
    return copy(text)
  }
}
