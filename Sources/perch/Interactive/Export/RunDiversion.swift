import Database
import Synchronization
import Workbench

/// Takes what a session reports of one run, on the session's thread.
protocol RunDiversion: Sendable {
  /// The event to hand on to the workbench, if any, and whether the run has to be stopped.
  func take(_ event: SessionEvent) -> (event: SessionEvent?, stops: Bool)
  /// What to tell the workbench besides, after an event.
  func news(after event: SessionEvent) -> Event?
}

/// The runs whose events go another way than into the grid.
final class RunDiversions: Sendable {
  private let runs = Mutex<[Int: any RunDiversion]>([:])

  func add(_ diversion: any RunDiversion, for run: Int) { runs.withLock { $0[run] = diversion } }
  func remove(_ run: Int) { runs.withLock { _ = $0.removeValue(forKey: run) } }

  subscript(event: SessionEvent) -> (any RunDiversion)? {
    guard let run = event.run else { return nil }
    return runs.withLock { $0[run] }
  }
}

extension SessionEvent {
  /// The run it belongs to.
  var run: Int? {
    switch self {
    case .columns(let id, _, _), .rows(let id, _, _), .copyingOut(let id, _), .copyWanted(let id, _, _),
      .paused(let id, _, _, _), .pauseEnded(let id, _), .completed(let id, _, _, _), .failed(let id, _, _, _),
      .transaction(let id, _), .finished(let id, _, _):
      id
    case .connected, .connectFailed, .changed, .lost, .notice, .notification: nil
    }
  }
}
