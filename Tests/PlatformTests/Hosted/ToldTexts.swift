import Platform
import Synchronization

/// What a call told meanwhile.
final class ToldTexts: Sendable {
  private let texts = Mutex<[String]>([])

  var all: [String] { texts.withLock { $0 } }
  var call: Call { Call { [self] text in texts.withLock { $0.append(text) } } }

  func call(patience: Double) -> Call {
    var call = call
    call.patience = patience
    return call
  }
}
