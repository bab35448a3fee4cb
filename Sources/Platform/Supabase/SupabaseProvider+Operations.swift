import HTTP

// Supabase has no operations but the runs of branch actions: what a change leads to is read from the project's status.
extension SupabaseProvider {
  /// Ends when the project's status is the word.
  func operation(until word: String, ref: String, _ action: String, _ subject: String) -> Operation {
    Operation(id: "until/\(word)/\(ref)", tenantID: ref, action: action, subject: subject, state: .pending)
  }

  /// Ends with the run of an action on a branch.
  func operation(run: String, ref: String, _ action: String, _ subject: String) -> Operation {
    Operation(id: "run/\(run)", tenantID: ref, action: action, subject: subject, state: .pending)
  }

  package func operation(_ operation: Operation, _ call: Call) throws(PlatformError) -> Operation {
    let words = operation.id.split(separator: "/").map(String.init)
    var changed = operation
    if words.count == 2, words[0] == "run" {
      changed.state = try state(ofRun: words[1], ref: operation.tenantID, call)
    } else if words.count == 3, words[0] == "until" {
      changed.state = try state(of: words[2], until: words[1], operation, call)
    }
    return changed
  }

  private func state(
    of ref: String, until word: String, _ operation: Operation, _ call: Call
  ) throws(PlatformError) -> Operation.State {
    let request = PlatformRequest(.get, project(ref), "asking for \(operation.action)")
      .missing(.tenant, operation.subject)
    let status = try client.send(request, call).json.optionalText("status") ?? ""
    if status == word { return .succeeded }
    if status.hasSuffix("_FAILED") || status == "REMOVED" {
      return .failed("the project is \(status.lowercased())")
    }
    return .pending
  }

  private func state(ofRun run: String, ref: String, _ call: Call) throws(PlatformError) -> Operation.State {
    let request = PlatformRequest(.get, project(ref) + ["actions", run], "asking for the run of an action")
      .missing(.operation, run)
    let steps = try client.send(request, call).json.optionalList("run_steps")
    let states = steps.map { ($0.optionalText("name") ?? "", $0.optionalText("status") ?? "") }
    if let dead = states.first(where: { $0.1 == "DEAD" }) { return .failed("its step \(dead.0) failed") }
    let isDone = !states.isEmpty && states.allSatisfy { $0.1 == "EXITED" || $0.1 == "REMOVING" }
    return isDone ? .succeeded : .pending
  }
}
