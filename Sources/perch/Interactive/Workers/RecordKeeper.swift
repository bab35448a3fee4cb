import Glibc
import History
import Synchronization
import Workbench

/// The history and the buffers' journal, written on a thread of their own. What cannot be kept is said, once for each reason.
final class RecordKeeper: Sendable {
  private let queue = WorkQueue("records")
  private let mailbox: Mailbox
  private let history: HistoryLog
  private let journal: BufferJournal
  private let stateDirectory: String
  /// Whose tenants the remembered places are.
  private let platform: String?
  /// Statements that could not be written yet; they go before the next one.
  private let unwritten = Mutex<[HistoryEntry]>([])
  /// The buffers as they were handed in last, until they are kept.
  private let unsaved = Mutex<(number: Int, buffers: [BufferSnapshot], active: Int)?>(nil)
  private let hasUnflushed = Mutex(false)
  /// Whether it was said that the buffers cannot be kept.
  private let hasComplained = Mutex(false)

  /// Seconds until statements are brought to the disk.
  private static let flushDelay = 5.0
  /// Seconds after the start until old statements are looked for.
  private static let pruneDelay = 10.0

  init(stateDirectory: String, platform: String?, journal: BufferJournal, mailbox: Mailbox) {
    self.platform = platform
    self.mailbox = mailbox
    self.journal = journal
    self.stateDirectory = stateDirectory
    history = HistoryLog(stateDirectory: stateDirectory)
  }

  /// Statements whose names are counted for completion.
  private static let countedAtMost = 2000

  func countUses() {
    perform { [self] () throws(RecordError) in
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      var uses = NameUses()
      for entry in try history.search(HistoryFilter(text: ""), limit: Self.countedAtMost) where entry.outcome == .ok {
        uses.count(Array(entry.statement.utf8), age: Double(now.tv_sec) - entry.time)
      }
      mailbox.post(.usesCounted(uses))
    }
  }

  func append(_ item: HistoryItem) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let entry = HistoryEntry(item, time: Double(now.tv_sec) + Double(now.tv_nsec) / 1e9)
    unwritten.withLock { $0.append(entry) }
    perform { [self] () throws(RecordError) in try writeHistory() }
    flushSoon()
  }

  /// Does the work once statements that were handed in are written, or cannot be; nothing when none waits.
  func afterWriting(_ work: @escaping @Sendable () -> Void) {
    if unwritten.withLock({ !$0.isEmpty }) { queue.async(work) }
  }

  func keep(_ looks: Looks) {
    queue.async { [self] in
      do throws(FileText.Problem) {
        try looks.write(stateDirectory: stateDirectory)
      } catch {
        mailbox.post(.failed(Failure("not kept: \(error.message)")))
      }
    }
  }

  func keep(_ places: PlaceMemory) {
    queue.async { [self] in
      do throws(FileText.Problem) {
        try places.write(stateDirectory: stateDirectory, platform: platform)
      } catch {
        mailbox.post(.failed(Failure("not kept: \(error.message)")))
      }
    }
  }

  /// Brings statements to the disk once the user rests; the end of the program alone loses none.
  private func flushSoon() {
    let isFirst = hasUnflushed.withLock { unflushed in
      defer { unflushed = true }
      return !unflushed
    }
    guard isFirst else { return }
    queue.async(after: Self.flushDelay) { [self] in
      hasUnflushed.withLock { $0 = false }
      history.flush()
    }
  }

  /// Removes what is older or more than is to be kept, once a day, while nobody waits for it.
  func prune(_ retention: HistoryRetention) {
    queue.async(after: Self.pruneDelay) { [self] in
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      let before = retention.span.map { Double(now.tv_sec) - $0 }
      do {
        _ = try history.prune(before: before, keepingBytes: retention.size)
      } catch {
        mailbox.post(.failed(Failure("history: \(Perch.sentence(error))")))
      }
    }
  }

  private func writeHistory() throws(RecordError) {
    while let entry = unwritten.withLock({ $0.first }) {
      try history.append(entry)
      unwritten.withLock { _ = $0.removeFirst() }
    }
  }

  /// Keeps the buffers as they are now, on the disk and not only in the system's memory. While the disk is slow only the latest state waits;
  /// when it is full the state waits for another try.
  func save(buffers: [BufferSnapshot], active: Int) {
    unsaved.withLock { $0 = (($0?.number ?? 0) + 1, buffers, active) }
    queue.async { [self] in saveLatest() }
  }

  private func saveLatest() {
    guard let wanted = unsaved.withLock({ $0 }) else { return }
    do throws(RecordError) {
      try journal.save(wanted.buffers.map(JournalBuffer.init), active: wanted.active, flushing: true)
      unsaved.withLock { latest in
        if latest?.number == wanted.number { latest = nil }
      }
      if hasComplained.withLock({ complained in
        defer { complained = false }
        return complained
      }) {
        mailbox.post(.recovered("the buffers are kept again"))
      }
    } catch {
      hasComplained.withLock { $0 = true }
      mailbox.post(.failed(Failure("not kept: \(error.message)")))
      queue.async(after: Self.retrySeconds) { [self] in saveLatest() }
    }
  }

  private static let retrySeconds = 3.0

  /// Waits until everything is on disk; what cannot be kept even now is said on standard error.
  func finish(buffers: [BufferSnapshot], active: Int) {
    queue.async { [self] in
      do throws(RecordError) {
        try journal.save(buffers.map(JournalBuffer.init), active: active, flushing: true)
        try writeHistory()
        if hasUnflushed.withLock({ $0 }) { history.flush() }
      } catch {
        _ = complain("not kept: \(error.message)")
      }
    }
    queue.finish()
  }

  private func perform(_ work: @escaping @Sendable () throws(RecordError) -> Void) {
    queue.async { [mailbox] in
      do throws(RecordError) {
        try work()
      } catch {
        mailbox.post(.failed(Failure("not kept: \(error.message)")))
      }
    }
  }
}

extension JournalBuffer {
  init(_ buffer: BufferSnapshot) {
    self.init(
      name: buffer.name, path: buffer.path, text: buffer.text, cursor: buffer.cursor,
      isModified: buffer.isModified)
    format = buffer.format == FileFormat() ? nil : buffer.format.description
    stamp = buffer.stamp?.description
  }
}

extension BufferSnapshot {
  init(_ buffer: JournalBuffer) {
    self.init(
      name: buffer.name, path: buffer.path, text: buffer.text, cursor: buffer.cursor, isModified: buffer.isModified)
    format = FileFormat(buffer.format ?? "")
    stamp = buffer.stamp.flatMap { FileStamp($0) }
  }
}

extension HistoryEntry {
  init(_ item: HistoryItem, time: Double) {
    self.init(
      time: time, statement: item.statement, outcome: Outcome(rawValue: item.outcome.rawValue) ?? .unknown,
      seconds: item.seconds, database: item.database, role: item.role)
    sqlState = item.sqlState
    rows = item.rows
    tenant = item.tenant
    branch = item.branch
  }
}

extension HistoryItem {
  init(_ entry: HistoryEntry) {
    self.init(
      statement: entry.statement, outcome: Outcome(rawValue: entry.outcome.rawValue) ?? .unknown,
      seconds: entry.seconds,
      database: entry.database, role: entry.role)
    sqlState = entry.sqlState
    rows = entry.rows
    tenant = entry.tenant
    branch = entry.branch
    time = entry.time
  }
}
