import Glibc
import Terminal
import TextUI
import Workbench

/// `perch keys`: what the terminal sends, and what it does.
enum KeysCommand {
  static func run(_ words: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(words, flags: ["--check"], valued: ["--keymap", "--theme"])
    if arguments.flags.contains("--check") { return try check(arguments.values["--keymap"]) }
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw UsageError(message: "keys: standard input and output have to be a terminal")
    }
    let paths = try Paths(environment: environment)
    let screen = try Screen(type: environment("TERM") ?? "", usesColor: (environment("NO_COLOR") ?? "").isEmpty)
    defer { screen.restore() }
    let appearance = try Appearance(
      theme: arguments.values["--theme"], chosenTheme: nil, keymap: arguments.values["--keymap"],
      configDirectory: paths.config)
    let theme = try Appearance.fitting(appearance.theme, isChosen: false, screen.colorDepth, paths.config)
    screen.takeMouse(true)
    return loop(screen, appearance.keymap, theme)
  }

  /// Tells what is wrong with the user's key file, a line each; 1 when there is anything.
  private static func check(_ keymap: String?) throws -> Int32 {
    let paths = try Paths(environment: environment)
    let name = try keymap ?? readSettings(paths).keymap ?? "default"
    let overlaps = try Appearance.keymap(name, paths.config).overlaps
    if overlaps.isEmpty { return try Perch.say("nothing is in the way in the keymap \(name)\n") }
    _ = try Perch.say(overlaps.map { "\($0)\n" }.joined())
    return 1
  }

  private static func loop(_ screen: Screen, _ keymap: Keymap, _ theme: Theme) -> Int32 {
    var keyboard = Keyboard(of: screen)
    keyboard.learnSequences()
    let signals = SignalWatch([.resized, .terminated, .hangup, .interrupted])
    var tester = KeyTester()
    while !keyboard.isClosed {
      screen.show(frame(tester, screen.size, theme))
      var polled = [keyboard.descriptor, signals.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      poll(&polled, nfds_t(polled.count), -1)
      for signal in signals.drain() {
        guard signal == .resized else { return signal == .interrupted ? 130 : 143 }
        screen.resize()
      }
      for input in keyboard.read() {
        switch input {
        case .key(let key): if !tester.press(key, keymap: keymap) { return 0 }
        case .paste(let bytes): tester.paste(bytes)
        case .mouse(let event): tester.point(event)
        case .focus: break
        case .synchronizesUpdates: screen.synchronizeUpdates()
        }
      }
    }
    return 129
  }

  private static func frame(_ tester: KeyTester, _ size: Size, _ theme: Theme) -> Frame {
    var frame = Frame(size: size, style: theme[.popup])
    let rect = Rect(size)
    frame.box(rect, style: theme[.borderFocused], title: " Keys ", titleStyle: theme[.title])
    frame.fill(rect.inset(by: 1), style: theme[.popup])
    tester.draw(into: &frame, rect: rect.inset(by: 1), theme: theme)
    return frame
  }
}
