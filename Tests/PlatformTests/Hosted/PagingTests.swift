import HTTP
import Platform
import Synchronization
import TestSupport
import Testing

/// Lists that move, circle or never end while they are read: what is shown is whole and told once, or nothing is.
@Suite struct PagingTests {
  private func team(_ answer: @escaping @Sendable (StubRequest) -> StubAnswer) throws -> (StubServer, TeamProvider) {
    let server = StubServer(answer)
    return (server, TeamProvider(address: try HTTPAddress(server.address), key: "team-key") { _ in nil })
  }

  private func digitalOcean(_ stub: DigitalOceanStub) throws -> DigitalOceanProvider {
    let directory = TemporaryDirectory()
    return DigitalOceanProvider(
      address: try HTTPAddress(stub.server.address), key: "dop_key", cluster: "alpha", certificates: directory.path
    ) { _ in nil }
  }

  private static func tenants(_ names: [String], next: String?) -> StubAnswer {
    let items = names.map { name -> JSON in ["id": JSON.text("t-\(name)"), "name": JSON.text(name)] }
    let body: JSON = ["success": true, "data": .list(items)]
    return StubAnswer(next.map { body.with("nextCursor", JSON.text($0)) } ?? body)
  }

  @Test func `DigitalOcean's pages that overlap tell each database and role once`() throws {
    let stub = DigitalOceanStub(pageSize: 2)
    for name in ["a", "b", "c", "d"] {
      stub.add(database: name, to: DigitalOceanStub.first)
      stub.add(user: name, to: DigitalOceanStub.first)
    }
    let provider = try digitalOcean(stub)
    let tenants = try provider.tenants(Call()).tenants
    #expect(tenants.map(\.name) == ["defaultdb", "a", "b", "c", "d"])
    let branch = try provider.branch(named: "main", of: tenants[0], Call())
    #expect(try provider.roles(of: branch, Call()).map(\.name) == ["doadmin", "a", "b", "c", "d"])
    // On the last page only.
    #expect(try provider.tenant(named: "d", Call()).name == "d")
  }

  @Test func `Databases that go away while the list is read hide none behind them`() throws {
    let stub = DigitalOceanStub(pageSize: 3)
    for name in ["a", "b", "c", "d", "e", "f"] { stub.add(database: name, to: DigitalOceanStub.first) }
    stub.removeAfterFirstPage(databases: ["defaultdb", "a"], from: DigitalOceanStub.first)
    #expect(try digitalOcean(stub).tenants(Call()).tenants.map(\.name) == ["b", "c", "d", "e", "f"])
  }

  @Test func `A team's pages that overlap tell each tenant and branch once`() throws {
    let stub = TeamStub(pageSize: 2)
    for name in ["a", "b", "c", "d", "e"] { stub.addTenant(name) }
    for name in ["x", "y", "z"] { stub.addBranch(name, tenant: "t-e") }
    let provider = TeamProvider(address: try HTTPAddress(stub.server.address), key: "team-key") { _ in nil }
    #expect(try provider.tenants(Call()).tenants.map(\.name) == ["a", "b", "c", "d", "e"])
    let last = try provider.tenant(named: "e", Call())
    #expect(try provider.branches(of: last, Call()).map(\.name) == ["main", "x", "y", "z"])
    #expect(try provider.branch(named: "z", of: last, Call()).id == "b-z")
  }

  @Test(arguments: [true, false]) func `A list that leads in a circle is no list`(repeatsCursor: Bool) throws {
    let count = Mutex(0)
    let (server, provider) = try team { _ in
      let number = count.withLock { count in
        count += 1
        return count
      }
      return Self.tenants(["a", "b"], next: repeatsCursor ? "again" : "cursor-\(number)")
    }
    // A name that such a list lacks may well exist.
    #expect { try provider.tenant(named: "c", Call()) } throws: { error in
      let error = error as? PlatformError
      return error?.reason == "undecodable" && error?.message.contains("lead in a circle") == true
    }
    #expect(server.count("GET") < 6)
  }

  @Test func `All pages of a list have one deadline`() throws {
    let count = Mutex(0)
    let (server, provider) = try team { _ in
      let number = count.withLock { count in
        count += 1
        return count
      }
      return Self.tenants(["tenant-\(number)"], next: "cursor-\(number)")
    }
    let started = ContinuousClock.now
    #expect { try provider.tenants(Call(patience: 3)) } throws: {
      ["timed_out", "rate_limited"].contains(($0 as? PlatformError)?.reason)
    }
    #expect(ContinuousClock.now - started < .seconds(30) && server.count("GET") > 1)
  }

  private static let unfinished: JSON = ["data": ["id": "op-1", "action": "branch.create", "state": "running"]]

  @Test func `Waiting for an operation has one deadline, a stalled question included`() throws {
    let (server, provider) = try team { _ in StubAnswer(Self.unfinished) }
    let operation = Operation(id: "op-1", action: "branch.create", subject: "acme", state: .pending)
    let started = ContinuousClock.now
    server.add(StubFault("GET", .stall, times: 100))
    #expect { try provider.wait(for: [operation, operation], Call(patience: 1.5)) } throws: {
      ($0 as? PlatformError)?.reason == "timed_out"
    }
    #expect(ContinuousClock.now - started < .seconds(30))
  }

  @Test func `Waiting for an operation can be given up at any time`() throws {
    let (server, provider) = try team { _ in StubAnswer(Self.unfinished) }
    let operation = Operation(id: "op-1", action: "branch.create", subject: "acme", state: .pending)
    let call = Call()
    let waiting = BlockingWork { () throws(PlatformError) in try provider.wait(for: [operation], call) }
    _ = try eventually("a question") { server.count("GET") > 0 ? true : nil }
    call.cancellation.cancel()
    #expect(throws: PlatformError.cancelled) { try waiting.wait().get() }
  }
}
