import Database
import Testing
import TextUI

@testable import Workbench

/// Tenants, branches, and what happens to text and transactions when one goes elsewhere.
struct PlaceStories {
  private func place(_ tenant: String, _ branch: String) -> Destination { .branch(tenant: tenant, branch: branch) }

  @Test func `The first line says where one is, as the session says it`() {
    var desk = Desk(text: "")
    #expect(desk.start().destinations == [place("acme", "main")])
    #expect(desk.contextLine.contains("acme ▸ main") && desk.contextLine.contains("connecting"))
    desk.connect()
    for text in ["acme ▸ main", "pg 15.20", "role ada", "no tx", "autocommit"] {
      #expect(desk.contextLine.contains(text), "\(text)")
    }
  }

  @Test func `Another branch is chosen by some letters, and the text stays`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("End")
    desk.type(" + 1")
    desk.press("F2")
    #expect(desk.shows("acme ▸ dev") && desk.shows("globex ▸ main"))
    desk.type("glob")
    #expect(!desk.shows("acme ▸ dev"))
    let old = desk.state.link.session
    let effects = desk.press("Enter")
    #expect(effects.destinations == [place("globex", "main")])
    #expect(desk.state.parked.map(\.session) == [old])
    #expect(desk.state.link.session != old && desk.contextLine.contains("globex ▸ main"))
    #expect(desk.text == "select 1 + 1" && desk.buffer.cursor == 12)
    desk.connect()
    desk.press("F5")
    #expect(desk.runs == [["select 1 + 1"]])
  }

  @Test func `Choosing the place one is in changes nothing`() {
    var desk = Desk.connected()
    let session = desk.state.link.session
    #expect(desk.press("F2 Enter").isEmpty)
    #expect(desk.state.link.session == session && desk.state.overlay == nil)
  }

  @Test func `A branch is made from the one in front, and one goes there`() {
    var desk = Desk.connected()
    desk.press("F2 Ctrl-N")
    #expect(desk.shows("New branch of acme ▸ main"))
    desk.type("Bad Name\n")
    #expect(desk.shows("a name has lower-case letters, digits"))
    desk.press("Ctrl-U")
    let effects = desk.type("try-1\n")
    let wanted = PlatformChange.createBranch(tenant: "acme", parent: "main", name: "try-1")
    guard case .changePlatform(let operation, wanted, let parking) = effects.first else {
      Issue.record("no branch is asked for")
      return
    }
    #expect(parking == [desk.state.link.session])
    desk.press("F5")
    #expect(desk.runs.isEmpty)
    desk.send(.platform(.done(operation: operation + 1)))
    #expect(desk.statusLine.contains("creating acme ▸ try-1 from main"))
    #expect(desk.send(.platform(.done(operation: operation))).destinations == [place("acme", "try-1")])
    #expect(desk.statusLine.contains("created acme ▸ try-1 from main"))
  }

  @Test func `A parent that others use can be copied by dump`() {
    var desk = Desk.connected()
    desk.press("F2 Ctrl-N")
    let effects = desk.type("try expires 7d\n")
    guard case .changePlatform(let operation, _, _) = effects.first else {
      Issue.record("no branch is asked for")
      return
    }
    let back = desk.send(
      .platform(.refused(operation: operation, PlatformRefusal("main is used by 2 sessions", offersDump: true))))
    #expect(back.destinations.isEmpty && desk.state.link.facts != nil, "no session of one's own was ended for nothing")
    #expect(desk.shows("main is used by 2 sessions") && desk.shows("Type yes"))
    desk.read()
    desk.type("no\n")
    #expect(desk.shows("type yes, or Esc"))
    desk.press("Ctrl-U")
    let again = desk.type("yes\n")
    let dump = PlatformChange.createBranch(tenant: "acme", parent: "main", name: "try", copy: .dump, expires: "7d")
    guard case .changePlatform(_, dump, _) = again.first else {
      Issue.record("no dump is asked for")
      return
    }
  }

  @Test func `A branch is deleted only when its name was typed`() {
    var desk = Desk.connected()
    desk.press("F2")
    desk.type("dev")
    desk.press("Ctrl-D")
    #expect(desk.shows("Delete acme ▸ dev") && desk.shows("Type dev to go on"))
    for wrong in ["", "de", "DEV", "main"] {
      #expect(desk.type("\(wrong)\n").isEmpty)
      #expect(desk.shows("type dev exactly"))
      desk.press("Ctrl-U")
    }
    let effects = desk.type("dev\n")
    guard case .changePlatform(let operation, .deleteBranch(tenant: "acme", name: "dev"), let none) = effects.first,
      none.isEmpty
    else {
      Issue.record("nothing is deleted")
      return
    }
    #expect(desk.send(.platform(.done(operation: operation))).destinations.isEmpty)
    #expect(desk.statusLine.contains("deleted acme ▸ dev"))
  }

  @Test(arguments: [("main", "it is the default branch"), ("live", "protected; F6 ends it")])
  func `Default and protected branches cannot be deleted`(branch: String, reason: String) {
    var desk = Desk.connected()
    desk.press("F2")
    desk.type("acme/\(branch)")
    desk.press("Ctrl-D")
    #expect(desk.shows(reason) && !desk.shows("Delete acme"))
  }

  @Test func `After the branch in front was deleted one is on the default branch`() {
    var desk = Desk.connected()
    desk.press("F2")
    desk.type("acme/dev\n")
    desk.connect()
    desk.press("F2 Ctrl-D")
    let effects = desk.type("dev\n")
    let wanted = PlatformChange.deleteBranch(tenant: "acme", name: "dev")
    guard case .changePlatform(let operation, wanted, let parking) = effects.first else {
      Issue.record("nothing is deleted")
      return
    }
    #expect(parking == [desk.state.link.session])
    #expect(desk.send(.platform(.done(operation: operation))).destinations == [place("acme", "main")])
  }

  @Test func `A protected branch is seen at a glance`() {
    var desk = Desk.connected()
    desk.press("F2")
    desk.type("acme/live\n")
    desk.connect()
    #expect(desk.contextLine.contains("PROTECTED"))
    #expect(desk.frame[0, 1].style == desk.state.theme[.protected])
  }

  @Test func `A tenant is made with its main branch`() {
    var desk = Desk.connected()
    desk.press("F2 Ctrl-T")
    let effects = desk.type("initech\n")
    guard case .changePlatform(let operation, .createTenant(name: "initech"), let none) = effects.first, none.isEmpty
    else {
      Issue.record("no tenant is asked for")
      return
    }
    #expect(desk.send(.platform(.done(operation: operation))).destinations == [place("initech", "main")])
  }

  // MARK: Transactions

  private func inTransaction(_ text: String = "begin") -> Desk {
    var desk = Desk.connected(text: text)
    desk.send(.tick(1000))
    desk.press("F5")
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    return desk
  }

  @Test func `An open transaction and its age are in the first line`() {
    var desk = inTransaction()
    desk.send(.tick(6000))
    #expect(desk.contextLine.contains("in tx 5.0 s"))
    desk.press("F5")
    desk.fail("oops", state: "22012")
    desk.finish(.inError)
    #expect(desk.contextLine.contains("failed tx 5.0 s"))
    desk.press("F5")
    desk.complete("ROLLBACK")
    desk.finish(.idle)
    #expect(desk.contextLine.contains("no tx"))
  }

  @Test func `Without a transaction one leaves at once`() {
    var desk = Desk.connected(text: "select 1")
    #expect(desk.press("Ctrl-Q").quits)
  }

  @Test(arguments: ["commit", "rollback"]) func `Leaving asks about an open transaction`(answer: String) {
    var desk = inTransaction()
    #expect(!desk.press("Ctrl-Q").quits)
    #expect(desk.shows("A transaction is open on acme ▸ main"))
    desk.type("maybe\n")
    #expect(desk.shows("type commit or rollback"))
    desk.press("Ctrl-U")
    #expect(!desk.type("\(answer)\n").quits)
    #expect(desk.runs.last == [answer])
    desk.complete(answer.uppercased())
    #expect(desk.finish(.idle).quits)
  }

  @Test func `Who stays keeps the transaction`() {
    var desk = inTransaction()
    desk.press("Ctrl-Q Esc")
    #expect(desk.state.overlay == nil && desk.contextLine.contains("in tx"))
    #expect(!desk.effects.quits && desk.runs == [["begin"]])
  }

  @Test func `Going to another branch asks too`() {
    var desk = inTransaction()
    desk.press("F2")
    #expect(desk.type("globex\n").destinations.isEmpty && desk.shows("A transaction is open"))
    desk.type("rollback\n")
    desk.complete("ROLLBACK")
    #expect(desk.finish(.idle).destinations == [place("globex", "main")])
  }

  @Test func `When the commit fails one stays and sees why`() {
    var desk = inTransaction()
    desk.press("Ctrl-Q")
    desk.type("commit\n")
    desk.fail("violates foreign key constraint \"f\"", state: "23503")
    #expect(!desk.finish(.idle).quits)
    #expect(desk.statusLine.hasPrefix("ERROR 23503: violates foreign key"))
    // And the next statement that ends does not end the program.
    desk.press("F5")
    desk.complete("BEGIN")
    #expect(!desk.finish(.idle).quits)
  }

  @Test func `A commit that the server turned into a rollback is no commit`() {
    var desk = inTransaction()
    desk.press("F5")
    desk.fail("oops", state: "22012")
    desk.finish(.inError)
    desk.press("Ctrl-Q")
    desk.type("commit\n")
    desk.complete("ROLLBACK")
    #expect(!desk.finish(.idle).quits)
    #expect(desk.statusLine.contains("rolled back"))
  }

  @Test func `When the connection is lost over the commit one stays and sees it`() {
    var desk = inTransaction()
    desk.press("Ctrl-Q")
    desk.type("commit\n")
    desk.report(.lost(ServerError(message: "server closed the connection unexpectedly")))
    #expect(!desk.finish(.unknown).quits)
    #expect(desk.statusLine.contains("may or may not have been applied"))
  }
}
