import Glibc

extension HistoryLog {
  /// What went and what stays.
  package struct Pruned: Sendable, Hashable {
    package var removed = 0
    package var bytesBefore = 0
    package var bytesAfter = 0
  }

  /// Removes statements that ran before `time` (seconds since 1970), then whole months, the oldest first, until at most `bytes` are left;
  /// the newest month always stays. Lines that cannot be read belong to their month's file.
  package func prune(before time: Double?, keepingBytes bytes: Int?) throws -> Pruned {
    var pruned = Pruned(bytesBefore: size())
    if let time {
      let month = Timestamp.month(time)
      for path in files() where name(of: path) <= month {
        let isWhole = name(of: path) < month
        pruned.removed += try HistorySegment(path: path).prune { line in
          !isWhole && HistoryEntry(line: line).map { $0.time >= time } ?? true
        }.removed
      }
    }
    if let bytes {
      var left = size()
      for path in files().dropLast() where left > bytes {
        left -= Self.size(of: path)
        pruned.removed += try HistorySegment(path: path).prune { _ in false }.removed
      }
    }
    pruned.bytesAfter = size()
    return pruned
  }

  /// Gives every statement that fits, oldest first; memory does not grow with the history.
  package func each(
    _ filter: HistoryFilter, _ take: (HistoryEntry) throws -> Void
  ) throws {
    let sieve = HistorySieve(filter)
    for path in files() {
      try LineReader.read(path) { line in
        guard sieve.mayFit(line), let entry = HistoryEntry(line: line), filter.fits(entry) else { return }
        try take(entry)
      }
    }
  }

  private func size() -> Int { files().reduce(0) { $0 + Self.size(of: $1) } }

  private static func size(of path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : 0
  }

  /// `2026-11`
  private func name(of path: String) -> String { String(path.dropFirst(directory.utf8.count + 1).dropLast(6)) }
}
