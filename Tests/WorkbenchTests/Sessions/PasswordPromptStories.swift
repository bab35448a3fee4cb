import Database
import Testing
import TextUI

@testable import Workbench

/// A place of the command line whose server wants a password.
struct PasswordPromptStories {
  private static let missing = ServerError(severity: "FATAL", message: "fe_sendauth: no password supplied")
  private static let wrong = ServerError(severity: "FATAL", message: "password authentication failed for user \"ada\"")

  private func desk(asks: Bool = true, destination: Destination = .given) -> Desk {
    var desk = Desk(destination: destination)
    desk.state.asksForPassword = asks
    desk.start()
    return desk
  }

  @Test func `A password is asked for, masked, used for the next connection and not remembered`() {
    var desk = desk()
    desk.report(.connectFailed(Self.missing))
    desk.read()
    desk.type("secret")
    #expect(desk.shows("••••••") && !desk.shows("secret"))
    let effects = desk.press("Enter")
    guard case .usePassword("secret") = effects.first, case .connect(_, .given) = effects.last else {
      Issue.record("\(effects)")
      return
    }
    #expect(!effects.contains { if case .rememberLine = $0 { true } else { false } })
    desk.report(.connectFailed(Self.wrong))
    #expect(desk.shows("it was not the right one"))
    desk.read()
    desk.press("Esc")
    #expect(desk.state.overlay == nil)
    desk.connect()
    #expect(desk.contextLine.contains("no tx"))
  }

  @Test func `Who types while Perch connects goes on typing, and a key opens the question`() {
    for error in [Self.missing, Self.wrong] {
      var desk = desk()
      if error == Self.wrong {
        desk.report(.connectFailed(Self.missing))
        desk.read()
        desk.type("x\n")
      }
      desk.type("select 1")
      desk.report(.connectFailed(error))
      desk.send(.paste(Array(" + 2".utf8)))
      desk.type(" + 3")
      #expect(desk.text == "select 1 + 2 + 3" && desk.state.overlay == nil)
      #expect(desk.statusLine.contains("Alt-5 asks for the password"))
      #expect(desk.press("Alt-5").destinations.isEmpty && desk.shows("The server asks for a password"))
      #expect(desk.shows("it was not the right one") == (error == Self.wrong))
      desk.type("secret")
      guard case .usePassword("secret")? = desk.press("Enter").first else {
        Issue.record("no password is used")
        return
      }
    }
  }

  @Test func `A key that comes with the question belongs to the editor, which has the cursor still`() throws {
    for typed in [Event.key(Key(.character("s"))), .paste(Array("s".utf8))] {
      var desk = desk()
      desk.send(.tick(1000))
      let cursor = try #require(desk.frame.cursor)
      desk.report(.connectFailed(Self.missing))
      #expect(desk.shows("The server asks for a password") && desk.frame.cursor == cursor)
      let due = try #require(desk.state.overlay?.unreadUntil)
      desk.send(.tick(due - 1))
      desk.send(typed)
      #expect(desk.text == "s" && desk.state.overlay == nil && desk.statusLine.contains("Alt-5 asks for the password"))
    }
    var desk = desk()
    desk.report(.connectFailed(Self.missing))
    let due = try #require(desk.state.overlay?.unreadUntil)
    desk.send(.tick(due - 1))
    let (wake, isShown) = (desk.state.wakesAt, desk.state.explains(at: due))
    #expect(wake == due && isShown)
    desk.send(.tick(due))
    let staysAwake = desk.state.explains(at: due)
    #expect(desk.lines[try #require(desk.frame.cursor).y].contains("›") && !staysAwake)
    desk.type("s")
    #expect(desk.text.isEmpty && desk.shows("› •"))
  }

  @Test func `Who leaves the question alone is asked again by the next connection`() {
    var desk = desk()
    desk.report(.connectFailed(Self.missing))
    desk.read()
    desk.press("Esc")
    #expect(desk.press("Alt-5").destinations == [.given])
    desk.report(.connectFailed(Self.missing))
    #expect(desk.shows("The server asks for a password"))
  }

  @Test func `Nobody is asked who does not want it or gave a wrong one elsewhere, and nothing open is covered`() {
    for (asks, error, destination) in [
      (false, Self.missing, Destination.given), (true, Self.wrong, .given),
      (true, Self.missing, .branch(tenant: "acme", branch: "main")),
    ] {
      var desk = desk(asks: asks, destination: destination)
      desk.report(.connectFailed(error))
      #expect(desk.state.overlay == nil && !desk.statusLine.contains("asks for the password"))
    }
    var desk = desk()
    desk.press("F1")
    desk.report(.connectFailed(Self.missing))
    #expect(!desk.shows("The server asks for a password"))
    desk.press("Esc Alt-5")
    #expect(desk.shows("The server asks for a password"))
  }
}
