import Platform
import TestSupport

/// What can happen to a request.
enum Fault: Sendable, CustomStringConvertible {
  /// Answered with the status twice; nothing is done.
  case refused(Int)
  /// 409: something else is there already.
  case conflict
  /// 429 with a Retry-After within the deadline.
  case askedToWait
  /// 429 with a Retry-After beyond it.
  case askedToWaitTooLong
  /// It is done, and the answer does not come.
  case lost(Loss)
  /// The connection breaks before the platform has read it.
  case neverArrived
  /// No answer, ever.
  case stalled

  enum Loss: Sendable { case broken, reset, truncated, replaced }

  static let all: [Fault] = [
    .refused(423), .refused(429), .refused(503), .conflict, .askedToWait, .askedToWaitTooLong, .lost(.broken),
    .lost(.reset), .lost(.truncated), .lost(.replaced), .neverArrived, .stalled,
  ]

  var description: String {
    switch self {
    case .refused(let status): "\(status) twice"
    case .conflict: "409"
    case .askedToWait: "429 with a Retry-After of no time"
    case .askedToWaitTooLong: "429 with a Retry-After of ten minutes"
    case .lost(let loss): "an answer \(loss)"
    case .neverArrived: "a connection broken on the way there"
    case .stalled: "no answer"
    }
  }

  func stub(_ line: String) -> StubFault {
    switch self {
    case .refused(let status): .refuse(line, status, times: 2)
    case .conflict: .refuse(line, 409, "a conflict")
    case .askedToWait: .refuse(line, 429, headers: [("Retry-After", "0")])
    case .askedToWaitTooLong: .refuse(line, 429, headers: [("Retry-After", "600")])
    case .lost(.broken): StubFault(line, .loseAnswer)
    case .lost(.reset): StubFault(line, .resetAfter)
    case .lost(.truncated): StubFault(line, .truncate)
    case .lost(.replaced): StubFault(line, .replace(502))
    case .neverArrived: StubFault(line, .hangUp)
    case .stalled: StubFault(line, .stall, times: 100)
    }
  }
}
