import Platform

/// How a stub misbehaves, for a number of requests whose line begins with `line` (`POST /projects/p/branches`).
package struct StubFault: Sendable {
  package enum Kind: Sendable {
    /// Answers this, and does nothing.
    case answer(StubAnswer)
    /// Breaks the connection and does nothing.
    case hangUp
    /// Reads the request and never answers; does nothing.
    case stall
    /// Does what is asked, and breaks the connection in place of the answer.
    case loseAnswer
    /// Does what is asked, and resets the connection (RST) in place of the answer.
    case resetAfter
    /// Does what is asked, and sends half of the answer.
    case truncate
    /// Does what is asked, and answers this status in its place, as a gateway would.
    case replace(Int)
  }

  package var line: String
  package var kind: Kind
  package var times: Int

  package init(_ line: String, _ kind: Kind, times: Int = 1) {
    self.line = line
    self.kind = kind
    self.times = times
  }

  /// An error in the shape that all platforms here use.
  package static func refuse(
    _ line: String, _ status: Int, _ message: String = "no", times: Int = 1, headers: [(String, String)] = []
  ) -> StubFault {
    StubFault(
      line, .answer(StubAnswer(status, ["message": JSON.text(message), "code": ""], headers: headers)), times: times)
  }
}
