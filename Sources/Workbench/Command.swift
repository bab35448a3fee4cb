/// Something a user can ask for: found in the palette, bound to keys, shown in the help.
package struct Command: Sendable {
  /// `noun.verb`: the word used in key files, the palette and the documents.
  package let name: String
  /// One line that says what it does.
  package let summary: String
  /// The reason why it cannot run now, nil when it can.
  package let unavailable: @Sendable (State) -> String?
  /// Changes the state and returns what the shell has to do.
  package let run: @Sendable (inout State) -> [Effect]

  package init(
    _ name: String, _ summary: String, unavailable: @escaping @Sendable (State) -> String? = { _ in nil },
    run: @escaping @Sendable (inout State) -> [Effect]
  ) {
    self.name = name
    self.summary = summary
    self.unavailable = unavailable
    self.run = run
  }
}

extension Command {
  /// A command that only changes values.
  package static func change(
    _ name: String, _ summary: String, _ change: @escaping @Sendable (inout State) -> Void
  ) -> Command {
    Command(name, summary) { state in
      change(&state)
      return []
    }
  }
}
