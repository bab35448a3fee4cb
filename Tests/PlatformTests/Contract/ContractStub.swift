import Platform
import Synchronization
import TestSupport

/// A server that answers each request as the document allows, another way each time, and remembers what was asked.
final class ContractStub: Sendable {
  private let random: Mutex<SeededGenerator>
  /// Requests by what they ask for, not more of each than a validator needs.
  private let asked = Mutex<[String: [JSON]]>([:])
  private static let keptOfEach = 20
  private let unknown = Mutex<[String]>([])
  let server: StubServer

  /// `root` is how many segments of a path stand before those of the document.
  init(_ specification: Specification, root: Int, seed: UInt64) {
    random = Mutex(SeededGenerator(seed: seed))
    let handler = StubHandler()
    server = StubServer(remembers: false) { handler($0) }
    handler.set { [unowned self] request in
      keep(request)
      let answer = random.withLock { specification.reply(to: request, root: root, &$0) }
      if answer == nil { unknown.withLock { $0.append(request.line) } }
      return answer ?? StubAnswer(599, ["message": "no such operation"])
    }
  }

  /// What the document does not have.
  var unknownRequests: [String] { unknown.withLock { $0 } }

  /// The requests, one a line, for the validator.
  var recording: String {
    asked.withLock { $0 }.values.joined().map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }.joined()
  }

  private func keep(_ request: StubRequest) {
    let line = "\(request.method) \(request.path.count) \(request.path.last ?? "")"
    asked.withLock { asked in
      guard asked[line, default: []].count < Self.keptOfEach else { return }
      asked[line, default: []].append([
        "method": .text(request.method), "path": .list(request.path.map { .text($0) }),
        "query": .object(request.query.map { .init($0.key, .text($0.value)) }),
        "headers": .object(request.headers.map { .init($0.key, .text($0.value)) }), "body": request.body,
      ])
    }
  }
}
