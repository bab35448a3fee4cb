import TestSupport

/// Something that must hold for any input: each seed makes one.
package struct Subject: Sendable {
  package let name: String
  /// Executions that cost a test a second or so.
  package var shortRun: UInt64 = 1500
  /// Makes the input of a seed and says what does not hold for it; nil when all does.
  package let findFault: @Sendable (_ seed: UInt64) -> Fault?
}

/// What does not hold for an input.
package struct Fault: CustomStringConvertible {
  let claim: String
  let text: [UInt8]

  package var description: String { "\(claim)\n\(String(decoding: text, as: UTF8.self))\n\(text)" }
}

package enum Fuzz {
  package static let subjects: [Subject] = [tokens, edits, completion, format, quoting, keys]
}
