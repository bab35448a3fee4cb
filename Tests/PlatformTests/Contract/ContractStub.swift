import Platform
import Synchronization
import TestSupport

/// A server that answers each request as the document allows, another way each time, and remembers what was asked.
final class ContractStub: Sendable {
  private let random: Mutex<SeededGenerator>
  private let asked = Mutex<[(line: String, json: JSON)]>([])
  private let unknown = Mutex<[String]>([])
  let server: StubServer

  /// `root` is how many segments of a path stand before those of the document.
  init(_ specification: Specification, root: Int, seed: UInt64) {
    random = Mutex(SeededGenerator(seed: seed))
    let handler = StubHandler()
    server = StubServer { handler($0) }
    handler.set { [unowned self] request in
      keep(request)
      let answer = random.withLock { specification.reply(to: request, root: root, &$0) }
      if answer == nil { unknown.withLock { $0.append(request.line) } }
      return answer ?? StubAnswer(599, ["message": "no such operation"])
    }
  }

  /// What the document does not have.
  var unknownRequests: [String] { unknown.withLock { $0 } }

  /// At most so many requests of each operation, one a line, for the validator.
  func recording(limit: Int = 20) -> String {
    var counts: [String: Int] = [:]
    let kept = asked.withLock { $0 }.filter { request in
      counts[request.line, default: 0] += 1
      return counts[request.line, default: 0] <= limit
    }
    return kept.map { String(decoding: $0.json.bytes, as: UTF8.self) + "\n" }.joined()
  }

  private func keep(_ request: StubRequest) {
    let json: JSON = [
      "method": .text(request.method), "path": .list(request.path.map { .text($0) }),
      "query": .object(request.query.map { .init($0.key, .text($0.value)) }),
      "headers": .object(request.headers.map { .init($0.key, .text($0.value)) }), "body": request.body,
    ]
    asked.withLock { asked in
      // Enough of each; a long run must not fill the memory.
      if asked.count < 5000 {
        asked.append((request.method + "\(request.path.count)" + (request.path.last ?? ""), json))
      }
    }
  }
}
