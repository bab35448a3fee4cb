import Database
import TextUI
import Workbench

/// A workbench without a shell: events go in, and effects and the screen are looked at.
struct Desk {
  var state: State
  /// Every effect so far.
  private(set) var effects: [Effect] = []

  static let themes: [String: Theme] = Dictionary(
    uniqueKeysWithValues: EmbeddedFiles.themes.map { name, _ in (name, try! EmbeddedFiles.theme(name)!) })

  static func keymap(_ name: String = "default") -> Keymap {
    let toml = EmbeddedFiles.keymaps.first { $0.name == name }!.toml
    return try! Keymap.decode(toml, file: name, knownCommands: Commands.names, knownContexts: Commands.contexts)
  }

  static let listing: PlatformListing = {
    var listing = PlatformListing(
      platform: "local",
      tenants: [
        PlatformListing.Tenant(
          name: "acme", state: "ready",
          branches: [
            PlatformListing.Branch(name: "main", isDefault: true),
            PlatformListing.Branch(name: "dev", parent: "main"),
            PlatformListing.Branch(name: "live", parent: "main", isProtected: true),
          ]),
        PlatformListing.Tenant(
          name: "globex", state: "ready", branches: [PlatformListing.Branch(name: "main", isDefault: true)]),
      ], time: 1000)
    listing.tenantNames = NameRule(marks: "-_")
    listing.branchNames = NameRule(marks: "-_./")
    return listing
  }()

  /// Not started: nothing is connected.
  init(
    width: Int = 100, height: Int = 30, text: String = "", buffers: [BufferSnapshot]? = nil,
    keymap: String = "default", destination: Destination = .branch(tenant: "acme", branch: "main")
  ) {
    let buffers = buffers ?? [BufferSnapshot(name: "1.sql", text: Array(text.utf8))]
    state = State(
      size: Size(width: width, height: height), keymap: Self.keymap(keymap), themes: Self.themes, theme: "dark",
      destination: destination, buffers: buffers)
  }

  /// Started, connected to a branch, and the platform's list has arrived.
  static func connected(text: String = "", width: Int = 100, height: Int = 30, keymap: String = "default") -> Desk {
    var desk = Desk(width: width, height: height, text: text, keymap: keymap)
    desk.start()
    desk.connect()
    desk.send(.platform(.listed(listing)))
    return desk
  }

  // MARK: In

  @discardableResult mutating func send(_ event: Event) -> [Effect] {
    let new = state.handle(event)
    effects += new
    return new
  }

  @discardableResult mutating func start() -> [Effect] {
    let new = state.start()
    effects += new
    return new
  }

  mutating func connect() {
    var facts = SessionFacts(database: "acme", user: "ada", role: "ada", host: "/tmp", port: 5432)
    facts.serverVersion = "15.20"
    facts.isLocalSocket = true
    report(.connected(facts))
  }

  /// Presses keys by their names, space between them; the effects of the last one.
  @discardableResult mutating func press(_ names: String) -> [Effect] {
    names.split(separator: " ").map { send(.key(Key(name: String($0))!)) }.last ?? []
  }

  /// Types text as a keyboard sends it.
  @discardableResult mutating func type(_ text: String) -> [Effect] {
    text.unicodeScalars.map { send(.key($0 == "\n" ? Key(.enter) : Key(.character($0)))) }.last ?? []
  }

  /// Lets the time pass that it takes to see what opened by itself.
  mutating func read() { send(.tick(state.now + 1000)) }

  /// Runs a command by its name, as the palette does.
  @discardableResult mutating func choose(_ command: String) -> [Effect] {
    press("Ctrl-P")
    type(command)
    return press("Enter")
  }

  /// Something that the session in front reports.
  @discardableResult mutating func report(_ event: SessionEvent) -> [Effect] {
    send(.session(state.link.session, event))
  }

  // MARK: Work on rows

