import SQLText
import TextUI

/// The command line of vim's keys.
extension State {
  mutating func openCommandLine(count: Int?) {
    var start = ""
    if editor.buffer.visual != nil {
      editor.endVisual()
      start = "'<,'>"
    } else if let count {
      start = count == 1 ? "." : ".,.+\(count - 1)"
    }
    overlay = .prompt(Prompt(.exLine, title: ":", answer: start))
  }

  // MARK: Running

  /// Runs a line typed behind `:`.
  mutating func runEx(_ text: String) -> [Effect] {
    do throws(PatternError) {
      let line = try ExLine(text)
      editor.vim.registers.set(":", VimText(bytes: Array(text.utf8), kind: .characters))
      var effects = try run(line)
      editor.settleVim()
      // A question that the command opened has to be answered first.
      if let next = line.next, overlay == nil { effects += runEx(next) }
      editor.vim.registers.set(":", VimText(bytes: Array(text.utf8), kind: .characters))
      return effects
    } catch {
      editor.vim.hasFailed = true
      remark(":\(text): \(error.message)", .error)
      return []
    }
  }

  private mutating func run(_ line: ExLine) throws(PatternError) -> [Effect] {
    if let command = Self.fileCommands.first(where: { Self.fits(line.name, $0.short, $0.long) }) {
      return try command.run(&self, line)
    }
    let lines = try range(of: line)
    if line.name.isEmpty {
      guard !line.addresses.isEmpty || line.isWhole else { return [] }
      editor.buffer.rememberJump()
      editor.place(cursor: editor.buffer.firstNonBlank(ofLine: lines.upperBound))
      return []
    }
    guard let command = ExTextCommand.all.first(where: { Self.fits(line.name, $0.short, $0.long) }) else {
      throw PatternError("there is no such command")
    }
    return try command.run(&self, line, lines)
  }

  private static func fits(_ name: String, _ short: String, _ long: String) -> Bool {
    name.hasPrefix(short) && long.hasPrefix(name)
  }

  /// The lines that the addresses name, from 0; the cursor's without any.
  func range(of line: ExLine) throws(PatternError) -> ClosedRange<Int> {
    let last = editor.buffer.lineCount - 1
    if line.isWhole { return 0...last }
    var numbers: [Int] = []
    var from = editor.buffer.cursor
    for address in line.addresses {
      let number = try number(of: address, from: from)
      numbers.append(number)
      if address.movesCursor, (0...last).contains(number) { from = editor.buffer.lineStarts[number] }
    }
    numbers = Array(numbers.suffix(2))
    let end = numbers.last ?? editor.buffer.line(at: editor.buffer.cursor)
    let start = numbers.first ?? end
    guard start >= 0, end <= last else { throw PatternError("the buffer has \(last + 1) lines") }
    return min(start, end)...max(start, end)
  }

  /// `place` is where the cursor counts as being; nil is where it is.
  func number(of address: ExLine.Address, from place: Int? = nil) throws(PatternError) -> Int {
    let buffer = editor.buffer
    let cursor = place ?? buffer.cursor
    let base: Int
    switch address.base {
    case .number(let number): base = min(number, Int.max / 2) - 1
    case .current: base = buffer.line(at: cursor)
    case .last: base = buffer.lineCount - 1
    case .mark(let name):
      guard let place = buffer.mark(name) else { throw PatternError("mark \(name) is not set") }
      base = buffer.line(at: place)
    case .search(let text, let forward):
      var search = EditorSearch()
      try search.take(text, syntax: .vim)
      var pane = editor
      pane.search = search
      let from = forward ? buffer.lineEnd(cursor) : buffer.lineStart(cursor)
      guard let found = pane.match(from: from, forward: forward) else { throw PatternError("\"\(text)\" is not there") }
      base = buffer.line(at: found.range.lowerBound)
    }
    // `:0` means the first line to all but a few.
    return max(base + address.offset, base < 0 ? 0 : base + address.offset)
  }

  // MARK: Files

  private struct FileCommand: Sendable {
    var short: String
    var long: String
    var run: @Sendable (inout State, ExLine) throws(PatternError) -> [Effect]

