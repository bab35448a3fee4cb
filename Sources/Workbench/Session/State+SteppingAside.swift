/// Sessions that are where the platform is at work. It ends those that it must, and only when nothing else keeps it from its work; all others are
/// as they were when it is done.
extension State {
  /// Leaves the session in front alone until an operation is over, which may end it.
  mutating func stepAside() {
    link.phaseBefore = link.phase
    link.phase = .connecting
    link.progress = "parked while the platform works"
  }

  mutating func stepBack() {
    guard let phase = link.phaseBefore else { return }
    link.phase = phase
    link.phaseBefore = nil
    link.progress = nil
  }

  /// Takes in that a session has ended during an operation that it stepped aside for; false when there is none.
  mutating func noteEnd(ofAside session: Int) -> Bool {
    let isInFront = link.isParked && link.session == session
    guard isInFront || operations.contains(where: { $0.aside.contains { $0.session == session } }) else { return false }
    for index in operations.indices { operations[index].ended.insert(session) }
    return true
  }

  /// Lets the session in front wait for the end of the operation that it stepped aside for.
  mutating func setAsideParked() -> Bool {
    guard link.isParked, case .branch(let tenant, _) = link.destination,
      let index = operations.firstIndex(where: { $0.change.tenant == tenant })
    else { return false }
    stepBack()
    operations[index].aside.append(link)
    link.session = 0
    return true
  }
}
