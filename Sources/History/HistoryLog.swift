import Glibc

/// Why a file of the history or of the buffers cannot be used, in one sentence.
package struct RecordError: Error, Sendable, Hashable {
  package var message: String

  static func system(_ path: String) -> RecordError {
    RecordError(message: "\(path): \(String(cString: strerror(errno)))")
  }
}

/// The history as plain files: one JSON object a line, one file a month, only ever appended to. Any number of processes may write.
package struct HistoryLog: Sendable {
  /// Holds `2026-11.jsonl` and the like.
  package let directory: String

  /// `stateDirectory` must exist.
  package init(stateDirectory: String) { directory = stateDirectory + "/history" }

  /// Appends a statement, secrets taken out. The line goes out in one write under a lock; one that was torn before it, by a full disk
  /// say, is left as it is and a new line begun.
  package func append(_ entry: HistoryEntry) throws(RecordError) {
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw .system(directory) }
    var clean = entry
    clean.statement = Redaction.redact(entry.statement)
    let path = directory + "/" + Timestamp.month(entry.time) + ".jsonl"
    let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(path) }
    defer { close(file) }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .system(path) }
    }
    let bytes = (endsLine(file) ? [] : [0x0A]) + clean.line()
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard written == bytes.count else {
      if written >= 0 { errno = ENOSPC }
      throw .system(path)
    }
  }

  private func endsLine(_ file: Int32) -> Bool {
    let end = lseek(file, 0, SEEK_END)
    guard end > 0 else { return true }
    var last: UInt8 = 0
    return pread(file, &last, 1, end - 1) == 1 && last == 0x0A
  }

  /// The files, oldest first.
  package func files() -> [String] {
    guard let handle = opendir(directory) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".jsonl") { names.append(directory + "/" + name) }
    }
    return names.sorted()
  }

  /// The newest statements that fit, newest first, at most `limit`. Lines that are torn are passed over.
  package func search(_ filter: HistoryFilter, limit: Int) throws(RecordError) -> [HistoryEntry] {
    var found: [HistoryEntry] = []
    for path in files().reversed() where found.count < limit {
      try MappedLines.read(path) { lines in
        lines.backward { line in
          if filter.mayFit(line), let entry = HistoryEntry(line: line), filter.fits(entry) { found.append(entry) }
          return found.count < limit
        }
      }
    }
    return found
  }
}
