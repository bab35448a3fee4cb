import Database
import SQLText

extension State {
  /// For each statement whether a transaction is begun before it when none is open.
  func begins(_ pieces: [Run.Piece]) -> [Bool] {
    commitsByHand ? pieces.map { !TransactionRule.standsAlone($0.text) } : []
  }

  /// Commits or rolls back; what the transaction gave stays in sight.
  mutating func end(transaction word: String) -> [Effect] {
    run([Run.Piece(text: word, offset: nil)], begins: [], rowLimit: nil, showsResults: false)
  }

  /// Says once, in time, that the server is going to end the open transaction.
  mutating func warnOfTransactionEnd() {
    guard activeRun == nil, !link.hasWarned, let left = link.transactionTimeLeft(now),
      let limit = link.facts?.idleInTransactionTimeout, left <= max(limit / 5, min(limit / 2, 10_000))
    else { return }
    link.hasWarned = true
    say(
      "the server rolls this transaction back in \(duration(Double(left / 1000))) unless something runs · "
        + "\(howTo("transaction.commit")) commits, \(howTo("transaction.rollback")) rolls back", .warning)
  }

  /// How the context bar tells the state of the transaction and of what limits it.
  var transactionTexts: [String] {
    var texts: [String] = []
    switch link.transaction {
    case .inTransaction, .active: texts.append("in tx\(transactionAge)")
    case .inError: texts.append("failed tx\(transactionAge)")
    case .idle: texts.append("no tx")
    case .unknown: texts.append("tx unknown")
    }
    if activeRun == nil, let left = link.transactionTimeLeft(now), left < 60_000 {
      texts.append("ends in \(duration(Double(left / 1000)))")
    }
    texts.append(commitsByHand ? "manual commit" : "autocommit")
    if let limit = link.facts?.statementTimeout, limit > 0 {
      texts.append("timeout \(duration(Double(limit) / 1000))")
    }
    return texts
  }

  private var transactionAge: String {
    guard let since = link.transactionSince, now - since >= 1000 else { return "" }
    return " \(duration(Double((now - since) / 1000)))"
  }

  // MARK: Leaving

  /// Quits or changes place, asking first about changes that are not applied and about an open transaction.
  mutating func leave(_ leaving: Prompt.Leaving) -> [Effect] { ifChangesMayGo(.leave(leaving)) }

  /// Quits or changes place, asking first when that would end an open transaction or a statement that may write.
  /// - Parameter dropsRun: whether it was said that what runs may be left to the server.
  mutating func leaveTransaction(_ leaving: Prompt.Leaving, dropsRun: Bool = false) -> [Effect] {
    if link.hasOpenTransaction { return askAboutTransaction(leaving) }
    if runMayWrite, !dropsRun { return askAboutRun(leaving) }
    switch leaving {
    case .quit: return parked.contains(where: \.hasOpenTransaction) ? askAboutParked() : [.quit]
    case .reconnect:
      overlay = nil
      say("connecting", .progress)
      return connect(to: link.destination)
    case .place(let tenant, let branch):
      overlay = nil
      editor.popup = nil
      return go(to: .branch(tenant: tenant, branch: branch))
    case .session(let session):
      overlay = nil
      editor.popup = nil
      guard let link = parked.first(where: { $0.session == session }) else { return [] }
      return go(to: link.destination)
    }
  }

  private mutating func askAboutTransaction(_ leaving: Prompt.Leaving) -> [Effect] {
    overlay = .prompt(activeRun == nil ? questionToEnd(leaving) : questionToAbandon(leaving))
    return []
  }

  private func questionToEnd(_ leaving: Prompt.Leaving) -> Prompt {
    let keeps = leaving.canKeep
    return Prompt(
      .leaveTransaction(then: leaving), title: "A transaction is open on \(placeText)",
      lines: [
        keeps ? "Its session can wait with it, or end it." : "Leaving now rolls it back.",
        "Type commit\(keeps ? "," : " or") rollback\(keeps ? " or keep" : ""); Esc stays.",
      ])
  }

  /// Nobody can commit or roll back while a statement runs, and one that the server never answers runs for ever.
  private func questionToAbandon(_ leaving: Prompt.Leaving) -> Prompt {
    Prompt(
      .abandonTransaction(then: leaving), title: "A statement is running in a transaction on \(placeText)",
      lines: [
        "\(howTo("query.cancelOrCopy")) cancels it. Without the server's answer the connection can be dropped: the server then "
          + "rolls the transaction back.", "Type abandon to drop it; Esc stays.",
      ])
  }

