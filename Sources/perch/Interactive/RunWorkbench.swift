import Glibc
import History
import Postgres
import Terminal
import TextUI
import Workbench

/// What the command line and the environment ask of the workbench.
struct WorkbenchOptions {
  /// Nil for the place where one was last.
  var destination: Destination?
  var settings: ConnectionSettings
  var theme: String?
  var keymap: String?
}

/// Opens the workbench on the terminal and runs it until the user leaves. Returns the exit code.
func runWorkbench(_ options: WorkbenchOptions, paths: Paths) -> Int32 {
  do {
    try paths.prepare()
    let journal = try BufferJournal(stateDirectory: paths.state)
    let settings = try readSettings(paths)
    let looks = Looks(stateDirectory: paths.state)
    // Colours and keys are read while curses finds out about the terminal.
    let reading = Meanwhile {
      try Appearance(
        theme: options.theme ?? settings.theme, chosenTheme: looks.theme, keymap: options.keymap ?? settings.keymap,
        configDirectory: paths.config)
    }
    let screen = try Screen(type: environment("TERM") ?? "", usesColor: (environment("NO_COLOR") ?? "").isEmpty)
    defer { screen.restore() }
    let appearance = try reading.value()
    // The others tell much by colour alone.
    let theme =
      screen.hasColors ? appearance.theme : try Appearance.theme("monochrome", paths.config) ?? appearance.theme
    let mailbox = Mailbox()
    let runner = Runner(
      mailbox: mailbox, given: options.settings, paths: paths, journal: journal,
      stopsLocalServer: settings.stopsLocalServer)
    let places = PlaceMemory(stateDirectory: paths.state)
    var state = State(
      size: screen.size, keymap: appearance.keymap, themes: [theme.name: theme], theme: theme.name,
      destination: options.destination ?? places.start, buffers: journal.restored.buffers.map { BufferSnapshot($0) },
      activeBuffer: journal.restored.active)
    state.rowLimit = settings.rowLimit
    state.placeMemory = places
    state.arrangement = looks.arrangement
    state.chosenTheme = looks.theme
    screen.takeMouse(settings.usesMouse)
    runner.readThemes(configDirectory: paths.config)
    var loop = EventLoop(
      state: state, screen: screen, keyboard: Keyboard(), signals: SignalWatch(), mailbox: mailbox, runner: runner)
    return loop.run()
  } catch {
    return complain(Perch.sentence(error))
  }
}

/// The user's `config.toml`, or the defaults where there is none.
private func readSettings(_ paths: Paths) throws -> UserSettings {
  let path = paths.config + "/config.toml"
  guard access(path, F_OK) == 0 else { return UserSettings() }
  return try UserSettings(toml: String(decoding: try FileText.read(path), as: UTF8.self), file: path)
}

/// Says on standard error what went wrong; the exit code.
func complain(_ sentence: String, code: Int32 = 1) -> Int32 {
  let line = "perch: " + sentence.unicodeScalars.map { String(Glyph.shown($0)) }.joined() + "\n"
  Array(line.utf8).withUnsafeBytes { _ = write(2, $0.baseAddress, $0.count) }
  return code
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
