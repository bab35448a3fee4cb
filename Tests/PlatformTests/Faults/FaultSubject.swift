import Platform
import TestSupport

/// One call of one platform, for the table of faults.
struct FaultSubject: Sendable {
  /// What may be done when the answer to the request is lost.
  enum Kind: Sendable {
    /// It changes nothing.
    case reads
    /// It names the thing by its id and says what it shall be: it may arrive twice.
    case repeats
    /// It makes or drops a thing that the platform's list tells of.
    case isListed
    /// Nobody can tell afterwards whether it was done.
    case isUnknown
  }

  /// A platform as the call finds it.
  struct Stage {
    let server: StubServer
    let act: (Call) throws -> Void
    /// What the platform holds.
    let holds: () -> [String]
  }

  let name: String
  let kind: Kind
  /// How the line of the request that meets the fault begins.
  let line: String
  /// Statuses by which the platform says that it did nothing.
  let refusals: Set<Int>
  let stage: @Sendable () throws -> Stage

  static func all() throws -> [FaultSubject] { try neon + supabase + digitalOcean() + team }
}

extension FaultSubject {
  /// A call that ends like this.
  struct Expectation: Equatable {
    /// The error's word; nil for success.
    var reason: String?
    var requests: Int
    /// How often the platform did what was asked.
    var carriedOut: Int
  }

  /// What must become of the call when its first requests meet the fault.
  func expectation(_ fault: Fault) -> Expectation {
    let mayRepeat = kind == .reads || kind == .repeats
    switch fault {
    case .refused(let status) where refusals.contains(status):
      return Expectation(reason: nil, requests: 3, carriedOut: 1)
    case .refused(423): return Expectation(reason: "locked", requests: 1, carriedOut: 0)
    case .refused:
      return mayRepeat
        ? Expectation(reason: nil, requests: 3, carriedOut: 1)
        : Expectation(reason: "outcome_unknown", requests: 1, carriedOut: 0)
    case .conflict: return Expectation(reason: "name_taken or provider", requests: 1, carriedOut: 0)
    case .askedToWait: return Expectation(reason: nil, requests: 2, carriedOut: 1)
    case .askedToWaitTooLong: return Expectation(reason: "rate_limited", requests: 1, carriedOut: 0)
    case .lost:
      return mayRepeat
        ? Expectation(reason: nil, requests: 2, carriedOut: 2)
        : Expectation(reason: kind == .isListed ? nil : "outcome_unknown", requests: 1, carriedOut: 1)
    case .neverArrived:
      return mayRepeat
        ? Expectation(reason: nil, requests: 2, carriedOut: 1)
        : Expectation(reason: "outcome_unknown", requests: 1, carriedOut: 0)
    case .stalled:
      return Expectation(reason: mayRepeat ? "timed_out" : "outcome_unknown", requests: 1, carriedOut: 0)
    }
  }
}
