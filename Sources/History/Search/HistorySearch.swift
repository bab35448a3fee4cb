import Dispatch
import Synchronization

/// Searches a history that many keystrokes ask: the files stay mapped between them, and are read by several threads from the newest line
/// back. The only index are digests in memory, made from the mapped lines while nobody waits; they are passed over where there are none yet.
package final class HistorySearch: Sendable {
  private let log: HistoryLog
  private let opened = Mutex<[String: DigestedFile]>([:])
  private let last = Mutex<Answer?>(nil)

  /// All that a filter found, and in which files.
  private struct Answer: Sendable {
    var filter: HistoryFilter
    var found: [HistoryEntry]
    var files: [MappedFile.Identity]
  }

  /// Stretches that are looked at first, so that what is found near the end shows at once; then twice as many each time, up to the most.
  private static let fewestStretches = 4
  private static let mostStretches = 256
  /// Milliseconds until what was found so far is reported, if only that it is nothing yet.
  private static let patience: UInt64 = 6
  /// Milliseconds between further reports while the search goes on.
  private static let reportInterval: UInt64 = 40

  package init(_ log: HistoryLog) { self.log = log }

  /// Finds the newest statements that fit, newest first, at most `limit`. `report` gets all that was found so far after some milliseconds,
  /// again when there is more, at last with true. Ends without it once `isWanted` is false.
  package func run(
    _ filter: HistoryFilter, limit: Int, isWanted: () -> Bool = { true },
    report: (_ found: [HistoryEntry], _ isComplete: Bool) -> Void
  ) throws(RecordError) {
    let paths = log.files()
    let identities = paths.compactMap(MappedFile.Identity.init)
    if let narrowed = narrow(to: filter, identities) { return report(Array(narrowed.prefix(limit)), true) }
    let sieve = HistorySieve(filter)
    var found: [HistoryEntry] = []
    var reported: Int?
    var reportAt = Self.now() + Self.patience
    var wave = Self.fewestStretches
    for path in paths.reversed() where found.count < limit {
      guard let file = try open(path) else { continue }
      var end = file.count
      while end > 0, found.count < limit {
        guard isWanted() else { return }
        let (stretches, next) = file.candidates(sieve, before: end, limit: wave)
        for entries in Self.search(file, stretches, sieve, filter, limit: limit) { found += entries }
        (end, wave) = (next, min(wave * 2, Self.mostStretches))
        let now = Self.now()
        if found.count != reported, now >= reportAt {
          (reported, reportAt) = (found.count, now + Self.reportInterval)
          report(Array(found.prefix(limit)), false)
        }
      }
    }
    guard isWanted() else { return }
    let isWhole = found.count < limit
    last.withLock { $0 = isWhole ? Answer(filter: filter, found: found, files: identities) : nil }
    report(Array(found.prefix(limit)), true)
  }

  private static func now() -> UInt64 { DispatchTime.now().uptimeNanoseconds / 1_000_000 }

  /// Makes searches to come quicker, until it is not wanted any more. May run beside them.
  package func prepare(while isWanted: () -> Bool) throws(RecordError) {
    for path in log.files().reversed() { try open(path)?.digest(while: isWanted) }
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
    opened.withLock { $0 = [:] }
    last.withLock { $0 = nil }
  }

  private func open(_ path: String) throws(RecordError) -> DigestedFile? {
    let known = opened.withLock { $0[path] }
    if let known, known.file.isCurrent(path) { return known }
    let opened = try MappedFile(path).map { file in
      DigestedFile(file, after: known.flatMap { file.isContinuation(of: $0.file) ? $0 : nil })
    }
    self.opened.withLock { $0[path] = opened }
    return opened
  }

  private static func search(
    _ file: DigestedFile, _ stretches: [Int], _ sieve: HistorySieve, _ filter: HistoryFilter, limit: Int
  ) -> [[HistoryEntry]] {
    let found = Mutex([[HistoryEntry]](repeating: [], count: stretches.count))
    DispatchQueue.concurrentPerform(iterations: stretches.count) { index in
      let entries = search(file.lines(stretches[index]), sieve, filter, limit: limit)
      if !entries.isEmpty { found.withLock { $0[index] = entries } }
    }
    return found.withLock { $0 }
  }

  private static func search(
    _ lines: UnsafeRawBufferPointer, _ sieve: HistorySieve, _ filter: HistoryFilter, limit: Int
  ) -> [HistoryEntry] {
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
