import TextUI

/// The list of completions below the cursor. While a word is typed the list only ever grows wider and keeps its side of the line, so that the
/// eye, and a slow terminal, has little to follow.
package struct CompletionPopup: Sendable {
  var completion: Completion
  var selected = 0
  /// Whether it was asked for, by a key, letters or by going through it, and did not only open by itself.
  private(set) var isAsked: Bool
  /// Whether it was opened by a key that asks for it, or one went through it.
  private(set) var isChosen: Bool
  private(set) var top = 0
  /// What is known of the selected item.
  private(set) var documentation: Documentation?
  /// The item that it belongs to; the selected one, or none.
  private(set) var documented: CompletionItem?
  /// Monotonic milliseconds until which nothing is told of the selected item, as it will hardly stay the selected one; nil once it was chosen
  /// or typing paused.
  private(set) var quietUntil: Int64?
  /// Columns of the widest label and the widest note that were in sight.
  private(set) var labelWidth = 0
  private(set) var noteWidth = 0
  /// The most rows that were in sight at once.
  private(set) var tallest = 0

  /// Rows in sight.
  static let height = 10
  /// Columns.
  private static let widestNote = 30
  /// Label and note together.
  private static let widest = 54
  /// Milliseconds without a key after which it is told what is known of the selected item.
  private static let pause: Int64 = 180

  /// `previous` is the list that was shown a letter ago. `typedAt` is the monotonic millisecond of that letter; nil when the list was asked for.
  init(
    _ completion: Completion, isAsked: Bool = true, after previous: CompletionPopup? = nil, typedAt: Int64? = nil
  ) {
    self.completion = completion
    self.isAsked = isAsked
    isChosen = isAsked && typedAt == nil
    quietUntil = typedAt.map { $0 + Self.pause }
    if let previous, previous.completion.replaceFrom == completion.replaceFrom {
      (labelWidth, noteWidth, tallest) = (previous.labelWidth, previous.noteWidth, previous.tallest)
      if let item, item == previous.documented {
        (documented, documentation) = (item, previous.documentation)
      }
    }
    measure()
  }

  var item: CompletionItem? {
    completion.items.indices.contains(selected) ? completion.items[selected] : nil
  }

  var rows: ArraySlice<CompletionItem> { completion.items.dropFirst(top).prefix(Self.height) }

  mutating func move(by step: Int) {
    let count = completion.items.count
    guard count > 0 else { return }
    isAsked = true
    isChosen = true
    let target = selected + step
    selected = abs(step) == 1 ? (target + count) % count : min(max(0, target), count - 1)
    top = min(max(top, selected - Self.height + 1), selected)
    quietUntil = nil
    measure()
  }

  /// Whether the list goes below the line of the cursor, in a frame of this size.
  func isBelow(_ cursor: Point, in frame: Size) -> Bool {
    PopupPlacement.isBelow(cursor, frame: frame, height: tallest + 2)
  }

  /// Tells what is known of the selected item, once it is time to.
  mutating func explain(now: Int64, _ document: (CompletionItem) -> Documentation?) {
    guard now >= quietUntil ?? now else { return }
    quietUntil = nil
    guard let item, documented != item else { return }
    (documented, documentation) = (item, document(item))
  }

  private mutating func measure() {
    tallest = max(tallest, rows.count)
    for item in rows {
      labelWidth = max(labelWidth, DisplayWidth.of(item.label))
      noteWidth = max(noteWidth, min(Self.widestNote, DisplayWidth.of(Self.note(item))))
    }
    labelWidth = min(labelWidth, Self.widest - noteWidth)
  }

  /// What stands behind a label.
  static func note(_ item: CompletionItem) -> String {
    item.detail.isEmpty ? item.kind.rawValue : "\(item.detail) · \(item.kind.rawValue)"
  }
}
