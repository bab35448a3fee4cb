import Database
import JSONText
import TextUI

extension State {
  /// The value that is shown whole, if one is.
  var viewer: CellViewer? {
    get { if case .viewer(let viewer) = overlay { viewer } else { nil } }
    set { if let newValue, case .viewer = overlay { overlay = .viewer(newValue) } }
  }

  var viewerRect: Rect {
    let width = min(size.width - 2, max(60, size.width * 7 / 8))
    let height = min(size.height - 2, max(8, size.height - 6))
    return Rect(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
  }

  // MARK: Opening and closing

  mutating func openViewer() {
    guard let tab = results.tab, let result = tab.result, tab.columns.indices.contains(tab.column) else { return }
    let column = tab.columns[tab.column]
    guard let cell = tab.cell(row: tab.row, column: tab.column) else { return remark("\(column.name) is NULL here") }
    viewersBelow = []
    // What is not of the result may be taken back while it is shown.
    let isOfResult = tab.row < tab.rowCount && !tab.staged.isChanged(row: tab.resultRow(tab.row), column: tab.column)
    show(
      isOfResult ? Arena(cell, of: result) : Arena(copying: Array(cell)), column,
      "\(column.name), row \(grouped(tab.row + 1))")
  }

  private mutating func show(_ bytes: Arena, _ column: Column, _ title: String) {
    let room = viewerRect.inset(by: 1).withoutLastLine
    overlay = .viewer(
      CellViewer(title: title, bytes: bytes, column: column, size: Size(width: room.width, height: room.height)))
  }

  /// Enter: ends the typing of a search, folds, or opens the value of the line.
  mutating func accept(_ viewer: CellViewer) -> [Effect] {
    var viewer = viewer
    if let input = viewer.input {
      viewer.input = nil
      viewer.startSearch(input.text, forward: true)
      overlay = .viewer(viewer)
      return []
    }
    let isFolded = viewer.isFolded(viewer.line)
    if viewer.setFolded(!isFolded) {
      overlay = .viewer(viewer)
    } else if let document = viewer.document, let line = document.line(viewer.line), line.kind != .close {
      let bytes = Self.plain(line, document)
      let path = CellPath(of: viewer.line, in: document).jsonPath
      viewersBelow.append(viewer)
      show(Arena(copying: bytes), Column(name: ""), path == "$" ? viewer.title : "\(viewer.title) \(path)")
    }
    return []
  }

  /// The value of a line without the quotes of its form.
  private static func plain(_ line: CellDocument.Line, _ document: CellDocument) -> [UInt8] {
    let bytes = document[line.value]
    return document.form == .json && line.kind == .string ? JSONString.unquoted(bytes) : Array(bytes)
  }

  mutating func close(_ viewer: CellViewer) {
    var viewer = viewer
    if viewer.input != nil {
      viewer.input = nil
      overlay = .viewer(viewer)
    } else {
      overlay = viewersBelow.popLast().map { .viewer($0) }
    }
  }

  // MARK: Elsewhere

  /// A large value is laid out off the interface thread.
  mutating func layOutViewer() -> [Effect] {
    guard var viewer, viewer.needsLayout else { return [] }
    viewer.pending = nextNumber()
    self.viewer = viewer
    return [.layOutCell(number: viewer.pending, viewer.bytes, viewer.form, width: viewer.width)]
  }

  mutating func receive(laidOut number: Int, _ document: CellDocument) {
    if viewer?.pending == number { viewer?.take(document) }
  }

  mutating func searchViewer() {
    if let sentence = viewer?.searchOn() { remark(sentence, .warning) }
  }

  // MARK: Copying

  /// What a line holds with all that is folded under it, as it stands in the value; the whole of what is no tree.
  mutating func copyFromViewer() -> [Effect] {
    guard let viewer, let document = viewer.document else { return [] }
    var bytes: [UInt8]
    if let line = document.line(viewer.line), document.form == .json || !line.isFoldable {
      bytes = Self.plain(line, document)
      if line.isFoldable, let last = document.line(Int(line.last)) {
        bytes = Array(document[CellDocument.Part(start: line.value.start, end: last.value.end)])
      }
    } else {
      bytes = Array(viewer.bytes.bytes)
    }
    return put(String(decoding: bytes, as: UTF8.self), "value", rows: 1)
  }

  mutating func copyPath(asExpression: Bool) -> [Effect] {
    guard let viewer, let document = viewer.document, let tab = results.tab else { return [] }
    let path = CellPath(of: viewer.line, in: document)
    let column = tab.columns.indices.contains(tab.column) ? tab.columns[tab.column].name : ""
    let text = asExpression ? path.expression(column, isArray: document.form == .array) : path.jsonPath
    say("copied \(text)", .success)
    return copy(text)
  }

  // MARK: Drawing

  func draw(_ viewer: CellViewer, in rect: Rect, into frame: inout Frame) {
    let size = byteSize(Int64(viewer.byteCount))
    frame.box(
      rect, style: theme[.borderFocused], title: " \(viewer.title) · \(viewer.form.rawValue) · \(size) ",
      titleStyle: theme[.title])
    let inner = rect.inset(by: 1)
    frame.fill(inner, style: theme[.popup])
    viewer.draw(into: &frame, rect: inner.withoutLastLine, theme: theme)
    let y = inner.maxY - 1
    if let input = viewer.input {
      draw(input, label: "/", at: Rect(x: inner.x, y: y, width: inner.width, height: 1), into: &frame)
      return
    }
    guard let document = viewer.document else { return }
    let place = "\(grouped(viewer.line + 1)) of \(grouped(document.lineCount)) "
    let path = CellPath(of: viewer.line, in: document)
    let width = DisplayWidth.of(place)
    frame.write(place, x: inner.maxX - width, y: y, maxWidth: width, style: theme[.popupKind])
    let text = viewer.search.map { "searching · \($0.percent) %" } ?? (path.steps.isEmpty ? viewerHints : path.jsonPath)
    frame.write(text, x: inner.x, y: y, maxWidth: inner.width - width - 1, style: theme[.popupKind])
  }

  private var viewerHints: String {
    hints(
      [
        ("viewer.search", "search"), ("viewer.nextForm", "other form"), ("viewer.copy", "copy"),
        ("viewer.copyPath", "path"), ("list.cancel", "close"),
      ], in: "viewer"
    ).map { "\($0.key) \($0.what)" }.joined(separator: "   ")
  }
}

extension Rect {
  var withoutLastLine: Rect { Rect(x: x, y: y, width: width, height: height - 1) }
}
