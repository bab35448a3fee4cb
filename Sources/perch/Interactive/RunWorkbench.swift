import Database
import Glibc
import History
import Postgres
import SQLText
import Terminal
import TextUI
import Workbench

/// What the command line and the environment ask of the workbench.
struct WorkbenchOptions {
  /// Nil for the place where one was last.
  var destination: Destination?
  var settings: ConnectionSettings
  /// Name of the platform; nil for the local one.
  var platform: String?
  /// The tenant to choose a branch of.
  var tenant: String?
  /// What was understood or left out of the address, without secrets.
  var remarks: [String] = []
  var theme: String?
  var keymap: String?
  var asksForPassword = true
  /// Names of files to open.
  var files: [String] = []
}

/// Opens the workbench on the terminal and runs it until the user leaves. Returns the exit code.
func runWorkbench(_ options: WorkbenchOptions, paths: Paths) -> Int32 {
  do {
    try paths.prepare()
    let journal = try BufferJournal(stateDirectory: paths.state)
    let settings = try readSettings(paths)
    let retention = try HistoryRetention(settings)
    let style = try FormatOptions(settings.format, in: paths)
    let looks = Looks(stateDirectory: paths.state)
    // Colours and keys are read while curses finds out about the terminal.
    let reading = Meanwhile {
      try Appearance(
        theme: options.theme ?? settings.theme, chosenTheme: looks.theme, keymap: options.keymap ?? settings.keymap,
        configDirectory: paths.config)
    }
    let screen = try Screen(
      type: environment("TERM") ?? "", usesColor: (environment("NO_COLOR") ?? "").isEmpty,
      escapeDelay: environment("ESCDELAY").flatMap { Int($0) } ?? settings.escapeDelay)
    defer { screen.restore() }
    let appearance = try reading.value()
    let isChosen = options.theme ?? settings.theme ?? looks.theme != nil
    let theme = try Appearance.fitting(appearance.theme, isChosen: isChosen, screen.colorDepth, paths.config)
    let mailbox = Mailbox()
    let runner = Runner(
      mailbox: mailbox, given: options.settings, paths: paths, journal: journal, platform: options.platform,
      style: style, stopsLocalServer: settings.stopsLocalServer)
    let places = PlaceMemory(stateDirectory: paths.state, platform: options.platform)
    var state = State(
      size: screen.size, keymap: appearance.keymap, themes: [theme.name: theme], theme: theme.name,
      destination: options.destination ?? places.start, buffers: journal.restored.buffers.map { BufferSnapshot($0) },
      activeBuffer: journal.restored.active)
    state.snippets = try readSnippets(paths) + Snippet.own
    state.placeMemory = places
    state.take(options, settings, looks)
    screen.takeMouse(settings.usesMouse)
    if let overlap = appearance.overlaps.first {
      let more = appearance.overlaps.count > 1 ? " (1 of \(appearance.overlaps.count); perch keys --check)" : ""
      mailbox.post(.remarked("\(overlap)\(more)"))
    }
    if !options.remarks.isEmpty { mailbox.post(.remarked(options.remarks.joined(separator: "; "))) }
    runner.prune(retention)
    runner.readThemes(configDirectory: paths.config)
    var loop = EventLoop(
      state: state, screen: screen, keyboard: Keyboard(of: screen), signals: SignalWatch(), mailbox: mailbox,
      runner: runner)
    return loop.run()
  } catch {
    return complain(Perch.sentence(error))
  }
}

/// The directory that Perch was started in; the root where it is gone.
private func currentDirectory() -> String {
  guard let path = getcwd(nil, 0) else { return "/" }
  defer { free(path) }
  return String(cString: path)
}

/// The user's `config.toml`, or the defaults where there is none.
func readSettings(_ paths: Paths) throws -> UserSettings {
  let path = paths.config + "/config.toml"
  guard access(path, F_OK) == 0 else { return UserSettings() }
  return try UserSettings(toml: String(decoding: try FileText.read(path), as: UTF8.self), file: path)
}

extension HistoryRetention {
  /// What `config.toml` says of it.
  fileprivate init(_ settings: UserSettings) throws {
    self.init()
    if let text = settings.historySpan {
      guard let span = Self.span(text) else {
        throw UnknownName(message: "config.toml: keep-for is a time such as 90d, 12w, 6m or 2y, not \"\(text)\"")
      }
      self.span = span
    }
    if let text = settings.historySize {
      guard let size = Self.size(text) else {
        throw UnknownName(message: "config.toml: keep-size is a size such as 500MB or 2GB, not \"\(text)\"")
      }
      self.size = size
    }
  }
}

/// The user's `snippets.toml`; none where there is no such file.
private func readSnippets(_ paths: Paths) throws -> [Snippet] {
  let path = paths.config + "/snippets.toml"
  guard access(path, F_OK) == 0 else { return [] }
  let toml = String(decoding: try FileText.read(path), as: UTF8.self)
  return try UserSnippets.read(toml: toml, file: path, problem: Snippet.problem).map { Snippet($0.name, $0.text) }
}

/// Says on standard error what went wrong, in a line or several; the exit code.
func complain(_ sentence: String, code: Int32 = 1) -> Int32 {
  let lines = ToldText.lines(sentence).map { line in
    "perch: " + line.unicodeScalars.map { String(Glyph.shown($0)) }.joined() + "\n"
  }
  Array(lines.joined().utf8).withUnsafeBytes { _ = write(2, $0.baseAddress, $0.count) }
  return code
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

extension State {
  /// Takes in what the command line, the settings and the last time say.
  fileprivate mutating func take(_ options: WorkbenchOptions, _ settings: UserSettings, _ looks: Looks) {
    rowLimit = settings.rowLimit
    production = settings.production
    fileNames = FileNames(directory: currentDirectory(), home: environment("HOME"))
    filesToOpen = options.files
    asksForPassword = options.asksForPassword
    wantedTenant = options.tenant ?? ""
    arrangement = looks.arrangement
    chosenTheme = looks.theme
    editsLinesOutside = true
  }
}
