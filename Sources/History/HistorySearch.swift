import Dispatch
import Glibc
import Synchronization

/// Searches a history that many keystrokes ask: the files stay mapped between them, and are read by several threads from the newest line
/// back. There is no index that could be wrong; a million lines take some milliseconds.
package final class HistorySearch: Sendable {
  private let log: HistoryLog
  private let mapped = Mutex<[String: MappedFile]>([:])
  private let last = Mutex<Answer?>(nil)

  /// All that a filter found, and in which files.
  private struct Answer: Sendable {
    var filter: HistoryFilter
    var found: [HistoryEntry]
    var files: [MappedFile.Identity]
  }

  /// Bytes that are looked at first, so that what is found near the end shows at once.
  private static let firstBytes = 512 << 10
  /// Bytes for one thread at a time.
  private static let pieceBytes = 4 << 20
  private static let threads = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  /// Milliseconds between reports while the search goes on.
  private static let reportInterval: UInt64 = 40

  package init(_ log: HistoryLog) { self.log = log }

  /// Finds the newest statements that fit, newest first, at most `limit`. `report` gets all that was found so far, again when there is
  /// more, at last with true. Ends without it once `isWanted` is false.
  package func run(
    _ filter: HistoryFilter, limit: Int, isWanted: () -> Bool = { true },
    report: (_ found: [HistoryEntry], _ isComplete: Bool) -> Void
  ) throws(RecordError) {
    let paths = log.files()
    let identities = paths.compactMap(MappedFile.Identity.init)
    if let narrowed = narrow(to: filter, identities) { return report(Array(narrowed.prefix(limit)), true) }
    let sieve = HistorySieve(filter)
    var found: [HistoryEntry] = []
    var reported = 0
    var reportedAt: UInt64 = 0
    for path in paths.reversed() where found.count < limit {
      guard let file = try open(path) else { continue }
      var end = file.count
      while end > 0, found.count < limit {
        guard isWanted() else { return }
        let pieces = Self.pieces(of: file.bytes, before: end, isFirst: reportedAt == 0)
        end = pieces.last?.lowerBound ?? 0
        for piece in Self.search(file, pieces, sieve, filter, limit: limit) { found += piece }
        let now = DispatchTime.now().uptimeNanoseconds / 1_000_000
        if found.count > reported, now - reportedAt >= Self.reportInterval {
          (reported, reportedAt) = (found.count, now)
          report(Array(found.prefix(limit)), false)
        }
      }
    }
    guard isWanted() else { return }
    let isWhole = found.count < limit
    last.withLock { $0 = isWhole ? Answer(filter: filter, found: found, files: identities) : nil }
    report(Array(found.prefix(limit)), true)
  }

  /// What fits among the last answer, when that held everything the filter can find: a word that grows only ever finds less.
  private func narrow(to filter: HistoryFilter, _ files: [MappedFile.Identity]) -> [HistoryEntry]? {
    guard let last = last.withLock({ $0 }), last.files == files, filter.isNarrower(than: last.filter) else {
      return nil
    }
    return last.found.filter(filter.fits)
  }

  /// Lets go of the files.
  package func close() {
    mapped.withLock { $0 = [:] }
    last.withLock { $0 = nil }
  }

  private func open(_ path: String) throws(RecordError) -> MappedFile? {
    if let known = mapped.withLock({ $0[path] }), known.isCurrent(path) { return known }
    let file = try MappedFile(path)
    mapped.withLock { $0[path] = file }
    return file
  }

  /// Pieces of whole lines, the last one first.
  private static func pieces(
    of bytes: UnsafeRawBufferPointer, before limit: Int, isFirst: Bool
  ) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var end = limit
    while end > 0, pieces.count < (isFirst ? 1 : threads) {
      var start = max(0, end - (isFirst ? firstBytes : pieceBytes))
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      pieces.append(start..<end)
      end = start
    }
    return pieces
  }

  private static func search(
    _ file: MappedFile, _ pieces: [Range<Int>], _ sieve: HistorySieve, _ filter: HistoryFilter, limit: Int
  ) -> [[HistoryEntry]] {
    let found = Mutex([[HistoryEntry]](repeating: [], count: pieces.count))
    DispatchQueue.concurrentPerform(iterations: pieces.count) { index in
      let entries = search(file.bytes, pieces[index], sieve, filter, limit: limit)
      if !entries.isEmpty { found.withLock { $0[index] = entries } }
    }
    return found.withLock { $0 }
  }

  private static func search(
    _ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>, _ sieve: HistorySieve, _ filter: HistoryFilter, limit: Int
  ) -> [HistoryEntry] {
    let lines = UnsafeRawBufferPointer(rebasing: bytes[piece])
    var entries: [HistoryEntry] = []
    for range in sieve.candidates(in: lines).reversed() where entries.count < limit {
      guard let entry = HistoryEntry(line: UnsafeRawBufferPointer(rebasing: lines[range])), filter.fits(entry) else {
        continue
      }
      entries.append(entry)
    }
    return entries
  }
}
