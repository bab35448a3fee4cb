import Database
import SQLText
package import TextUI

/// The editor: buffers as tabs, one of them in front, and the completion popup.
package struct EditorPane: Sendable {
  /// How typing is taken; keymaps with modes begin in `normal`.
  package enum Mode: String, Sendable, Hashable { case direct, insert, normal, visual }

  private(set) var buffers: [TextBuffer]
  package private(set) var active: Int
  package var popup: CompletionPopup?
  var signature: Signature?
  /// What is left to fill in of the snippet that was taken last.
  var snippet: SnippetStops?
  package internal(set) var mode = Mode.direct
  /// Counts changes of any text or of the buffers themselves, so that the journal knows when to write.
  package private(set) var version = 0
  /// Whether moves take the selection along without Shift.
  var isSelecting = false
  var search = EditorSearch()
  var showsLineNumbers = true
  var vim = VimMemory()
  /// What was cut or copied last, for pasting inside the editor.
  var clipboard: [UInt8] = []
  /// Whether whole lines were taken, which go between lines again.
  var clipboardHasLines = false
  /// What emacs' keys killed, and where the last yank went.
  var kills = KillRing()
  var yanked: Range<Int>?
  /// What was typed of the number that the next command takes.
  var prefix: PrefixArgument?
  /// The command before this one; empty behind typed text.
  var lastCommand = ""
  /// How the session in front reads strings.
  var strings = StringRule.standard {
    didSet { for index in buffers.indices where strings != oldValue { buffers[index].read(strings: strings) } }
  }
  private(set) var size = Size(width: 80, height: 10)
  private var lastID = 0
  /// The texts that are being written to files, as their buffers' counts of changes.
  private var saving: [Int: Int] = [:]

  /// There is always a buffer: an empty one is made when none is given.
  package init(buffers: [BufferSnapshot], active: Int) {
    let snapshots = buffers.isEmpty ? [BufferSnapshot(name: "1.sql")] : buffers
    self.buffers = snapshots.enumerated().map { TextBuffer($1, id: $0) }
    self.active = self.buffers.indices.contains(active) ? active : 0
    lastID = snapshots.count - 1
  }

  /// The buffer in front.
  var buffer: TextBuffer {
    _read { yield buffers[active] }
    _modify { yield &buffers[active] }
  }

  /// Changes the text in front.
  mutating func edit(_ change: (inout TextBuffer) -> Void) {
    if buffer.carets.isEmpty { change(&buffers[active]) } else { buffers[active].atAllCarets(change) }
    version += 1
  }

  package func tabTitle(_ index: Int) -> String {
    let buffer = buffers[index]
    return "\(index + 1) \(buffer.name)\(buffer.isModified && buffer.path != nil ? "*" : "")"
  }

  package func snapshots() -> [BufferSnapshot] { buffers.map(\.snapshot) }

  // MARK: Text

  package mutating func insert(_ scalar: Unicode.Scalar) {
    vim.insertion?.freshIndent = false
    if vim.insertion?.overtypes == true { return overtype(scalar) }
    edit { $0.type(scalar) }
  }

  package mutating func insertText(_ text: String) { edit { $0.insert(Array(text.utf8)) } }

  /// Pasted bytes, line ends made line feeds.
  package mutating func paste(_ bytes: [UInt8]) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0D {
        if index + 1 >= bytes.count || bytes[index + 1] != 0x0A { text.append(0x0A) }
      } else {
        text.append(byte)
      }
    }
    edit { $0.insert(text) }
  }

  package var selectedText: String? { buffer.selection.map { buffer.text($0) } }

  /// Moves the cursor; `selecting` takes the selection along.
  mutating func move(selecting: Bool, keepsColumn: Bool = false, to place: (inout TextBuffer) -> Int) {
    func go(_ buffer: inout TextBuffer) {
      let target = place(&buffer)
      buffer.anchor = selecting ? buffer.anchor ?? buffer.cursor : nil
      buffer.cursor = target
      if !keepsColumn { buffer.goalColumn = nil }
    }
    if buffer.carets.isEmpty { go(&buffers[active]) } else { buffers[active].atAllCarets(go) }
    buffer.history.close()
    popup = nil
    if vim.insertion != nil { continueInsertion() }
  }

  // MARK: Statements

  /// Whether an edit has changed more than was read again since.
  package var isReading: Bool { buffer.sql.isUnfinished }

  mutating func readOn() { if isReading { buffer.readOn() } }

  /// The selection, else the statement under the cursor, with its byte offset in the buffer.
  package mutating func statementToRun() -> (text: String, offset: Int)? {
    rangeToRun().map { (buffer.text($0), $0.lowerBound) }
  }

  /// Where it stands: text of broken bytes is longer than they are.
  mutating func rangeToRun() -> Range<Int>? {
    buffer.readAll()
    return buffer.selection ?? buffer.currentStatement
  }

  /// Marks the place of an error, `offset` bytes into the statement, until the text changes. Nothing is marked when the statement does not
  /// stand there any more; the cursor goes there when it has not moved since the statement was sent.
  mutating func showError(at offset: Int, message: String, in statement: Run.Piece, of run: Run) {
    guard let start = statement.offset, let index = buffers.firstIndex(where: { $0.id == run.buffer }) else { return }
    let range = start..<start + statement.text.utf8.count
    guard range.upperBound <= buffers[index].bytes.count, offset <= range.count,
      buffers[index].bytes[range].elementsEqual(statement.text.utf8)
    else { return }
    buffers[index].complaint = TextBuffer.Complaint(offset: start + offset, message: ToldText.line(message))
    guard buffers[index].selection == nil, buffers[index].cursor == run.cursor else { return }
    buffers[index].cursor = start + offset
    buffers[index].goalColumn = nil
  }

  // MARK: Finding

  /// `line` counts from 1; behind the end means the last line.
  package mutating func goTo(line: Int) {
    move(selecting: false) { $0.lineStarts[min(max(1, line), $0.lineCount) - 1] }
  }

  // MARK: Buffers

  package mutating func open(_ snapshot: BufferSnapshot) { add(snapshot) }

  /// Takes the text that a buffer's file has now, as one edit that can be undone.
  mutating func reload(_ index: Int, text: [UInt8], format: FileFormat, stamp: FileStamp?) {
    let line = buffers[index].line(at: buffers[index].cursor)
    buffers[index].history.close()
    buffers[index].replaceAll(with: text)
    buffers[index].format = format
    buffers[index].stamp = stamp
    buffers[index].isModified = false
    buffers[index].cursor = buffers[index].lineStarts[min(line, buffers[index].lineCount - 1)]
    version += 1
  }

  mutating func newBuffer() {
    let names = Set(buffers.map(\.name))
    let number = (1...).first { !names.contains("\($0).sql") }!
    add(BufferSnapshot(name: "\(number).sql"))
  }

  private mutating func add(_ snapshot: BufferSnapshot) {
    lastID += 1
    let buffer = TextBuffer(snapshot, id: lastID, strings: strings)
    // An untouched empty buffer gives its place.
    if buffers.count == 1, self.buffer.bytes.isEmpty, self.buffer.path == nil, buffer.path != nil {
      buffers[0] = buffer
    } else {
      buffers.append(buffer)
    }
    show(buffers.count - 1)
    version += 1
  }

  /// Closes the buffer in front; the last one is emptied instead.
  mutating func closeBuffer() {
    buffers.remove(at: active)
    active = min(active, max(0, buffers.count - 1))
    if buffers.isEmpty { return newBuffer() }
    show(active)
    version += 1
  }

  mutating func show(_ index: Int) {
    leaveVimMode()
    active = index
    popup = nil
    layout(Rect(size))
  }

  /// The text in front, for writing it to a file.
  mutating func bytesToSave() -> [UInt8] {
    saving[buffer.id] = buffer.edits
    return buffer.format.encode(Array(buffer.bytes))
  }

  /// The text of a buffer, as `bytesToSave` gave it, is in its file; what was typed since then is not.
  mutating func markSaved(buffer id: Int, path: String, stamp: FileStamp?) {
    let saved = saving.removeValue(forKey: id)
    guard let index = buffers.firstIndex(where: { $0.id == id }) else { return }
    buffers[index].path = path
    buffers[index].stamp = stamp
    buffers[index].name = path.split(separator: "/").last.map(String.init) ?? path
    buffers[index].isModified = buffers[index].edits != saved
    version += 1
  }

  // MARK: Room

  /// Columns of line numbers and their margin.
  var gutter: Int { size.width < 30 || !showsLineNumbers ? 0 : max(3, String(buffer.lineCount).utf8.count + 1) + 1 }

  /// Takes the inside of the pane and scrolls so that the cursor is in sight.
  package mutating func layout(_ rect: Rect) {
    size = Size(width: rect.width, height: rect.height)
    guard rect.height > 0, rect.width > gutter else { return }
    buffer.unfoldCursor()
    let line = buffer.line(at: buffer.cursor)
    let (highest, lowest) = (
      buffer.shownLine(1 - rect.height, from: line) ?? 0,
      buffer.shownLine(1 - rect.height, from: buffer.shownLine(buffer.lineCount - 1)) ?? 0
    )
    buffer.top = min(max(buffer.shownLine(min(buffer.top, line)), highest), line, lowest)
    let column = buffer.column(of: buffer.cursor)
    let room = rect.width - gutter
    if column < room { buffer.left = 0 }
    if column < buffer.left { buffer.left = max(0, column - room / 4) }
    if column >= buffer.left + room { buffer.left = column - room + max(1, room / 4) }
  }
}
