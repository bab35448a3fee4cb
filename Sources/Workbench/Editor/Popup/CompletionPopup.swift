/// The list of completions below the cursor.
package struct CompletionPopup: Sendable {
  var completion: Completion
  var selected = 0
  /// Whether it was asked for, by a key, letters or by going through it, and did not only open by itself.
  private(set) var isAsked: Bool
  private(set) var top = 0
  /// What is known of the selected item.
  var documentation: Documentation?
  /// The item that it belongs to.
  var documented: CompletionItem?

  /// Rows in sight.
  static let height = 10

  init(_ completion: Completion, isAsked: Bool = true) {
    self.completion = completion
    self.isAsked = isAsked
  }

  var item: CompletionItem? {
    completion.items.indices.contains(selected) ? completion.items[selected] : nil
  }

  mutating func move(by step: Int) {
    let count = completion.items.count
    guard count > 0 else { return }
    isAsked = true
    let target = selected + step
    selected = abs(step) == 1 ? (target + count) % count : min(max(0, target), count - 1)
    top = min(max(top, selected - Self.height + 1), selected)
  }
}
