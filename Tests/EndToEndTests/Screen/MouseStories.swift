import TestSupport
import Testing

struct MouseStories {
  @Test func `Presses, drags and the wheel arrive, and the panes stay as they were put`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    #expect(terminal.state.modes.isSuperset(of: [1002, 1006]))
    try terminal.query("select n as number from generate_series(1, 200) n")
    try terminal.wait(forOutcome: "200 rows")
    let cell = try terminal.place(of: "   7 ")
    try terminal.mouse("0", column: cell.column + 3, row: cell.row)
    try terminal.wait(for: "row 7 of 200")
    for _ in 1...3 { try terminal.mouse("65", column: cell.column, row: cell.row) }
    try terminal.wait(for: "row 10 of 200")
    try terminal.mouse("0", column: 23, row: 20)
    try terminal.mouse("32", column: 39, row: 20)
    try terminal.mouse("0", column: 39, row: 20, released: true)
    try terminal.wait("the wider catalog") { $0.row(1).dropFirst(39).hasPrefix("┐") }
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.state.isInitial, "\(terminal.state.leftovers)")

    let second = try workbench.open()
    try second.wait("the catalog as wide as it was") { $0.row(1).dropFirst(39).hasPrefix("┐") }
  }
}

extension PseudoTerminal {
  /// Sends a report of the mouse in SGR mode; places count from 0.
  fileprivate func mouse(_ code: String, column: Int, row: Int, released: Bool = false) throws {
    try type("\u{1B}[<\(code);\(column + 1);\(row + 1)\(released ? "m" : "M")")
  }

  fileprivate func place(of text: String) throws -> (column: Int, row: Int) {
    try wait(for: text)
    for row in 0..<screen.rows {
      let line = Array(screen.row(row).unicodeScalars)
      let wanted = Array(text.unicodeScalars)
      guard line.count >= wanted.count else { continue }
      if let column = (0...line.count - wanted.count).first(where: { line[$0...].starts(with: wanted) }) {
        return (column, row)
      }
    }
    throw Failure(description: "no \(text)")
  }
}
