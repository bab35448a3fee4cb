import TextUI

// Questions that open by themselves, on an answer of the platform, the disk or a server: nobody who types just then means them.
// Until one can have been read, keys go where they went before it, and it waits anew.
extension State {
  /// Milliseconds that it takes to see a question: keys that come sooner are not for it.
  static let glance: Int64 = 400

  /// Asks as soon as nothing else has the keys.
  mutating func askUnbidden(_ prompt: Prompt) { unbidden.append(prompt) }

  mutating func openUnbidden() {
    guard overlay == nil, !unbidden.isEmpty else { return }
    var prompt = unbidden.removeFirst()
    prompt.unreadUntil = now + Self.glance
    overlay = .prompt(prompt)
  }

  /// Keeps the keys from a question that the event opened, unless it is the answer to the key before it.
  mutating func noteOpening(by event: Event) {
    guard !event.isInput, case .prompt(var prompt) = overlay, prompt.unreadUntil == nil else { return }
    if order.keys == keysTaken, now - order.time < Self.glance { return }
    prompt.unreadUntil = now + Self.glance
    overlay = .prompt(prompt)
  }

  /// Notes that keys are used. A question that opened just before gives them back.
  mutating func noteKeys() {
    link.sawKeys = true
    keysTaken += 1
    guard case .prompt(let prompt) = overlay, prompt.unreadUntil != nil else { return }
    overlay = nil
    if case .password = prompt.question { putOff(prompt) } else { unbidden.insert(prompt, at: 0) }
  }

  /// Gives the keys to a question that can have been read by now.
  mutating func settlePrompt() {
    guard case .prompt(var prompt) = overlay, let moment = prompt.unreadUntil, moment <= now else { return }
    prompt.unreadUntil = nil
    overlay = .prompt(prompt)
  }

  /// Notes that the key pressed last has something done: what is asked at once, before another key, is its answer.
  mutating func noteOrder(_ effects: [Effect]) {
    if !effects.isEmpty { order = (keysTaken, now) }
  }
}

extension Event {
  /// Whether it comes from the user.
  fileprivate var isInput: Bool {
    switch self {
    case .key, .paste, .mouse, .lineEdited: true
    default: false
    }
  }
}
