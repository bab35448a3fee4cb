import Database
import Testing
import Workbench

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
    desk.press("Esc")
    desk.connect()
    #expect(desk.contextLine.contains("no tx"))
  }

  @Test func `Nobody is asked who does not want it, has something else open or gave a wrong one elsewhere`() {
    for (asks, error, destination) in [
      (false, Self.missing, Destination.given), (true, Self.wrong, .given),
      (true, Self.missing, .branch(tenant: "acme", branch: "main")),
    ] {
      var desk = desk(asks: asks, destination: destination)
      desk.report(.connectFailed(error))
      #expect(desk.state.overlay == nil)
    }
    var desk = desk()
    desk.press("F1")
    desk.report(.connectFailed(Self.missing))
    #expect(!desk.shows("asks for a password"))
    desk.press("Esc")
    desk.press("Alt-5")
    desk.report(.connectFailed(Self.missing))
    #expect(desk.shows("asks for a password"))
  }
}