  /// A statement that is not in a transaction is committed by the server as soon as it is done, whether anybody waits for that or not.
  private mutating func askAboutRun(_ leaving: Prompt.Leaving) -> [Effect] {
    guard let run = activeRun else { return [] }
    afterStop = nil
    let time = duration(Double(now - run.startedAt) / 1000)
    let shown = run.statements.indices.contains(run.current) ? [Self.firstLine(run.statements[run.current].text)] : []
    overlay = .prompt(
      Prompt(
        .stopRun(then: leaving), title: "A statement is running on \(placeText)",
        lines: shown + [
          "It has run for \(time) and may write. Without the server's answer the connection can be dropped: it may then be "
            + "applied or not.", "Type stop to cancel it and leave, abandon to drop it; Esc stays.",
        ]))
    return []
  }

  /// The answer while a statement runs that may write.
  mutating func accept(stoppingRun answer: String, then leaving: Prompt.Leaving) -> [Effect] {
    switch answer {
    case "stop":
      overlay = nil
      afterStop = leaving
      return cancelRun()
    case "abandon":
      overlay = nil
      return leaveTransaction(leaving, dropsRun: true)
    default: return complain("type stop or abandon, or Esc to stay")
    }
  }

  /// Asks what is to be asked once the statement is over that the question was about. What is typed stays.
  mutating func settleLeaving() {
    guard activeRun == nil, case .prompt(let asked) = overlay else { return }
    let (leaving, over): (Prompt.Leaving, String)
    switch asked.question {
    case .abandonTransaction(let asked): (leaving, over) = (asked, "No transaction is open any more on")
    case .stopRun(let asked): (leaving, over) = (asked, "The statement is over on")
    default: return
    }
    var question =
      link.hasOpenTransaction
      ? questionToEnd(leaving)
      : Prompt(.leaveNothing(then: leaving), title: "\(over) \(placeText)", lines: ["Enter leaves; Esc stays."])
    question.input = asked.input
    overlay = .prompt(question)
  }

  /// The answer while a statement runs in the transaction.
  mutating func accept(abandoningRun answer: String, then leaving: Prompt.Leaving) -> [Effect] {
    guard answer == "abandon" else {
      return complain("a statement is running; \(howTo("query.cancelOrCopy")) cancels it, abandon drops it")
    }
    link.settle(.idle, now)
    return leaveTransaction(leaving, dropsRun: true)
  }

  /// The answer once nothing is left to be asked: what was typed was meant for another question, unless it was to leave in any case.
  mutating func accept(leavingNothing answer: String, then leaving: Prompt.Leaving) -> [Effect] {
    guard ["", "abandon", "stop"].contains(answer) else {
      return complain("nothing is open: clear the line to leave, or Esc")
    }
    return leaveTransaction(leaving)
  }

  private mutating func askAboutParked() -> [Effect] {
    let names = parked.filter(\.hasOpenTransaction).map(\.name).joined(separator: ", ")
    overlay = .prompt(
      Prompt(
        .abandonTransactions, title: "Transactions are open on \(names)",
        lines: [
          "Leaving now rolls them back.",
          "Type rollback to leave, or commit for that on \(parked.first(where: \.hasOpenTransaction)?.name ?? ""); "
            + "Esc stays (\(howTo("session.list")) goes there).",
        ]))
    return []
  }

  /// The answer about transactions of sessions that wait: all are rolled back, or the first one is committed and the others asked about.
  mutating func accept(abandoning answer: String) -> [Effect] {
    guard answer == "commit", let waiting = parked.first(where: \.hasOpenTransaction) else {
      return answer == "rollback" ? [.quit] : complain("type commit or rollback, or Esc to stay")
    }
    overlay = nil
    let effects = go(to: waiting.destination)
    return link.session == waiting.session ? effects + end(transaction: answer, then: .quit) : effects
  }

  /// The answer about the open transaction of the session in front.
  mutating func end(transaction answer: String, then leaving: Prompt.Leaving) -> [Effect] {
    // A watched result is run again on its own, under the question too.
    guard activeRun == nil else { return complain("a statement is running; \(howTo("query.cancelOrCopy")) cancels it") }
    if answer == "keep", leaving.canKeep {
      overlay = nil
      switch leaving {
      case .quit, .reconnect: return []
      case .place(let tenant, let branch): return go(to: .branch(tenant: tenant, branch: branch))
      case .session(let session):
        return parked.first { $0.session == session }.map { go(to: $0.destination) } ?? []
      }
    }
    guard answer == "commit" || answer == "rollback" else {
      return complain("type commit\(leaving.canKeep ? ", keep or" : " or") rollback, or Esc to stay")
    }
    overlay = nil
    afterTransaction = leaving
    return end(transaction: answer)
  }
}
