import Terminal
import Workbench

/// Edits the lines of the workbench's prompts, each kind with its own history in a file of its own.
final class LineDesk {
  private lazy var editor = LineEditor()
  private let directory: String
  private let queue: WorkQueue
  private var histories: [String: [String]] = [:]

  /// Lines that are kept of a kind.
  private static let keptAtMost = 500

  init(stateDirectory: String, queue: WorkQueue) {
    directory = stateDirectory + "/lines"
    self.queue = queue
  }

  func edit(_ edit: LineEdit) -> EditedLine {
    let offer: LineEditor.Offer =
      switch edit.offer {
      case .words(let words): .words(words)
      case .files: .files
      }
    let line = editor.press(edit.key, session: edit.session, text: edit.text, cursor: edit.cursor, offer: offer) {
      edit.kind.map(history) ?? []
    }
    let mode: EditedLine.Mode =
      switch line.mode {
      case .emacs: .emacs
      case .viInsert: .viInsert
      case .viCommand: .viCommand
      }
    return EditedLine(
      text: line.text, cursor: line.cursor, mode: mode, label: line.label, matches: line.matches,
      isAccepted: line.isAccepted)
  }

  func remember(kind: String, _ text: String) {
    var lines = history(kind)
    lines.removeAll { $0 == text }
    lines.append(text)
    lines.removeFirst(max(0, lines.count - Self.keptAtMost))
    histories[kind] = lines
    let bytes = Array(lines.joined(separator: "\n").utf8)
    // A line that cannot be kept is still there until the end.
    queue.async { [directory] in
      try? Paths.makeDirectory(directory)
      try? FileText.write(bytes, to: "\(directory)/\(kind)", mode: 0o600)
    }
  }

  private func history(_ kind: String) -> [String] {
    if let known = histories[kind] { return known }
    let bytes = (try? FileText.read("\(directory)/\(kind)")) ?? []
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    histories[kind] = lines
    return lines
  }
}
