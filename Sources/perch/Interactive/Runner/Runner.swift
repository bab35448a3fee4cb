import Database
import Glibc
import History
import Platform
import Postgres
import SQLText
import Synchronization
import TextUI
import Workbench

/// Carries out what the core asks for. Everything that can wait happens on other threads and answers through the mailbox.
final class Runner: Sendable {
  let mailbox: Mailbox
  let platform: PlatformWorker
  private let records: RecordKeeper
  private let checks: StatementChecker
  private let history: HistorySearcher
  let files = WorkQueue("files")
  let exports: ExportWorker
  let diversions = RunDiversions()
  let catalogs = WorkQueue("catalog")
  let catalogStore: CatalogStore
  /// The place that the command line names.
  let given: Mutex<ConnectionSettings>
  let spillDirectory: String
  let stateDirectory: String
  private let queries: QueryLibrary
  let rowMemory = RowMemory()
  private let rowWorker: RowWorker
  private let sessions = Mutex<[Int: Entry]>([:])
  /// Sessions whose address is being found out and that nobody has given up.
  let awaited = Mutex<Set<Int>>([])

  private struct Entry {
    var session: Session
    var access: Access
    /// Process id of the server's side, once connected.
    var backend: Int32?
    /// Of the schema as it was read last.
    var fingerprint: String?
  }

  init(
    mailbox: Mailbox, given: ConnectionSettings, paths: Paths, journal: BufferJournal, platform name: String?,
    style: FormatOptions, stopsLocalServer: Bool
  ) {
    self.mailbox = mailbox
    self.given = Mutex(given)
    spillDirectory = paths.cache
    stateDirectory = paths.state
    queries = QueryLibrary(configDirectory: paths.config)
    rowWorker = RowWorker(scratch: ScratchFile.maker(in: paths.cache)) { mailbox.post(.rows($0)) }
    catalogStore = CatalogStore(cacheDirectory: paths.cache)
    platform = PlatformWorker(
      paths: paths, hosted: HostedPlatform(named: name, paths: paths), catalogs: catalogs, stopsServer: stopsLocalServer
    ) {
      mailbox.post(.platform($0))
    }
    let (memory, cache) = (rowMemory, paths.cache)
    exports = ExportWorker {
      ResultSpill(directory: cache, memory: memory)
    } report: {
      mailbox.post($0)
    }
    history = HistorySearcher(stateDirectory: paths.state, mailbox: mailbox)
    checks = StatementChecker(style) { mailbox.post($0) }
    records = RecordKeeper(stateDirectory: paths.state, platform: name, journal: journal, mailbox: mailbox)
  }

  // MARK: Effects

  /// Starts an effect; those that touch the terminal belong to the loop and are not taken here.
  func perform(_ effect: Effect) {
    switch effect {
    case .connect, .usePassword, .disconnect, .run, .hold, .cancel, .continueReading, .inquire, .describe, .loadCatalog,
      .probeCatalog:
      performOnSession(effect)
    case .arrange, .search, .statistics, .chart, .stopRowWork: performOnRows(effect)
    case .export, .runExport, .compare, .cancelExport, .layOutCell: performOnResults(effect)
    case .listTenants, .listBranches, .changePlatform, .cancelOperation, .compareSchemas, .askUsage, .previewChange:
      performOnPlatform(effect)
    case .inspect(let number, let statements): checks.inspect(number, statements)
    case .cut(let number, let text, let start, let strings): checks.cut(number, text, from: start, strings)
    case .format(let number, let text, let strings): checks.format(number, text, strings)
    case .countUses, .recordHistory, .searchHistory, .keepPlaces, .keepLooks, .listQueries, .saveQuery:
      performOnRecords(effect)
    case .readFile(let path): read(path)
    case .writeFile(let path, let buffer, let bytes, let expected):
      write(path, buffer: buffer, bytes, expecting: expected)
    case .checkFiles(let paths): check(paths)
    case .editLine, .rememberLine, .editOutside, .copyToClipboard, .takeMouse, .suspend, .quit: break
    }
  }

  private func performOnSession(_ effect: Effect) {
    switch effect {
    case .connect(let session, let destination): connect(session, to: destination)
    case .usePassword(let password): given.withLock { $0["password"] = password }
    case .disconnect(let session):
      awaited.withLock { _ = $0.remove(session) }
      take(session)?.close()
    case .run(let session, let id, let statements, let rowLimit, let begins):
      find(session)?.run(id, statements: statements, rowLimit: rowLimit, begins: begins)
    case .hold(let session, let isReadOnly):
      find(session)?.hold(readOnly: isReadOnly, standsAlone: TransactionRule.standsAlone)
    case .cancel(let session): find(session)?.cancel()
    case .continueReading(let session): find(session)?.continueReading()
    case .inquire(let session, let id, let statements):
      diversions.add(InquiryCollector(id), for: id)
      find(session)?.run(id, statements: statements, rowLimit: nil)
    case .describe(let session, let id, let statement):
      diversions.add(InquiryCollector(id), for: id)
      find(session)?.describe(id, statement: statement)
    case .loadCatalog(let session): loadCatalog(session)
    case .probeCatalog(let session): probeCatalog(session)
    default: break
    }
  }

