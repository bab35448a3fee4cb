package import TextUI

/// A key for the line of a prompt or of a list's filter, which the shell edits by the user's own rules (readline's).
package struct LineEdit: Sendable, Hashable {
  /// What a completion may offer.
  package enum Offer: Sendable, Hashable {
    case words([String])
    case files
  }

  package var key: Key
  /// Tells one line from the next, even when the same is asked again.
  package var session: String
  /// Lines of one kind share a history; nil has none.
  package var kind: String?
  package var text: String
  /// Index of a Unicode scalar.
  package var cursor: Int
  package var offer: Offer
}

/// The line after the key.
package struct EditedLine: Sendable, Hashable {
  /// How keys are taken now.
  package enum Mode: Sendable, Hashable { case emacs, viInsert, viCommand }

  package var text: String
  package var cursor: Int
  package var mode: Mode
  /// Stands before the line, such as the text of a search in its history; empty else.
  package var label: String
  /// What a completion could mean when it could mean several things.
  package var matches: [String]
  package var isAccepted: Bool

  package init(text: String, cursor: Int, mode: Mode, label: String, matches: [String], isAccepted: Bool) {
    self.text = text
    self.cursor = cursor
    self.mode = mode
    self.label = label
    self.matches = matches
    self.isAccepted = isAccepted
  }
}

extension State {
  /// The key as an effect when a line has the keys and the shell edits it. Escape belongs to the line only while it leaves an insert mode, and
  /// a function key with Alt never: that is Escape with the key right behind it.
  func lineEdit(_ key: Key) -> [Effect]? {
    guard editsLinesOutside, let overlay, let input = overlay.input else { return nil }
    if key == Key(.escape), lineMode != .viInsert { return nil }
    if case .function = key.code, key.modifiers == .alt { return nil }
    let kind = overlay.lineKind
    let isOver = input.isOffered && key.isTyping
    return [
      .editLine(
        LineEdit(
          key: key, session: "\(lineSession) \(kind ?? "")", kind: kind, text: isOver ? "" : input.text,
          cursor: isOver ? 0 : input.cursor, offer: key.code == .tab ? overlay.offer(self) : .words([])))
    ]
  }

  mutating func receive(_ line: EditedLine) -> [Effect] {
    lineMode = line.mode
    guard let before = overlay?.input?.text else { return [] }
    overlay?.edit { $0.set(line) }
    if line.isAccepted { return acceptOverlay() }
    return line.text == before ? [] : overlayChanged()
  }
}

extension Key {
  /// Whether it puts a character into a line, or takes one away.
  fileprivate var isTyping: Bool {
    switch code {
    case .character: modifiers.isEmpty || modifiers == .shift
    case .backspace, .delete: modifiers.isEmpty
    default: false
    }
  }
}

extension Overlay {
  var input: LineInput? {
    switch self {
    case .picker(let picker): picker.filter
    case .prompt(let prompt): prompt.input
    case .viewer(let viewer): viewer.input
    default: nil
    }
  }

  /// Under which name lines like this are remembered; names that have to be typed to confirm are not.
  var lineKind: String? {
    guard case .prompt(let prompt) = self else { return nil }
    return switch prompt.question {
    case .find, .replace, .vimSearch: "find"
    case .replaceWith: "replace"
    case .exLine: "ex"
    case .gridSearch: "search"
    case .goToLine: "line"
    case .openFile, .saveAs, .exportTo: "file"
    case .newBranch, .renameBranch: "branch"
    case .saveQuery: "query"
    default: nil
    }
  }

  fileprivate func offer(_ state: State) -> LineEdit.Offer {
    guard case .prompt(let prompt) = self else { return .words([]) }
    return switch prompt.question {
    case .openFile, .saveAs, .exportTo: .files
    case .gridSearch: .words(state.results.columnNames)
    case .leaveTransaction: .words(["commit", "rollback"])
    case .abandonTransaction: .words(["abandon"])
    case .stopRun: .words(["stop", "abandon"])
    case .leaveChanges: .words(["apply", "discard", "keep"])
    case .copyByDump, .replaceExport: .words(["yes"])
    case .find, .replace, .vimSearch: .words(state.wordsAtHand)
    default: .words([])
    }
  }
}

extension State {
  /// The words of the statement under the cursor.
  fileprivate var wordsAtHand: [String] {
    guard let range = editor.buffer.currentStatement else { return [] }
    let statement = editor.buffer.text(range).prefix(20_000)
    let words = statement.split { !($0.isLetter || $0.isNumber || $0 == "_") }.filter { $0.count > 2 }
    return Set(words.map { String($0) }).sorted()
  }
}
