import Platform
import TestSupport
import Testing

/// What is left when a platform or the way to it misbehaves: the right typed result, nothing made twice, within the deadline.
@Suite struct NeonFaultTests {
  private static let branches = "POST /api/v2/projects/proj-1/branches"

  private func create(_ neon: NeonFixture, _ fault: StubFault, _ call: Call = Call()) throws -> Result<
    String, PlatformError
  > {
    let (_, main) = try neon.place()
    neon.stub.server.add(fault)
    return Result { () throws(PlatformError) in
      try neon.provider.createBranch(BranchRequest(name: "fix", parent: main), call).resource.name
    }
  }

  @Test(arguments: [423, 429, 503]) func `A change that was refused is sent again until it is taken`(status: Int) throws
  {
    let neon = try NeonFixture()
    let told = ToldTexts()
    let made = try create(neon, .refuse(Self.branches, status, times: 3), told.call)
    #expect(try made.get() == "fix")
    #expect(neon.stub.branchNames("proj-1") == ["main", "fix"] && neon.stub.server.count(Self.branches) == 4)
    #expect(told.all.count { $0.contains("trying again") } == 3)
  }

  @Test func `A lock that stays ends with the deadline`() throws {
    let neon = try NeonFixture()
    let started = ContinuousClock.now
    let made = try create(neon, .refuse(Self.branches, 423, times: 1000), ToldTexts().call(patience: 3))
    #expect { try made.get() } throws: { ($0 as? PlatformError)?.reason == "locked" }
    #expect(ContinuousClock.now - started < .seconds(15))
  }

  @Test func `Retry-After is kept to`() throws {
    let neon = try NeonFixture()
    let started = ContinuousClock.now
    let made = try create(neon, .refuse(Self.branches, 429, headers: [("Retry-After", "1")]))
    #expect(try made.get() == "fix")
    #expect(ContinuousClock.now - started >= .seconds(1))
  }

  @Test func `A Retry-After beyond the deadline is an error that says when to come back`() throws {
    let neon = try NeonFixture()
    let fault = StubFault.refuse(Self.branches, 429, headers: [("Retry-After", "600")])
    let made = try create(neon, fault)
    #expect(throws: PlatformError.rateLimited(retryAfter: 600)) { try made.get() }
    #expect(neon.stub.branchNames("proj-1") == ["main"])
  }

  @Test(arguments: [0, 1, 2, 3]) func `A change whose answer is lost is found in the list, and made once`(kind: Int)
    throws
  {
    let kinds: [StubFault.Kind] = [.loseAnswer, .resetAfter, .truncate, .replace(502)]
    let neon = try NeonFixture()
    let made = try create(neon, StubFault(Self.branches, kinds[kind]))
    #expect(try made.get() == "fix")
    #expect(neon.stub.branchNames("proj-1") == ["main", "fix"] && neon.stub.server.count(Self.branches) == 1)
  }

  @Test func `A change that was lost on the way there is an unknown outcome, and not sent again`() throws {
    let neon = try NeonFixture()
    let made = try create(neon, StubFault(Self.branches, .hangUp))
    #expect { try made.get() } throws: { ($0 as? PlatformError)?.reason == "outcome_unknown" }
    #expect(neon.stub.branchNames("proj-1") == ["main"] && neon.stub.server.count(Self.branches) == 1)
  }

  @Test func `A change that stalls is an unknown outcome at its deadline`() throws {
    let neon = try NeonFixture()
    let started = ContinuousClock.now
    let made = try create(neon, StubFault(Self.branches, .stall), ToldTexts().call(patience: 2))
    #expect { try made.get() } throws: { ($0 as? PlatformError)?.reason == "outcome_unknown" }
    #expect(ContinuousClock.now - started < .seconds(15))
  }

