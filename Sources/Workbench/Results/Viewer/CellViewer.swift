import Database
import TextUI

/// One value shown whole, over the panes: a tree that folds, text that wraps, or a dump of bytes.
package struct CellViewer: Sendable {
  let title: String
  let bytes: Arena
  /// The forms it can be read in, the best first.
  let forms: [CellDocument.Form]
  private(set) var form: CellDocument.Form
  /// nil while it is laid out elsewhere.
  private(set) var document: CellDocument?
  /// The layout that was asked for elsewhere, 0 for none.
  var pending = 0
  /// The cursor's line and the first in sight, both never inside something folded.
  private(set) var line = 0
  private(set) var top = 0
  private var folded: Set<Int> = []
  private var size = Size(width: 80, height: 20)
  /// The line that is typed into while one searches.
  var input: LineInput?
  private(set) var searchText = ""
  private(set) var search: CellSearch?

  /// Bytes that are laid out at once.
  private static let atOnce = 64 << 10

  /// Bytes of the value: those that the digits of a bytea stand for.
  var byteCount: Int {
    guard let document, document.form == .bytes else { return bytes.bytes.count }
    return document.hexLength
  }

  init(title: String, bytes: Arena, column: Column, size: Size) {
    self.title = title
    self.bytes = bytes
    self.size = size
    forms = CellDocument.forms(column, bytes.bytes)
    form = forms[0]
    if isSmall { take(CellDocument(bytes, as: form, width: size.width)) }
  }

  private var isSmall: Bool { bytes.bytes.count <= Self.atOnce || form == .bytes }

  /// Whether the document has to be laid out elsewhere.
  var needsLayout: Bool { document == nil && pending == 0 }

  var width: Int { size.width }
  var pageLines: Int { max(1, size.height) }

  mutating func take(_ document: CellDocument) {
    self.document = document
    pending = 0
    line = min(line, document.lineCount - 1)
    follow()
  }

  /// Takes the room inside; text is wrapped anew when it changed.
  mutating func layout(_ rect: Rect) {
    let isNew = form == .text && rect.width != size.width
    size = Size(width: rect.width, height: rect.height)
    if isNew {
      line = 0
      top = 0
      document = isSmall ? CellDocument(bytes, as: form, width: size.width) : nil
    }
    follow()
  }

  /// Reads the value in the next of its forms.
  mutating func changeForm() {
    form = forms[((forms.firstIndex(of: form) ?? 0) + 1) % forms.count]
    document = isSmall ? CellDocument(bytes, as: form, width: size.width) : nil
    pending = 0
    folded = []
    search = nil
    line = 0
    top = 0
  }

  // MARK: Moving

  /// The line below or above in sight, stepping over what is folded.
  private func next(_ line: Int) -> Int? {
    guard let document else { return nil }
    let next = folded.contains(line) ? Int(document.line(line)?.last ?? 0) + 1 : line + 1
    return next < document.lineCount ? next : nil
  }

  private func previous(_ line: Int) -> Int? { line > 0 ? outermostFold(of: line - 1) : nil }

  /// The line itself, or the outermost folded one around it.
  private func outermostFold(of line: Int) -> Int {
    guard !folded.isEmpty, let document else { return line }
    return folded.filter { $0 < line && line <= Int(document.line($0)?.last ?? 0) }.min() ?? line
  }

  mutating func move(by steps: Int) {
    for _ in 0..<min(abs(steps), 1_000_000) {
      guard let other = steps > 0 ? next(line) : previous(line) else { break }
      line = other
    }
    follow()
  }

  mutating func moveToStart() {
    line = 0
    follow()
  }

  mutating func moveToEnd() {
    line = outermostFold(of: max(0, (document?.lineCount ?? 1) - 1))
    follow()
  }

  private mutating func follow() {
    if top > line { top = line }
    top = outermostFold(of: top)
    var visible = linesInSight
    guard !visible.contains(line), line > top else { return }
    visible = [line]
    while visible.count < pageLines, let above = previous(visible[0]) { visible.insert(above, at: 0) }
    top = visible[0]
  }

  /// The lines that the room shows, from the top.
  var linesInSight: [Int] {
    guard document != nil else { return [] }
    var lines = [top]
    while lines.count < pageLines, let below = next(lines[lines.count - 1]) { lines.append(below) }
    return lines
  }

  /// Goes to a line of the room.
  mutating func select(row: Int) {
    let lines = linesInSight
    if lines.indices.contains(row) { line = lines[row] }
  }

  // MARK: Folding

  func isFolded(_ line: Int) -> Bool { folded.contains(line) }

  /// Folds or unfolds the line; false where there is nothing to fold.
  mutating func setFolded(_ wanted: Bool) -> Bool {
    guard let document, document.line(line)?.isFoldable == true, folded.contains(line) != wanted else { return false }
    if wanted { folded.insert(line) } else { folded.remove(line) }
    follow()
    return true
  }

  mutating func goToParent() {
    if let parent = document?.parent(of: line) { line = parent }
    follow()
  }

  /// Folds everything inside the outermost, or unfolds all.
  mutating func setAllFolded(_ wanted: Bool) {
    folded = []
    if wanted, case .lines(let lines) = document?.body {
      folded = Set(lines.indices.filter { lines[$0].isFoldable && lines[$0].depth > 0 })
    }
    line = outermostFold(of: line)
    follow()
  }

  // MARK: Searching

  mutating func beginSearch() {
    input = LineInput(offering: searchText)
  }

  mutating func startSearch(_ text: String, forward: Bool) {
    searchText = text
    guard let document, !text.isEmpty else { return }
    search = CellSearch(text, in: document, line: line, forward: forward)
  }

  /// Looks at some more bytes; the sentence to show when the text is nowhere.
  mutating func searchOn() -> String? {
    guard let document, let step = search?.step(in: document) else { return nil }
    switch step {
    case .unfinished: return nil
    case .missing:
      search = nil
      return "\"\(searchText)\" is not in the value"
    case .found(let offset):
      search = nil
      go(to: document.line(at: offset))
      return nil
    }
  }

  /// Goes to a line and unfolds what hides it.
  private mutating func go(to wanted: Int) {
    if let document { folded = folded.filter { !($0 < wanted && wanted <= Int(document.line($0)?.last ?? 0)) } }
    line = wanted
    follow()
  }
}