  private func performOnRows(_ effect: Effect) {
    switch effect {
    case .arrange(let request, let job): rowWorker.arrange(request, job)
    case .search(let request, let job): rowWorker.search(request, job)
    case .statistics(let request, let job): rowWorker.statistics(request, job)
    case .chart(let request, let job): rowWorker.chart(request, job)
    case .stopRowWork(let request): rowWorker.stop(request)
    default: break
    }
  }

  private func performOnResults(_ effect: Effect) {
    switch effect {
    case .export(let number, let request): exports.start(number, request)
    case .runExport(let session, let id, let request): runExport(session, id, request)
    case .compare(let number, let request): exports.compare(number, request)
    case .cancelExport(let number): exports.cancel(number)
    case .layOutCell(let number, let bytes, let form, let width): layOut(number, bytes, form, width: width)
    default: break
    }
  }

  private func performOnPlatform(_ effect: Effect) {
    switch effect {
    case .listTenants(let starts): platform.list(starts: starts)
    case .listBranches(let tenant): platform.listBranches(of: tenant)
    case .changePlatform(let operation, let change, let parking):
      let own = backends(of: parking)
      platform.change(operation, change, own: own) { [self] in endSessions($0) }
    case .cancelOperation(let operation): platform.cancel(operation)
    case .compareSchemas(let comparison): platform.compare(comparison)
    case .askUsage(let tenant): platform.tellUsage(of: tenant)
    case .previewChange(let change): platform.preview(change, ownPIDs: ownBackends)
    default: break
    }
  }

  private func performOnRecords(_ effect: Effect) {
    switch effect {
    case .countUses: records.countUses()
    case .recordHistory(let item): records.append(item)
    case .searchHistory(let query, let text):
      history.find(query, text: text)
      records.afterWriting { [history] in history.find(query, text: text) }
    case .keepPlaces(let places): records.keep(places)
    case .keepLooks(let looks): records.keep(looks)
    case .listQueries: listQueries()
    case .saveQuery(let query): save(query)
    default: break
    }
  }

  /// Lets go of everything that is open; waits until what was recorded is written.
  func finish(buffers: [BufferSnapshot], active: Int) {
    for entry in sessions.withLock({ Array($0.values) }) { entry.session.close() }
    exports.finish()
    records.finish(buffers: buffers, active: active)
    platform.finish()
  }

  private func listQueries() {
    files.async { [mailbox, queries] in
      do throws(FileText.Problem) {
        mailbox.post(.queriesListed(try queries.all()))
      } catch {
        mailbox.post(.failed(Failure(error.message)))
      }
    }
  }

  private func save(_ query: SavedQuery) {
    files.async { [mailbox, queries] in
      do {
        mailbox.post(.querySaved(path: try queries.add(query)))
      } catch {
        mailbox.post(.failed(Failure(Perch.sentence(error))))
      }
    }
  }

  func prune(_ retention: HistoryRetention) { records.prune(retention) }

  func save(buffers: [BufferSnapshot], active: Int) { records.save(buffers: buffers, active: active) }

  // MARK: Sessions

  func add(_ session: Session, _ number: Int, _ access: Access) {
    // A session that lost its connection waits for this.
    sessions.withLock { $0.updateValue(Entry(session: session, access: access), forKey: number) }?.session.close()
  }

  /// How to go where the session is; asks for another role or password when those end. To be called where one may wait.
  func settings(of number: Int) -> ConnectionSettings? {
    guard let access = sessions.withLock({ $0[number]?.access }) else { return nil }
    guard access.isEnding, let renewed = try? access.renew?() else { return access.settings }
    sessions.withLock { $0[number]?.access = renewed }
    return renewed.settings
  }

  func fingerprint(of number: Int) -> String? { sessions.withLock { $0[number]?.fingerprint } }

  func setFingerprint(_ fingerprint: String, of number: Int) {
    sessions.withLock { $0[number]?.fingerprint = fingerprint }
  }

  func setBackend(_ pid: Int32, of number: Int) { sessions.withLock { $0[number]?.backend = pid } }

  private var ownBackends: Set<Int32> { sessions.withLock { Set($0.values.compactMap(\.backend)) } }

  /// The server's process of each session, nil where it is not connected.
  private func backends(of numbers: [Int]) -> [Int: Int32?] {
    sessions.withLock { sessions in
      Dictionary(uniqueKeysWithValues: numbers.map { ($0, sessions[$0]?.backend) })
    }
  }

  /// Closes sessions that are in the way of a change.
  private func endSessions(_ numbers: [Int]) { for number in numbers { take(number)?.close() } }

  func find(_ number: Int) -> Session? { sessions.withLock { $0[number]?.session } }
  private func take(_ number: Int) -> Session? { sessions.withLock { $0.removeValue(forKey: number)?.session } }

  /// `~/` in a file's name means the home directory.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }
}
