/// One line of text with a cursor: the filter of a list, the answer to a prompt.
package struct LineInput: Sendable, Hashable {
  package private(set) var scalars: [Unicode.Scalar]
  /// Index into `scalars`.
  package private(set) var cursor: Int
  /// Stands before the line in place of its usual mark.
  private(set) var label: String?
  /// Whether the text was put there to be taken as it is, or gone on from: what is typed first takes its place.
  private(set) var isOffered = false
  /// What the line could be completed to.
  private(set) var matches: [String] = []

  package init(_ text: String = "") {
    scalars = Array(text.unicodeScalars)
    cursor = scalars.count
  }

  /// A line whose text shows as selected.
  init(offering text: String) {
    self.init(text)
    isOffered = !text.isEmpty
  }

  package var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  package var textBeforeCursor: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[..<cursor])
    return String(text)
  }

  /// As it is shown while nobody may read it.
  var masked: LineInput {
    var line = self
    line.scalars = scalars.map { _ in "•" }
    return line
  }

  /// Takes the line as it was edited elsewhere.
  mutating func set(_ line: EditedLine) {
    isOffered = false
    scalars = Array(line.text.unicodeScalars)
    cursor = min(max(0, line.cursor), scalars.count)
    label = line.label.isEmpty ? nil : line.label
    matches = line.matches
  }

  mutating func insert(_ scalar: Unicode.Scalar) {
    dropOffer()
    scalars.insert(scalar, at: cursor)
    cursor += 1
  }

  mutating func backspace() {
    guard !dropOffer(), cursor > 0 else { return }
    cursor -= 1
    scalars.remove(at: cursor)
  }

  mutating func delete() {
    guard !dropOffer(), cursor < scalars.count else { return }
    scalars.remove(at: cursor)
  }

  mutating func deleteWord() {
    while cursor > 0, scalars[cursor - 1] == " " { backspace() }
    while cursor > 0, scalars[cursor - 1] != " " { backspace() }
  }

  mutating func clear() {
    scalars = []
    (cursor, isOffered) = (0, false)
  }

  /// Takes an offered text away; false when there is none.
  @discardableResult private mutating func dropOffer() -> Bool {
    guard isOffered else { return false }
    clear()
    return true
  }

  mutating func move(by steps: Int) { place(cursor + steps) }
  mutating func moveToStart() { place(0) }
  mutating func moveToEnd() { place(scalars.count) }

  private mutating func place(_ index: Int) {
    isOffered = false
    cursor = min(max(0, index), scalars.count)
  }
}
