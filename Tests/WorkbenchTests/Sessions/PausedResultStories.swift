import Database
import Testing
import TextUI

@testable import Workbench

/// Results that wait in the middle: at the row limit, and on a full disk.
struct PausedResultStories {
  private static let number = Column(name: "id", typeOID: 20)

  @Test func `At the row limit a result pauses until it is told to go on`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2))
    #expect(desk.statusLine.hasPrefix("2 rows · paused at the row limit"))
    let effects = desk.press("Alt-2 m")
    guard case .continueReading(let session)? = effects.first else {
      Issue.record("reading does not go on")
      return
    }
    #expect(session == desk.state.link.session)
    desk.answer(rows: [["3"]])
    #expect(desk.statusLine.hasPrefix("running · 3 rows"))
    desk.complete("SELECT 3")
    desk.finish()
    #expect(desk.statusLine.hasPrefix("3 rows"))
    desk.press("m")
    #expect(desk.statusLine.contains("no result is paused"))
  }

  @Test func `A pause that lasted too long is no error, and the rows are kept`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2))
    desk.report(.pauseEnded(id: desk.run, statement: 0))
    desk.fail("canceling statement due to user request", state: "57014")
    desk.finish()
    #expect(desk.statusLine.hasPrefix("cancelled · 2 rows · it was paused for too long"))
    #expect(desk.shows("1: 2 rows, not all") && desk.history.map(\.outcome) == [.cancelled])
  }

  @Test(arguments: ["G", "PageDown", "j j", "Space"]) func `Going past the row limit reads on`(keys: String) {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2))
    desk.press("Alt-2 k")
    #expect(desk.state.results.isPaused)
    guard case .continueReading? = desk.press(keys).first else {
      Issue.record("reading does not go on")
      return
    }
    #expect(!desk.state.results.isPaused)
  }

  @Test func `A full disk pauses reading, says so, and what was read stays`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2, .noRoom("the disk of /c is full: 3 MB are left")))
    #expect(desk.statusLine.hasPrefix("2 rows · paused: the disk of /c is full: 3 MB are left"))
    desk.send(.failed(Failure("not exported: /c/rows.csv: No space left on device")))
    #expect(desk.statusLine.hasPrefix("not exported: /c/rows.csv: No space left on device · 2 rows · paused"))
    #expect(desk.press("Alt-2 G").isEmpty && desk.state.results.tab?.row == 1)
    guard case .continueReading? = desk.press("m").first else {
      Issue.record("reading does not go on")
      return
    }
  }
}
