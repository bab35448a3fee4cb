import Database

/// The password of the place that the command line names, when the server wants one and none is known, or not the one that was typed.
extension State {
  /// Asks for it, unless something else has the keys.
  mutating func askForPassword(after error: ServerError) {
    let isWrong = hasTypedPassword && ConnectionTrouble(error) == .authentication
    guard asksForPassword, link.destination == .given, overlay == nil,
      isWrong || ConnectionTrouble.wantsPassword(error)
    else { return }
    var prompt = Prompt(
      .password, title: "Password",
      lines: ["The server asks for a password. It is kept until Perch ends, in memory only."])
    if isWrong { prompt.complaint = "it was not the right one: \(error.firstLine)" }
    overlay = .prompt(prompt)
  }

  mutating func accept(password: String) -> [Effect] {
    overlay = nil
    hasTypedPassword = true
    say("connecting", .progress)
    return [.usePassword(password)] + connect(to: link.destination)
  }
}
