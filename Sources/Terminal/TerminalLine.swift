import CReadline
import Glibc

/// Lines that the user types at a prompt, edited by readline on the terminal itself.
package enum TerminalLine {
  package enum Answer: Sendable, Hashable {
    case line(String)
    /// Ctrl-D, or the terminal is gone.
    case ended
    /// The descriptor became readable before the line was whole.
    case interrupted
  }

  /// Waits for a line.
  package static func read(prompt: String, interrupt: Int32) -> Answer {
    var isInterrupted: Int32 = 0
    let text = crl_read_line(prompt, interrupt, &isInterrupted)
    defer { free(text) }
    if isInterrupted != 0 { return .interrupted }
    return text.map { .line(String(cString: $0)) } ?? .ended
  }

  /// Adds a line to what the arrow keys bring back.
  package static func remember(_ line: String) { crl_remember(line) }
}