    init(
      _ short: String, _ long: String, _ run: @escaping @Sendable (inout State, ExLine) throws(PatternError) -> [Effect]
    ) {
      self.short = short
      self.long = long
      self.run = run
    }
  }

  private static let fileCommands: [FileCommand] = [
    FileCommand("wq", "wq") { state, line in state.write(line, thenLeave: true) },
    FileCommand("x", "xit") { state, line in
      state.editor.buffer.isModified ? state.write(line, thenLeave: true) : state.leave(.quit)
    },
    FileCommand("w", "write") { state, line in state.write(line, thenLeave: false) },
    FileCommand("sav", "saveas") { state, line in state.write(line, thenLeave: false) },
    FileCommand("q", "quit") { state, _ in state.leave(.quit) },
    FileCommand("qa", "qall") { state, _ in state.leave(.quit) },
    FileCommand("e", "edit") { state, line throws(PatternError) in
      line.argument.isEmpty ? try state.readAgain(insists: line.hasBang) : [state.open(file: line.argument)]
    },
    FileCommand("ene", "enew") { state, _ in state.run(command: "buffer.new") },
    FileCommand("bn", "bnext") { state, _ in state.run(command: "buffer.next") },
    FileCommand("bp", "bprevious") { state, _ in state.run(command: "buffer.previous") },
    FileCommand("bd", "bdelete") { state, line in
      (line.hasBang ? state.run(command: "buffer.close") : []) + state.run(command: "buffer.close")
    },
    FileCommand("u", "undo") { state, _ in state.run(command: "vim.undo") },
    FileCommand("red", "redo") { state, _ in state.run(command: "vim.redo") },
    FileCommand("noh", "nohlsearch") { state, _ in state.run(command: "find.hideMarks") },
    FileCommand("h", "help") { state, _ in state.run(command: "app.help") },
    FileCommand("sp", "split") { state, _ in state.run(command: "buffer.new") },
    FileCommand("reg", "registers") { state, _ in
      state.showRegisters()
      return []
    },
    FileCommand("di", "display") { state, _ in
      state.showRegisters()
      return []
    },
    FileCommand("marks", "marks") { state, _ in
      state.showMarks()
      return []
    },
    FileCommand("delm", "delmarks") { state, line throws(PatternError) in
      try state.deleteMarks(line.argument, all: line.hasBang)
      return []
    },
    FileCommand("st", "stop") { state, _ in state.run(command: "app.suspend") },
    FileCommand("sus", "suspend") { state, _ in state.run(command: "app.suspend") },
    FileCommand("se", "set") { state, line throws(PatternError) in try state.set(line.argument) },
  ]

  /// With a bang whatever is there is written over.
  private mutating func write(_ line: ExLine, thenLeave: Bool) -> [Effect] {
    leavesAfterWriting = thenLeave ? editor.buffer.id : nil
    let path = line.argument.isEmpty ? editor.buffer.path : fileNames.path(line.argument)
    guard let path else {
      askForFileName()
      return []
    }
    return save(as: path, expecting: line.hasBang ? .anything : nil)
  }

  /// `:e`: the file of the buffer as it is now; `:e!` also where that drops changes.
  private mutating func readAgain(insists: Bool) throws(PatternError) -> [Effect] {
    guard let path = editor.buffer.path else { throw PatternError("a file needs a name") }
    guard insists || !editor.buffer.isModified else {
      throw PatternError("the buffer has changes that are not saved; :e! drops them")
    }
    reloading = editor.buffer.id
    return [.readFile(path: path)]
  }

  // MARK: Options

  private mutating func set(_ argument: String) throws(PatternError) -> [Effect] {
    for word in argument.split(separator: " ") {
      let isOff = word.hasPrefix("no") && word != "number"
      switch isOff ? word.dropFirst(2) : word {
      case "ignorecase", "ic": editor.search.letterCase = isOff ? .matters : .ignored
      case "smartcase", "scs": editor.search.letterCase = isOff ? .ignored : .smart
      case "hlsearch", "hls": editor.search.showsMarks = !isOff
      case "number", "nu": editor.showsLineNumbers = !isOff
      default: throw PatternError("set knows ignorecase, smartcase, hlsearch and number, not \(word)")
      }
    }
    return []
  }
}
