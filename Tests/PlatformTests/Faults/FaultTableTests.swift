import Platform
import TestSupport
import Testing

/// Every call of every platform against everything that can go wrong on the way: the right typed result, nothing made twice, nothing after
/// its deadline.
@Suite struct FaultTableTests {
  /// Seconds a call gets when its answer never comes.
  private static let patience = 3.0

  @Test(arguments: Fault.all) func `Each call of each platform ends as it must`(fault: Fault) throws {
    let running = try FaultSubject.all().map { subject in
      BlockingWork { () throws(Never) in Self.complaint(subject, fault) }
    }
    let complaints = running.compactMap { $0.wait().get() }
    #expect(complaints == [])
  }

  /// What is wrong with the outcome; nil when nothing is.
  private static func complaint(_ subject: FaultSubject, _ fault: Fault) -> String? {
    do {
      let clean = try subject.stage()
      try clean.act(Call())
      let stage = try subject.stage()
      let before = stage.holds()
      let (asked, done) = (stage.server.count(subject.line), stage.server.carriedOut(subject.line))
      stage.server.add(fault.stub(subject.line))
      let started = ContinuousClock.now
      let reason = run(stage, fault)
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      let wanted = subject.expectation(fault)
      let found = FaultSubject.Expectation(
        reason: reason, requests: stage.server.count(subject.line) - asked,
        carriedOut: stage.server.carriedOut(subject.line) - done)
      if found != wanted { return "\(subject.name), \(fault): \(found), not \(wanted)" }
      let rest = wanted.carriedOut == 0 ? before : clean.holds()
      if stage.holds() != rest { return "\(subject.name), \(fault): \(stage.holds()), not \(rest)" }
      // A busy machine may take its time, but not as long as a call without a deadline.
      return seconds < 25 ? nil : "\(subject.name), \(fault): \(seconds) s"
    } catch {
      return "\(subject.name), \(fault): \(error)"
    }
  }

  private static func run(_ stage: FaultSubject.Stage, _ fault: Fault) -> String? {
    do {
      var call = Call()
      if case .stalled = fault { call.patience = patience }
      try stage.act(call)
      return nil
    } catch let error as PlatformError {
      guard case .conflict = fault else { return error.reason }
      return ["name_taken", "provider"].contains(error.reason) ? "name_taken or provider" : error.reason
    } catch {
      return "\(error)"
    }
  }
}
