import Foundation
import Platform
import TestSupport
import Testing

enum ContractCheck {
  /// Rounds of every operation; `PERCH_CONTRACT_ROUNDS=10000` for the long run.
  private static let rounds = ProcessInfo.processInfo.environment["PERCH_CONTRACT_ROUNDS"].flatMap { Int($0) } ?? 15

  /// Each round ends in a result or in an error about the thing asked for, never in one about the reply.
  static func run(_ work: (Call) throws -> Void) throws {
    // Operations of a random reply are never done.
    let patience = 0.9
    for _ in 0..<rounds {
      let started = ContinuousClock.now
      do {
        try work(Call(patience: patience))
      } catch let error as PlatformError {
        switch error {
        case .outcomeUnknown where ContinuousClock.now - started >= .seconds(patience):
          // A busy machine took longer than that: it says nothing of the reply.
          break
        case .undecodable, .outcomeUnknown, .transport, .rateLimited, .unauthenticated:
          Issue.record("\(error.message)")
          return
        default: break
        }
      }
    }
  }

  /// Asks openapi-core, where Python has it, whether the requests are as the document says.
  static func validate(_ stub: ContractStub, _ specification: Specification, base: String) throws {
    let python = "/usr/bin/env"
    let home = TemporaryDirectory()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let probe = try ProgramRun(
      ["python3", "-c", "import openapi_core"], program: python, home: home.path, environment: ["PATH": path])
    guard probe.code == 0 else { return }
    home.write(stub.recording, to: "requests.jsonl")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "validate_requests.py"
    ).path
    let run = try ProgramRun(
      ["python3", script, specification.path, base, home.path + "/requests.jsonl"], program: python, home: home.path,
      environment: ["PATH": path])
    #expect(run.code == 0, "\(run.output.prefix(4000)) \(run.errors.suffix(2000))")
  }
}