  @Test func `An old branch of the name is not taken for a lost answer`() throws {
    let neon = try NeonFixture()
    let (tenant, main) = try neon.place()
    let id = neon.stub.addBranch("fix", project: tenant.id, parent: main.id)
    neon.stub.set("created_at", "2020-01-01T00:00:00Z", ofBranch: id, project: tenant.id)
    neon.stub.server.add(StubFault(Self.branches, .loseAnswer))
    #expect { try neon.provider.createBranch(BranchRequest(name: "fix", parent: main), Call()) } throws: {
      ($0 as? PlatformError)?.reason == "outcome_unknown"
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5])
  func `Reading is repeated through every fault`(kind: Int) throws {
    let kinds: [StubFault.Kind] = [
      .hangUp, .resetAfter, .truncate, .replace(502), .answer(NeonFaultTests.unavailable), .loseAnswer,
    ]
    let neon = try NeonFixture(pageSize: 2)
    for name in ["a", "b", "c", "d"] { neon.stub.addProject(name) }
    neon.stub.server.add(StubFault("GET /api/v2/projects", kinds[kind], times: 2))
    #expect(try neon.provider.tenants(Call()).tenants.map(\.name) == ["a", "b", "c", "d"])
  }

  private static let unavailable = StubAnswer(500, ["message": "oops"])

  @Test func `Reading that stalls for good ends with its deadline`() throws {
    let neon = try NeonFixture()
    neon.stub.server.add(StubFault("GET", .stall, times: 100))
    let started = ContinuousClock.now
    #expect { try neon.provider.tenants(ToldTexts().call(patience: 1)) } throws: {
      ($0 as? PlatformError)?.reason == "timed_out"
    }
    #expect(ContinuousClock.now - started < .seconds(15))
  }

  @Test func `Giving up ends a stalled call at once`() throws {
    let neon = try NeonFixture()
    neon.stub.server.add(StubFault("GET", .stall, times: 100))
    let call = Call()
    // Tests fill Swift's own threads, and may leave none for the call.
    let listing = BlockingWork { () throws(PlatformError) in try neon.provider.tenants(call) }
    _ = try eventually("a request") { neon.stub.server.count("GET") > 0 ? true : nil }
    call.cancellation.cancel()
    #expect(throws: PlatformError.cancelled) { try listing.wait().get() }
  }

  @Test func `A wrong key says where the right one is to be put`() throws {
    let neon = try NeonFixture(key: "napi_wrong")
    #expect { try neon.provider.tenants(Call()) } throws: { error in
      guard case .unauthenticated(let text)? = error as? PlatformError else { return false }
      return text.contains("NEON_API_KEY") && !text.contains("napi_wrong")
    }
  }

  @Test func `Errors carry the request's id and no secrets`() throws {
    let neon = try NeonFixture()
    let message = "bad postgresql://ada:pa55word@h/db for key napi_key"
    neon.stub.server.add(
      StubFault("GET", .answer(StubAnswer(418, ["message": JSON.text(message), "request_id": "r-7"]))))
    #expect { try neon.provider.tenants(Call()) } throws: { error in
      let text = (error as? PlatformError)?.message ?? ""
      return text.contains("request r-7") && !text.contains("pa55word") && !text.contains("napi_key")
    }
  }

  @Test func `Nothing listening is told as such`() throws {
    let neon = try NeonFixture()
    neon.stub.server.close()
    #expect { try neon.provider.tenants(ToldTexts().call(patience: 2)) } throws: { error in
      (error as? PlatformError)?.message == "127.0.0.1 cannot be reached: Connection refused"
    }
  }

  @Test func `An answer without what is needed names the place`() throws {
    let neon = try NeonFixture()
    let body: JSON = ["projects": [["id": "p1", "name": "a"], ["id": "p2"]]]
    neon.stub.server.add(StubFault("GET", .answer(StubAnswer(body))))
    #expect { try neon.provider.tenants(Call()) } throws: { error in
      guard case .undecodable(_, let place, _, _)? = error as? PlatformError else { return false }
      return place == "projects[1].name"
    }
  }

  @Test func `Deleting what is gone is done`() throws {
    let neon = try NeonFixture()
    let (_, main) = try neon.place()
    let fix = try neon.provider.createBranch(BranchRequest(name: "fix", parent: main), Call()).resource
    neon.stub.server.add(StubFault("DELETE", .loseAnswer))
    #expect(try neon.provider.deleteBranch(fix, permanently: true, Call()).isEmpty)
    #expect(neon.stub.branchNames("proj-1") == ["main"])
  }
}
