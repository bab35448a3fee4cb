import Foundation
import Platform
import TestSupport
import Testing

/// Every call of every platform against everything that can go wrong on the way: the right typed result, nothing made twice, nothing after
/// its deadline.
@Suite struct FaultTableTests {
  /// Seconds a call gets when its answer never comes.
  private static let patience = 3.0

  /// All of the table takes seconds of all processors; otherwise each call meets every fourth fault, and each fault every fourth call.
  private static let isWhole = ProcessInfo.processInfo.environment["PERCH_FAULTS"] == "all"

  @Test(arguments: 0..<Fault.all.count) func `Each call of each platform ends as it must`(number: Int) throws {
    let met = try FaultSubject.all().enumerated().filter { Self.isWhole || ($0.offset + number) % 4 == 0 }
    let running = met.map { _, subject in
      BlockingWork { () throws(Never) in Self.complaint(subject, Fault.all[number]) }
    }
    let complaints = running.compactMap { $0.wait().get() }
    #expect(complaints == [])
  }

  /// What is wrong with the outcome; nil when nothing is.
  private static func complaint(_ subject: FaultSubject, _ fault: Fault) -> String? {
    do {
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
      let rest = wanted.carriedOut == 0 ? before : try undisturbed(subject)
      if stage.holds() != rest { return "\(subject.name), \(fault): \(stage.holds()), not \(rest)" }
      // A busy machine may take its time, but not as long as a call without a deadline.
      return seconds < 25 ? nil : "\(subject.name), \(fault): \(seconds) s"
    } catch {
      return "\(subject.name), \(fault): \(error)"
    }
  }

  /// What the platform holds when nothing goes wrong.
  private static func undisturbed(_ subject: FaultSubject) throws -> [String] {
    let stage = try subject.stage()
    try stage.act(Call())
    return stage.holds()
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
