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
  /// say, is left as it is and a new line begun. What was written survives the end of the program at once, and that of the machine after
  /// `flush`.
  package func append(_ entry: HistoryEntry) throws(RecordError) { try append([entry]) }

  /// Appends statements of any months, each month's in one write.
  package func append(_ entries: [HistoryEntry]) throws(RecordError) {
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw .system(directory) }
    var rest = entries[...]
    while let first = rest.first {
      let month = Timestamp.month(first.time)
      let part = rest.prefix { Timestamp.month($0.time) == month }
      rest = rest.dropFirst(part.count)
      var bytes: [UInt8] = []
      for var entry in part {
        entry.statement = Redaction.redact(entry.statement)
        bytes += entry.line()
      }
      try HistorySegment(path: "\(directory)/\(month).jsonl").append(bytes)
    }
  }

  /// Waits until the disk has what was appended to the newest file.
  package func flush() {
    guard let path = files().last else { return }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    fdatasync(file)
    close(file)
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
    try HistorySearch(self).run(filter, limit: limit) { entries, _ in found = entries }
    return found
  }
}
