extension State {
  mutating func accept(_ prompt: Prompt) -> [Effect] {
    let answer = prompt.input.text
    switch prompt.question {
    case .newBranch(let tenant, let parent):
      return name(answer) { .createBranch(tenant: tenant, parent: parent, name: $0) }
    case .newTenant:
      return name(answer) { .createTenant(name: $0) }
    case .deleteBranch(let tenant, let branch):
      guard answer == branch else { return complain("type \(branch) exactly, or Esc to keep it") }
      return begin(.deleteBranch(tenant: tenant, name: branch))
    case .copyByDump(let tenant, let parent, let name):
      guard answer == "yes" else { return complain("type yes, or Esc to leave it") }
      return begin(.createBranch(tenant: tenant, parent: parent, name: name), byDump: true)
    case .leaveTransaction(let leaving):
      return end(transaction: answer, then: leaving)
    default: return acceptHere(prompt)
    }
  }

  /// Answers that need nobody else.
  private mutating func acceptHere(_ prompt: Prompt) -> [Effect] {
    let answer = prompt.input.text
    switch prompt.question {
    case .goToLine:
      guard let line = Int(answer), line > 0 else { return complain("a line is a number from 1") }
      editor.goTo(line: line)
    case .find: find(answer)
    case .exportTo(let choice):
      guard !answer.isEmpty else { return complain("a file needs a name") }
      overlay = nil
      return export(choice, to: answer, replaces: false)
    case .replaceExport(let request, let path):
      guard answer == "yes" else { return complain("type yes, or Esc to leave it") }
      overlay = nil
      return replace(request, path: path)
    case .gridSearch:
      results.search(answer)
      focus = .results
    case .openFile:
      guard !answer.isEmpty else { return complain("a file needs a name") }
      overlay = nil
      return [.readFile(path: answer)]
    case .saveAs:
      guard !answer.isEmpty else { return complain("a file needs a name") }
      overlay = nil
      return [.writeFile(path: answer, buffer: editor.buffer.id, editor.bytesToSave())]
    default: break
    }
    overlay = nil
    return []
  }

  private mutating func complain(_ sentence: String) -> [Effect] {
    if case .prompt(var prompt) = overlay {
      prompt.complaint = sentence
      overlay = .prompt(prompt)
    }
    return []
  }

  private mutating func name(_ answer: String, _ kind: (String) -> RunningOperation.Kind) -> [Effect] {
    if answer.isEmpty { return complain("a name is needed") }
    if answer.utf8.count > 40 { return complain("a name has at most 40 bytes, this one has \(answer.utf8.count)") }
    let allowed = answer.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: false
      }
    }
    if !allowed { return complain("a name has lower-case letters, digits, and - _ .") }
    return begin(kind(answer))
  }

  private mutating func end(transaction answer: String, then leaving: Prompt.Leaving) -> [Effect] {
    guard answer == "commit" || answer == "rollback" else { return complain("type commit or rollback, or Esc to stay") }
    guard activeRun == nil else { return complain("a statement is running; Ctrl-C cancels it") }
    overlay = nil
    afterTransaction = leaving
    return run([Run.Piece(text: answer, offset: nil)])
  }

  // MARK: Operations of the platform

  private mutating func begin(_ kind: RunningOperation.Kind, byDump: Bool = false) -> [Effect] {
    guard operation == nil else { return complain("the platform is busy; wait for it") }
    guard activeRun == nil else { return complain("a statement is running; Ctrl-C cancels it") }
    overlay = nil
    let number = nextNumber()
    operation = RunningOperation(number: number, kind: kind, startedAt: now)
    status = StatusLine()
    switch kind {
    case .createBranch(let tenant, let parent, let name):
      let parking = place.map { $0 == (tenant, parent) } ?? false
      return [
        .createBranch(
          operation: number, tenant: tenant, parent: parent, name: name, byDump: byDump,
          parking: parking ? park() : nil)
      ]
    case .deleteBranch(let tenant, let name):
      let parking = place.map { $0 == (tenant, name) } ?? false
      return [.deleteBranch(operation: number, tenant: tenant, name: name, parking: parking ? park() : nil)]
    case .createTenant(let name): return [.createTenant(operation: number, name: name)]
    }
  }

  /// Lets go of the session in front until the operation is over; it is made anew then.
  private mutating func park() -> Int {
    link.phase = .connecting
    link.progress = "parked while the platform works"
    return link.session
  }

  mutating func receive(platform report: PlatformEvent) -> [Effect] {
    switch report {
    case .progress(let text):
      if operation != nil { operation?.progress = text } else { link.progress = text }
      return []
    case .listed(let listing):
      self.listing = listing
      if case .picker(var picker) = overlay, picker.kind == .places {
        picker.emptyText = "no tenant or branch fits"
        picker.fill(
          placeRows, select: picker.selected?.choice ?? place.map { .place(tenant: $0.tenant, branch: $0.branch) })
        overlay = .picker(picker)
      }
      return []
    case .done(let number):
      guard let operation, operation.number == number else { return [] }
      self.operation = nil
      return after(operation.kind) + [.listTenants]
    case .refused(let number, let refusal):
      guard let operation, operation.number == number else { return [] }
      self.operation = nil
      return after(operation.kind, refused: refusal) + [.listTenants]
    }
  }

  private mutating func after(_ kind: RunningOperation.Kind) -> [Effect] {
    switch kind {
    case .createBranch(let tenant, let parent, let name):
      say("created \(tenant) ▸ \(name) from \(parent)", .success)
      return connect(to: .branch(tenant: tenant, branch: name))
    case .deleteBranch(let tenant, let name):
      say("deleted \(tenant) ▸ \(name)", .success)
      guard let place, place == (tenant, name) else { return [] }
      let home = listing?.tenants.first { $0.name == tenant }?.branches.first { $0.isDefault }?.name ?? "main"
      return connect(to: .branch(tenant: tenant, branch: home))
    case .createTenant(let name):
      say("created tenant \(name)", .success)
      return connect(to: .branch(tenant: name, branch: "main"))
    }
  }

  private mutating func after(_ kind: RunningOperation.Kind, refused refusal: PlatformRefusal) -> [Effect] {
    say(refusal.message, .error)
    if case .createBranch(let tenant, let parent, let name) = kind, refusal.offersDump {
      overlay = .prompt(
        Prompt(
          .copyByDump(tenant: tenant, parent: parent, name: name), title: "Copy \(tenant) ▸ \(parent) by dump?",
          lines: [refusal.message, "A dump takes longer and disturbs nobody. Type yes to copy that way."]))
    }
    return link.phase == .connecting ? connect(to: link.destination) : []
  }
}
