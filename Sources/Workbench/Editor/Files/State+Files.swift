extension State {
  /// Reads a file that the user named.
  func open(file name: String) -> Effect { .readFile(path: fileNames.path(name)) }

  mutating func saveBuffer() -> [Effect] {
    guard let path = editor.buffer.path else {
      askForFileName()
      return []
    }
    return save(as: path)
  }

  /// Writes the buffer to a file; when that is not its own, or changed since, nothing is written before the user says so.
  mutating func save(as path: String, expecting: FileExpectation? = nil) -> [Effect] {
    let isOwn = path == editor.buffer.path
    let known = isOwn ? editor.buffer.stamp.map { FileExpectation.unchanged($0) } : nil
    return [
      .writeFile(path: path, buffer: editor.buffer.id, editor.bytesToSave(), expecting ?? known ?? .absent)
    ]
  }

  mutating func askForFileName() {
    overlay = .prompt(Prompt(.saveAs, title: "Save as", answer: editor.buffer.path.map(fileNames.shown) ?? ""))
  }

  mutating func receive(file path: String, _ answer: Result<[UInt8], Failure>) {
    let stamp = stamps.removeValue(forKey: path)
    switch answer {
    case .success(let bytes):
      var (text, format) = FileFormat.decode(bytes)
      if editor.mode != .direct { format.leaveOutLastLineFeed(of: &text) }
      if let reloading, let index = editor.buffers.firstIndex(where: { $0.id == reloading && $0.path == path }) {
        editor.reload(index, text: text, format: format, stamp: stamp)
        self.reloading = nil
        return say("\(fileNames.shown(path)) was read again", .success)
      }
      focus = .editor
      if let index = editor.buffers.firstIndex(where: { $0.path == path }) {
        return show(open: index, text: text, format: format, stamp: stamp)
      }
      var snapshot = BufferSnapshot(file: path, text: text)
      snapshot.format = format
      snapshot.stamp = stamp
      editor.open(snapshot)
      say("opened \(fileNames.shown(path)) · \(byteSize(Int64(bytes.count)))", .success)
    case .failure(let failure):
      reloading = nil
      say(failure.message, .error)
    }
  }

  /// A file that has a buffer gets no second one: two would overwrite each other.
  private mutating func show(open index: Int, text: [UInt8], format: FileFormat, stamp: FileStamp?) {
    let buffer = editor.buffers[index]
    let name = fileNames.shown(buffer.path ?? buffer.name)
    editor.show(index)
    guard buffer.stamp != stamp else { return say("\(name) is open here", .success) }
    guard !buffer.isModified else {
      return say("\(name) is open here and was changed on disk by somebody else; saving will ask", .warning)
    }
    editor.reload(index, text: text, format: format, stamp: stamp)
    say("\(name) was changed on disk and read again", .success)
  }

  /// A file that is not there yet is begun as an empty buffer; saving makes it.
  mutating func receiveMissing(file path: String) {
    let name = fileNames.shown(path)
    if let reloading, editor.buffers.contains(where: { $0.id == reloading && $0.path == path }) {
      self.reloading = nil
      return say("\(name) is gone from the disk; the buffer still has its text", .warning)
    }
    focus = .editor
    if let index = editor.buffers.firstIndex(where: { $0.path == path }) {
      editor.show(index)
    } else {
      editor.open(BufferSnapshot(file: path))
    }
    say("\(name) is new; saving makes the file", .success)
  }

  mutating func receive(written path: String, buffer: Int, _ failure: Failure?) -> [Effect] {
    let stamp = stamps.removeValue(forKey: path)
    let leaves = leavesAfterWriting == buffer
    leavesAfterWriting = nil
    if let failure {
      say(failure.message, .error)
      return []
    }
    editor.markSaved(buffer: buffer, path: path, stamp: stamp)
    say("saved \(fileNames.shown(path))", .success)
    return leaves ? leave(.quit) : []
  }

  // MARK: Changes by others

  /// Looks at the files of all buffers.
  func checkFiles() -> [Effect] {
    let paths = Set(editor.buffers.compactMap { $0.stamp == nil ? nil : $0.path })
    return paths.isEmpty ? [] : [.checkFiles(paths.sorted())]
  }

  /// A file changed on disk: a buffer without changes of its own follows, any other is told.
  mutating func receive(seen path: String, _ stamp: FileStamp?) -> [Effect] {
    guard let buffer = editor.buffers.first(where: { $0.path == path }), let known = buffer.stamp, stamp != known else {
      return []
    }
    guard let stamp else {
      say("\(fileNames.shown(path)) is gone from the disk; the buffer still has its text", .warning)
      return []
    }
    guard !buffer.isModified else {
      if warned != stamp {
        say("\(fileNames.shown(path)) was changed on disk by somebody else; saving will ask", .warning)
      }
      warned = stamp
      return []
    }
    reloading = buffer.id
    return [.readFile(path: path)]
  }

  mutating func ask(_ conflict: FileConflict, about path: String, buffer: Int) {
    let name = fileNames.shown(path)
    let problem =
      switch conflict {
      case .exists: "\(name) exists already."
      case .changed: "\(name) was changed by somebody else since it was read."
      case .readOnly: "\(name) is read-only."
      }
    let isOwn = conflict == .changed
    let choices = isOwn ? "Type overwrite to replace it, reload to take what is there" : "Type overwrite to replace it"
    askUnbidden(
      Prompt(
        .overwriteFile(path: path, buffer: buffer), title: "Save \(name)?",
        lines: [problem, "\(choices); Esc writes nothing."]))
  }

  mutating func overwrite(_ path: String, buffer: Int, answer: String) -> [Effect] {
    guard editor.buffer.id == buffer else {
      overlay = nil
      return []
    }
    switch answer {
    case "overwrite":
      overlay = nil
      return save(as: path, expecting: .anything)
    case "reload" where editor.buffer.path == path:
      overlay = nil
      leavesAfterWriting = nil
      reloading = buffer
      return [.readFile(path: path)]
    default: return complain("type the word, or Esc to write nothing")
    }
  }
}
