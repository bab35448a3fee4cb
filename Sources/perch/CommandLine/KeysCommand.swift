import Glibc
import Terminal
import TextUI
import Workbench

/// `perch keys`: what the terminal sends, and what it does.
enum KeysCommand {
  static func run(_ words: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(words, valued: ["--keymap", "--theme"])
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

  private static func loop(_ screen: Screen, _ keymap: Keymap, _ theme: Theme) -> Int32 {
    var keyboard = Keyboard()
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
