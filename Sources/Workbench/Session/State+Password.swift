import Database

/// The password of the place that the command line names, when the server wants one and none is known, or not the one that was typed.
extension State {
  /// Asks for it, unless something else has the keys: what somebody types meanwhile is not to end in a masked line.
  mutating func askForPassword(after error: ServerError) {
    let isWrong = hasTypedPassword && ConnectionTrouble(error) == .authentication
    guard asksForPassword, link.destination == .given, isWrong || ConnectionTrouble.wantsPassword(error) else { return }
    var prompt = Prompt(
      .password, title: "Password",
      lines: ["The server asks for a password. It is kept until Perch ends, in memory only."])
    if isWrong { prompt.complaint = "it was not the right one: \(error.firstLine)" }
    guard overlay == nil, !link.sawKeys else { return putOff(prompt) }
    prompt.unreadUntil = now + Self.glance
    overlay = .prompt(prompt)
  }

  /// Leaves the question to a key.
  mutating func putOff(_ prompt: Prompt) {
    guard case .down(let reason) = link.phase else { return }
    link.passwordPrompt = prompt
    link.passwordPrompt?.unreadUntil = nil
    say("\(reason) · \(howTo("connection.reconnect")) asks for the password", .error)
  }

  /// Opens the question that was left to a key; false when there is none.
  mutating func openPasswordPrompt() -> Bool {
    guard let prompt = link.passwordPrompt else { return false }
    link.passwordPrompt = nil
    overlay = .prompt(prompt)
    return true
  }

  mutating func accept(password: String) -> [Effect] {
    overlay = nil
    hasTypedPassword = true
    say("connecting", .progress)
    return [.usePassword(password)] + connect(to: link.destination)
  }
}
