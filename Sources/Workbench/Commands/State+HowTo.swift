import Database
import TextUI

extension State {
  /// How to give a command from where one is: its key, behind that of its pane where it works only there; its name where no key gives it.
  func howTo(_ command: String) -> String {
    if let key = keymap.key(for: command, in: (overlay?.keyContexts ?? []) + paneContexts) { return key }
    for (context, pane) in [("editor", "pane.editor"), ("grid", "pane.results"), ("tree", "pane.catalog")] {
      if let key = keymap.key(for: command, in: [context]), let way = keymap.key(for: pane) { return "\(way) \(key)" }
    }
    return command
  }

  /// Why reading stands still, and how it goes on.
  func text(of pause: PauseReason) -> String {
    switch pause {
    case .rowLimit: "paused at the row limit · \(howTo("query.continue")) reads on"
    case .noRoom(let reason): "paused: \(reason) · \(howTo("query.continue")) tries again"
    }
  }
}
