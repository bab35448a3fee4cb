import CUnix
import Glibc

/// Signals as events: their handlers only note them and make `descriptor` readable.
package struct SignalWatch: ~Copyable {
  package enum Signal: Sendable, Hashable, CaseIterable {
    case resized, terminated, hangup, interrupted, stopped, continued

    fileprivate var number: Int32 {
      switch self {
      case .resized: SIGWINCH
      case .terminated: SIGTERM
      case .hangup: SIGHUP
      case .interrupted: SIGINT
      case .stopped: SIGTSTP
      case .continued: SIGCONT
      }
    }
  }

  /// Readable while a signal waits to be drained.
  package let descriptor: Int32

  package init(_ signals: [Signal] = Signal.allCases) {
    descriptor = cs_eventfd()
    precondition(descriptor >= 0, "eventfd failed with errno \(errno)")
    for signal in signals { _ = cs_signal_watch(signal.number, descriptor) }
    signal(SIGPIPE, SIG_IGN)
  }

  /// What arrived since the last call; the same signal twice counts once.
  package func drain() -> [Signal] {
    cs_eventfd_clear(descriptor)
    let noted = cs_signal_take()
    return noted == 0 ? [] : Signal.allCases.filter { noted & (1 << UInt64($0.number)) != 0 }
  }
}
