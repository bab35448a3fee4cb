import Database
import SQLText

/// Running statements and what happens to their session.
enum QueryCommands {
  static let all: [Command] = [
    Command("query.run", "Run the selection or the statement under the cursor", unavailable: busy) {
      $0.submitChosen()
    },
    Command("query.runAll", "Run every statement of the buffer in order", unavailable: busy) {
      $0.submit(textIn: 0..<$0.editor.buffer.bytes.count)
    },
    Command("query.parameters", "Ask for the parameters of the statement again and run it", unavailable: busy) {
      $0.askAgain()
    },
    Command("query.cancel", "Cancel the running statement", unavailable: idle) {
      $0.cutting != nil ? $0.giveUpCutting() : $0.cancelRun()
    },
    Command("query.cancelOrCopy", "Cancel what runs, statement, export, platform or connecting; else copy") { state in
      if let effects = state.cancelRowWork() { return effects }
      // A statement at rest is not what one waits for.
      let isWaitedFor = !state.results.isPaused || (state.exporting == nil && state.comparing == nil)
      if state.cutting != nil { return state.giveUpCutting() }
      if state.activeRun != nil, isWaitedFor { return state.cancelRun() }
      if let session = state.describing { return [.cancel(session: session)] }
      if state.exporting != nil { return state.cancelExport() }
      if state.comparing != nil { return state.cancelComparison() }
      if !state.operations.isEmpty { return state.cancelOperation() }
      if state.link.phase == .connecting { return state.giveUpConnecting() }
      return state.run(command: state.focus == .results ? "grid.copyCell" : "edit.copy")
    },
    Command(
      "query.continue", "Read on after the row limit", unavailable: notPaused
    ) { $0.continueReading() },
    Command("connection.cancel", "Give up connecting", unavailable: notConnecting) { $0.giveUpConnecting() },
    Command(
      "catalog.refresh", "Read the catalog again", unavailable: notConnected
    ) { [.loadCatalog(session: $0.link.session)] },
  ]

  private static let idle: @Sendable (State) -> String? = {
    $0.activeRun == nil && $0.cutting == nil ? "nothing runs" : nil
  }
  private static let notPaused: @Sendable (State) -> String? = { $0.results.isPaused ? nil : "no result is paused" }
  private static let notConnecting: @Sendable (State) -> String? = {
    $0.link.phase == .connecting ? nil : "nothing is being connected"
  }
  private static let notConnected: @Sendable (State) -> String? = { $0.link.facts == nil ? "not connected" : nil }

  static let busy: @Sendable (State) -> String? = { state in
    if state.applying != nil { return "changes are being applied" }
    if state.activeRun != nil { return "a statement is running; \(state.howTo("query.cancelOrCopy")) cancels it" }
    if state.cutting != nil { return "a text is being cut into its statements" }
    if state.guarded != nil { return "the statement is being looked at" }
    if state.link.isParked { return "the platform is at work on this branch; wait for it" }
    switch state.link.phase {
    case .connecting: return "not connected yet"
    case .down(let reason): return "not connected · \(state.howToReconnect): \(reason)"
    case .connected: return nil
    }
  }
}
