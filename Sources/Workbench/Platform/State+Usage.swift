/// One figure of what a tenant uses.
package struct UsageLine: Sendable, Hashable {
  package var name: String
  /// `12 of 200`, `1.1 GB of 10 GB`
  package var text: String
  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}

extension State {
  /// Asks what the tenant in hand uses.
  mutating func askUsage(of tenant: String) -> [Effect] {
    overlay = nil
    say("reading what \(tenant) uses …", .progress)
    return [.askUsage(tenant: tenant)]
  }

  /// Shows it, unless one is at something else by now.
  mutating func receive(usage answer: Result<[UsageLine], Failure>, of tenant: String) {
    switch answer {
    case .failure(let failure): say(failure.message, .error)
    case .success(let lines):
      status = StatusLine()
      guard overlay == nil else { return }
      overlay = .help(
        Help(title: "What \(tenant) uses, and may use", lines: lines.map { Help.Line(keys: $0.name, text: $0.text) }))
    }
  }
}
