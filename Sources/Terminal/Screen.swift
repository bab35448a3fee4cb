import CNcurses
import CUnix
import Glibc
package import TextUI

/// Why the screen cannot be used, in one sentence.
package struct ScreenError: Error, Sendable, Hashable {
  package var message: String
}

/// The terminal as a place to show frames. It is in the alternate screen from `init` to `restore`, whatever way the program ends.
package final class Screen {
  private let terminal: OpaquePointer
  private var palette: Palette
  private var shown: Frame?
  private var row: [cchar_t] = []
  private var isRestored = false
  private var hasMouse = false
  private let output = ScreenOutput()
  let keysBehind: KeysBehind

  /// Bracketed paste, focus events, and other-key reports where the terminal knows them; the title is put aside.
  private static let enter = "\u{1B}[?2004h\u{1B}[?1004h\u{1B}[>4;1m"
  /// Asks whether the terminal shows updates whole when it is told where they begin and end.
  private static let askForUpdates = "\u{1B}[?2026$p"
  /// Presses, drags and the wheel, with places beyond column 223.
  private static let mouseOn = "\u{1B}[?1002h\u{1B}[?1006h"
  private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l"
  private static let leave = mouseOff + "\u{1B}[?2004l\u{1B}[?1004l\u{1B}[>4m"
  /// What a crash writes: the end of a sequence that it may have cut off, modes off, attributes off, cursor shown, main screen.
  private static let crash = "\u{18}" + leave + "\u{1B}[0m\u{1B}[?25h\u{1B}[?1l\u{1B}>\u{1B}[?1049l\r\n"
  private static let crashNote =
    "perch: the program crashed; the buffers were kept and come back at the next start\n"

  /// `type` is TERM. `escapeDelay` is how many milliseconds are waited for the rest of a key behind an escape. Fails when the terminal cannot
  /// place its cursor or its keys cannot be read.
  package init(type: String, usesColor: Bool, escapeDelay: Int = 25) throws(ScreenError) {
    keysBehind = try KeysBehind(STDIN_FILENO)
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    Self.prepareForCrash()
    set_escdelay(Int32(clamping: escapeDelay))
    let type = TerminalType.known(type)
    let direct = usesColor ? Self.directDescription(of: type) : nil
    guard let terminal = Self.start(type, direct, output.descriptor, keysBehind.descriptor) else {
      cs_crash_release()
      throw ScreenError(message: "the terminal type \"\(type)\" (TERM) is unknown here; --plain works on any terminal")
    }
    self.terminal = terminal
    palette = Palette(usesColor: usesColor, isDirect: direct != nil)
    guard let motion = tigetstr("cup"), Int(bitPattern: motion) != -1 else {
      endwin()
      cs_crash_release()
      throw ScreenError(
        message: "the terminal type \"\(type)\" (TERM) cannot place its cursor; --plain works on any terminal")
    }
    output.learn()
    raw()
    noecho()
    nonl()
    // An update goes to the terminal in one piece: looking for keys in between would only cut it.
    typeahead(-1)
    write(Self.enter)
    if Self.takesQuestions(type) { write(Self.askForUpdates) }
  }

  /// A description with 24-bit colours, where the terminal says that it has them. GNU screen up to version 4 takes them for other things,
  /// whatever terminal it runs in.
  private static func directDescription(of type: String) -> String? {
    func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
    let isSaid = ["truecolor", "24bit"].contains(value("COLORTERM"))
    let isScreen = type.hasPrefix("screen") && value("TMUX").isEmpty
    guard isSaid || type.hasSuffix("-direct"), !isScreen, !type.hasSuffix("-direct") else { return nil }
    return TerminfoEntry(type: type)?.withDirectColors().map { "b64:" + Base64.encode($0.bytes) }
  }

  /// Whether a question that the terminal does not understand leaves nothing on its screen.
  private static func takesQuestions(_ type: String) -> Bool {
    !type.hasPrefix("linux") && getenv("TERM_PROGRAM").map { String(cString: $0) } != "Apple_Terminal"
  }

  /// The terminal answered that it shows updates whole.
  package func synchronizeUpdates() { output.synchronizes = true }

  /// Starts curses; the description stands in the environment only meanwhile, where no child finds it.
  private static func start(_ type: String, _ description: String?, _ output: Int32, _ input: Int32) -> OpaquePointer? {
    guard let description else { return cn_start(type, output, input) }
    let before = getenv("TERMINFO").map { String(cString: $0) }
    setenv("TERMINFO", description, 1)
    defer { if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") } }
    return cn_start(type, output, input)
  }

  /// Why a terminal cannot show frames, as its description says; nil when it can.
  package static func problem(type: String) -> ScreenError? {
    let type = TerminalType.known(type)
    guard !type.isEmpty, cn_describe(type) > 0 else {
      return ScreenError(message: "the terminal type \"\(type)\" (TERM) is unknown here")
    }
    guard cn_describe(type) == 2 else {
      return ScreenError(message: "the terminal type \"\(type)\" (TERM) cannot place its cursor")
    }
    return nil
  }

  private static func prepareForCrash() {
    let restore = strdup(crash)!
    let note = strdup(crashNote)!
    cs_crash_prepare(1, restore, strlen(restore), note, strlen(note))
  }

  /// What of the colours of themes shows; without any their attributes do.
  package var colorDepth: ColorDepth { palette.depth }

  /// In cells.
  package var size: Size { Size(width: Int(getmaxx(cn_stdscr())), height: Int(getmaxy(cn_stdscr()))) }

  /// Takes the size the terminal has now.
  package func resize() {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cs_terminal_size(1, &columns, &rows) == 0, columns > 0, rows > 0 else { return }
    resizeterm(rows, columns)
    shown = nil
  }

  /// Makes the terminal show the frame; only what differs is sent.
  package func show(_ frame: Frame) {
    let window = cn_stdscr()
    let size = self.size
    let width = min(size.width, frame.size.width)
    if shown?.size != frame.size {
      shown = nil
      werase(window)
    }
    for y in 0..<min(size.height, frame.size.height) where !isShown(frame, y) {
      put(frame, y, width: width)
    }
    output.send {
      if let cursor = frame.cursor {
        wmove(window, Int32(cursor.y), Int32(cursor.x))
        curs_set(1)
      } else {
        curs_set(0)
      }
      wrefresh(window)
    }
    shown = frame
  }

  /// Chooses the colours for a frame before it is shown.
  package func chooseColors(of frame: Frame) {
    for y in 0..<frame.size.height {
      frame.forEachRun(inRow: y, width: frame.size.width) { style, _ in _ = palette.attributes(style) }
    }
  }

  private func isShown(_ frame: Frame, _ y: Int) -> Bool { shown.map { frame.hasSameRow(y, as: $0) } ?? false }

  private func put(_ frame: Frame, _ y: Int, width: Int) {
    row.removeAll(keepingCapacity: true)
    frame.forEachRun(inRow: y, width: width) { style, cells in
      // Only the characters differ between cells of one style.
      var made = cchar_t()
      let look = palette.attributes(style)
      _ = cn_cell(&made, look.attributes, look.pair)
      for cell in cells where cell.scalar != 0 {
        made.chars.0 = Self.known(cell.scalar)
        made.chars.1 = wchar_t(bitPattern: cell.mark1)
        made.chars.2 = wchar_t(bitPattern: cell.mark2)
        row.append(made)
      }
    }
    mvwadd_wchnstr(cn_stdscr(), Int32(y), 0, row, Int32(row.count))
  }

  /// The character, or the one for characters that the C library does not know and would not send.
  private static func known(_ scalar: UInt32) -> wchar_t {
    let character = wchar_t(bitPattern: scalar)
    return scalar < 0x7F || cn_width(character) >= 0 ? character : 0xFFFD
  }

  /// Whether the terminal reports the mouse to the program or keeps it for its own selections.
  package func takeMouse(_ wanted: Bool) {
    hasMouse = wanted
    if !isRestored { write(wanted ? Self.mouseOn : Self.mouseOff) }
  }

  /// Hands text to the terminal's clipboard (OSC 52); false, with nothing done, when it is longer than terminals are known to take.
  package func copy(_ text: String, room: Int) -> Bool {
    guard text.utf8.count <= room else { return false }
    write("\u{1B}]52;c;\(Base64.encode(Array(text.utf8)))\u{7}")
    return true
  }

  /// Gives the terminal back and stops the program, as Ctrl-Z does in a shell. False, with nothing done, where no shell would wake it up again.
  package func suspend() -> Bool {
    guard JobControl.isThere else { return false }
    restore()
    signal(SIGTSTP, SIG_DFL)
    kill(0, SIGTSTP)
    return true
  }

  /// Takes the terminal again after `suspend` or after another program used it.
  package func resume() {
    guard isRestored else { return }
    isRestored = false
    Self.prepareForCrash()
    shown = nil
    reset_prog_mode()
    output.send { wrefresh(cn_curscr()) }
    write(Self.enter + (hasMouse ? Self.mouseOn : ""))
    resize()
  }

  /// Gives the terminal back as it was found. May be called more than once.
  package func restore() {
    guard !isRestored else { return }
    isRestored = true
    output.resetPen()
    write(Self.leave)
    endwin()
    cs_crash_release()
  }

  deinit {
    restore()
    delscreen(terminal)
  }

  private func write(_ text: String) { ScreenOutput.write(Array(text.utf8)) }
}
