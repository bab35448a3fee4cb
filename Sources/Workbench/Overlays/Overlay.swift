import TextUI

/// What lies over the panes and takes the keys first.
package enum Overlay: Sendable {
  case picker(Picker)
  case prompt(Prompt)
  case help(Help)
  case viewer(CellViewer)
  case keys(KeyTester)

  var keyContexts: [String] {
    switch self {
    case .picker(let picker): (picker.kind.keyContext.map { [$0] } ?? []) + ["list", "prompt"]
    case .prompt: ["prompt"]
    case .help: ["list"]
    case .viewer(let viewer): viewer.input == nil ? ["viewer", "list"] : ["prompt"]
    case .keys: []
    }
  }

  /// Until when nobody can have read it; nil when it has the keys.
  var unreadUntil: Int64? {
    if case .prompt(let prompt) = self { prompt.unreadUntil } else { nil }
  }

  mutating func type(_ scalar: Unicode.Scalar) { edit { $0.insert(scalar) } }

  /// Changes the line of the overlay, if it has one.
  mutating func edit(_ change: (inout LineInput) -> Void) {
    switch self {
    case .picker(var picker):
      let before = picker.filter.text
      change(&picker.filter)
      if picker.filter.text != before { picker.refilter() }
      self = .picker(picker)
    case .prompt(var prompt):
      change(&prompt.input)
      prompt.complaint = nil
      self = .prompt(prompt)
    case .viewer(var viewer):
      if var input = viewer.input {
        change(&input)
        viewer.input = input
      }
      self = .viewer(viewer)
    case .help, .keys: break
    }
  }

  mutating func move(by steps: Int) {
    switch self {
    case .picker(var picker):
      picker.move(by: steps)
      self = .picker(picker)
    case .help(var help):
      help.scroll(by: steps)
      self = .help(help)
    case .viewer(var viewer):
      viewer.move(by: steps)
      self = .viewer(viewer)
    case .prompt, .keys: break
    }
  }

  mutating func movePages(by pages: Int) { move(by: pages * pageSize) }

  private var pageSize: Int {
    switch self {
    case .picker(let picker): picker.pageSize
    case .help(let help): help.pageSize
    case .viewer(let viewer): viewer.pageLines
    case .prompt, .keys: 1
    }
  }
}
