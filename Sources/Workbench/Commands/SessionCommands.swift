import Database

/// Sessions and their transactions.
enum SessionCommands {
  static let all: [Command] = [
    Command("connection.reconnect", "Open a new connection; nothing is run again") { state in
      if state.openPasswordPrompt() { return [] }
      // Who waits for an answer that does not come need not end a transaction first.
      guard state.link.facts != nil, state.activeRun == nil else {
        state.say("connecting", .progress)
        return state.connect(to: state.link.destination)
      }
      return state.leaveTransaction(.reconnect)
    },
    .change("session.list", "Go to another live session; the one in front waits") { $0.openSessions() },
    .change("session.timeout", "Limit how long a statement may take", askForTimeout),
    .change("messages.open", "Show the notices and notifications of servers") { $0.openMessages() },
    .change("transaction.mode", "Commit by hand: manual commit, or autocommit of each statement") { state in
      state.commitsByHand.toggle()
      state.say(
        state.commitsByHand
          ? "manual commit: the next statement begins a transaction that \(state.howTo("transaction.commit")) ends"
          : "autocommit: each statement is committed by itself", .success)
    },
    Command("transaction.begin", "Begin a transaction", unavailable: openOrBusy) { $0.end(transaction: "begin") },
    Command("transaction.commit", "Commit the open transaction", unavailable: closedOrBusy) {
      $0.end(transaction: "commit")
    },
    Command("transaction.rollback", "Roll the open transaction back", unavailable: closedOrBusy) {
      $0.end(transaction: "rollback")
    },
  ]

  private static let closedOrBusy: @Sendable (State) -> String? = { state in
    QueryCommands.busy(state) ?? (state.link.hasOpenTransaction ? nil : "no transaction is open")
  }

  private static let openOrBusy: @Sendable (State) -> String? = { state in
    QueryCommands.busy(state) ?? (state.link.hasOpenTransaction ? "a transaction is open already" : nil)
  }

  private static let askForTimeout: @Sendable (inout State) -> Void = { state in
    state.overlay = .prompt(
      Prompt(
        .statementTimeout, title: "Longest time for a statement",
        lines: ["Such as 30s, 5min or 500ms; 0 for none. It holds for this session and those that follow."]))
  }
}

extension State {
  mutating func accept(statementTimeout answer: String) -> [Effect] {
    guard let limit = DurationSetting.milliseconds(answer), limit <= Int64(Int32.max) else {
      return complain("a time is a number and ms, s, min, h or d: 30s, 5min; 0 for none")
    }
    overlay = nil
    statementTimeout = limit
    return setTimeout()
  }

  /// Tells the session in front how long its statements may take. What comes of it shows in the context bar.
  mutating func setTimeout() -> [Effect] {
    guard let statementTimeout, link.facts != nil, activeRun == nil else { return [] }
    let statement = "set statement_timeout = \(statementTimeout)"
    return [.run(session: link.session, id: nextNumber(), statements: [statement], rowLimit: nil, begins: [])]
  }
}
