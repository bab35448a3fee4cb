import Database

/// Sessions that are not in front keep their connection, settings and transaction for a while.
extension State {
  /// More sessions than this are not kept.
  private static let parkedLimit = 7
  /// Milliseconds a session without a transaction is kept; one over a network may keep a compute from sleeping.
  private static let parkedTime: (local: Int64, remote: Int64) = (600_000, 120_000)

  /// Goes to a session that waits there, or connects a new one; the one in front waits from now on.
  mutating func go(to destination: Destination, announces: Bool = true) -> [Effect] {
    if destination == link.destination, link.facts != nil { return [] }
    guard let place = parked.firstIndex(where: { $0.destination == destination }) else {
      let left = keepLeft()
      var effects = setAside()
      if announces { say("connecting to \(Link(destination: destination).name)", .progress) }
      effects += connect(to: destination)
      if parked.contains(where: { $0.session == left.session }) { link.left = left }
      return effects
    }
    let waiting = parked.remove(at: place)
    let effects = setAside()
    if link.session > 0, !parked.contains(where: { $0.session == link.session }) { return effects }
    front(waiting)
    return effects + [.loadCatalog(session: waiting.session)]
  }

  private mutating func front(_ waiting: Link) {
    browser.clear()
    completion = CompletionEngine(Catalog())
    link = waiting
    link.idleSince = now
    say("back on \(link.name)", .success)
  }

  /// What it takes to be where one is now.
  private func keepLeft() -> Link.Left {
    Link.Left(session: link.session, completion: completion, browser: browser)
  }

  /// Takes in that the place one wanted to go to cannot be had: the session that one left is in front as it was. Nil when there is none.
  mutating func goBack(because reason: String) -> [Effect]? {
    guard let left = link.left, let place = parked.firstIndex(where: { $0.session == left.session }) else { return nil }
    let (name, session) = (link.name, link.session)
    link = parked.remove(at: place)
    browser = left.browser
    use(left.completion)
    say("\(name): \(reason) · still on \(link.name)", .error)
    return [.disconnect(session: session)]
  }

  /// Puts the session in front aside, if it can wait; one that is not connected or busy is let go.
  private mutating func setAside() -> [Effect] {
    guard link.session > 0, !setAsideParked() else { return [] }
    guard link.facts != nil, activeRun == nil else {
      let session = link.session
      let effects = abandonRun("the connection was closed")
      link.session = 0
      return effects + [.disconnect(session: session)]
    }
    link.idleSince = now
    parked.append(link)
    link.session = 0
    guard parked.count > Self.parkedLimit, let place = parked.firstIndex(where: { !$0.hasOpenTransaction }) else {
      return []
    }
    return [.disconnect(session: parked.remove(at: place).session)]
  }

  /// Lets go of sessions that have waited long enough.
  mutating func closeParked() -> [Effect] {
    let old = parked.filter { link in
      let time = link.facts?.isLocalSocket == true ? Self.parkedTime.local : Self.parkedTime.remote
      return !link.hasOpenTransaction && now - link.idleSince > time
    }
    if old.isEmpty { return [] }
    parked.removeAll { link in old.contains { $0.session == link.session } }
    return old.map { .disconnect(session: $0.session) }
  }

  /// What a waiting session reports.
  mutating func receive(_ report: SessionEvent, parked session: Int) -> [Effect] {
    guard let index = parked.firstIndex(where: { $0.session == session }) else {
      if case .lost = report { _ = noteEnd(ofAside: session) }
      return []
    }
    let name = parked[index].name
    switch report {
    case .notice(let notice): messages.add("\(notice.severity): \(notice.message)", from: name, at: now)
    case .notification(let channel, let payload, let pid):
      let text = "NOTIFY \(channel) from \(pid): \(ToldText.line(payload))"
      messages.add(text, from: name, at: now)
      say("\(name): \(text)", .plain)
    case .changed(let facts): parked[index].phase = .connected(facts)
    case .lost(let error):
      tell(loss: error, of: parked.remove(at: index))
      return [.disconnect(session: session)]
    default: break
    }
    return []
  }

  /// When one cause takes all sessions, what became of the work in front is told first.
  private mutating func tell(loss error: ServerError, of waiting: Link) {
    let rolledBack = waiting.hasOpenTransaction ? "; its transaction was rolled back" : ""
    messages.add("connection lost\(rolledBack): \(error.headline)", from: waiting.name, at: now)
    let text = "\(waiting.name): connection lost\(rolledBack)"
    guard case .down = link.phase else { return say("\(text): \(error.headline)", .error) }
    if waiting.hasOpenTransaction { say("\(status.text) · \(text)", .error) }
  }

  // MARK: Lists

  mutating func openSessions() {
    var picker = Picker(
      kind: .sessions, title: "Live sessions",
      hints: hints([("list.accept", "go"), ("list.cancel", "close")], in: "list"))
    picker.emptyText = "no session"
    let all = (link.session > 0 ? [link] : []) + parked.reversed()
    picker.fill(
      all.map { each in
        var facts = [each.facts.map { "\($0.database) · role \($0.role)" } ?? "not connected"]
        if let since = each.transactionSince { facts.append("in tx \(duration(Double((now - since) / 1000)))") }
        if each.session != link.session { facts.append("waits \(duration(Double((now - each.idleSince) / 1000)))") }
        return Picker.Row(
          each.name, detail: facts.joined(separator: " · "), mark: each.session == link.session ? "●" : "",
          choice: .session(each.session))
      })
    overlay = .picker(picker)
  }

  mutating func openMessages() {
    var picker = Picker(
      kind: .messages, title: "Messages of servers",
      hints: hints([("list.accept", "copy"), ("list.cancel", "close")], in: "list"))
    picker.emptyText = "no notice and no notification yet"
    picker.fill(
      messages.messages.enumerated().reversed().map { index, message in
        Picker.Row(
          ToldText.line(message.text),
          detail: "\(message.place) · \(duration(Double((now - message.time) / 1000))) ago", choice: .message(index))
      })
    overlay = .picker(picker)
  }
}