  /// Does what was asked of the worker that arranges and searches rows, until nothing is left to do.
  mutating func workOnRows() {
    while let place = effects.firstIndex(where: \.isRowWork) {
      switch effects.remove(at: place) {
      case .arrange(let request, let job):
        send(.rows(.arranged(request: request, rows: job.order(), done: job.rows.count, isWhole: true)))
      case .search(let request, let job):
        send(.rows(.searched(request: request, try? job.place(SingleWorker()))))
      case .statistics(let request, let job):
        guard let statistics = try? job.statistics(SingleWorker(), in: .memory) else { continue }
        send(.rows(.statistics(request: request, statistics)))
      case .chart(let request, let job):
        guard let data = try? job.data(SingleWorker(), in: .memory) else { continue }
        send(.rows(.chart(request: request, data)))
      default: break
      }
    }
  }

  // MARK: Answers of the server

  /// The number of the last run that was asked for.
  var run: Int {
    for case .run(_, let id, _, _, _) in effects.reversed() { return id }
    return -1
  }

  mutating func answer(columns: [Column], statement: Int = 0) {
    report(.columns(id: run, statement: statement, columns))
  }

  mutating func answer(rows: [[String?]], statement: Int = 0) {
    var builder = RowBatch.Builder(columnCount: rows[0].count)
    for cell in rows.joined() { if let cell { builder.append(cell) } else { builder.appendNull() } }
    for row in rows where row.isEmpty { builder.appendEmptyRow() }
    report(.rows(id: run, statement: statement, builder.finish()))
  }

  @discardableResult mutating func complete(_ tag: String, statement: Int = 0, seconds: Double = 0.012) -> [Effect] {
    report(.completed(id: run, statement: statement, tag: tag, seconds: seconds))
  }

  @discardableResult mutating func finish(
    _ transaction: TransactionStatus = .idle, cancelled: Bool = false
  ) -> [Effect] {
    report(.finished(id: run, transaction, cancelled: cancelled))
  }

  @discardableResult mutating func fail(
    _ message: String, state: String = "42601", at offset: Int? = nil, statement: Int = 0
  ) -> [Effect] {
    var error = ServerError(sqlState: state, message: message)
    error.offset = offset
    return report(.failed(id: run, statement: statement, error, seconds: 0.001))
  }

  // MARK: Out

  var frame: Frame { state.draw() }

  /// The lines of the screen, without spaces at their ends.
  var lines: [String] {
    let frame = frame
    return (0..<frame.size.height).map { y in
      var line = String.UnicodeScalarView()
      for x in 0..<frame.size.width where frame[x, y].scalar != 0 { line.append(Unicode.Scalar(frame[x, y].scalar)!) }
      return String(String(line).reversed().drop { $0 == " " }.reversed())
    }
  }

  func shows(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

  /// In one piece also where it takes several lines.
  var statusLine: String {
    lines.suffix(state.statusLines.count).map(\.trimmingSpaces).joined(separator: " ")
  }
  var contextLine: String { lines.first!.trimmingSpaces }

  /// The text of the buffer in front.
  var text: String { String(decoding: buffer.text, as: UTF8.self) }
  var buffer: BufferSnapshot { state.editor.snapshots()[state.editor.active] }

  /// The statements that were asked to run, run by run.
  var runs: [[String]] {
    effects.compactMap { if case .run(_, _, let statements, _, _) = $0 { statements } else { nil } }
  }

  var history: [HistoryItem] {
    effects.compactMap { if case .recordHistory(let item) = $0 { item } else { nil } }
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}

extension Effect {
  var isRowWork: Bool {
    switch self {
    case .arrange, .search, .statistics, .chart: true
    default: false
    }
  }
}

extension [Effect] {
  var quits: Bool { contains { if case .quit = $0 { true } else { false } } }
  var destinations: [Destination] { compactMap { if case .connect(_, let place) = $0 { place } else { nil } } }
  var cancels: Bool { contains { if case .cancel = $0 { true } else { false } } }
  var copied: String? { lazy.compactMap { if case .copyToClipboard(let text) = $0 { text } else { nil } }.first }
}
