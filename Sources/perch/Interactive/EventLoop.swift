import Database
import Dispatch
import Glibc
import Terminal
import TextUI
import Workbench

// The event map: standard input gives keys and pastes, the mailbox gives what other threads have to say, signals give sizes and ends.
// Everything goes through `State.handle`; the effects it returns go to the runner, the frame that follows to the screen.

/// The one synchronous loop of the interactive program.
struct EventLoop: ~Copyable {
  private var state: State
  private let screen: Screen
  private var keyboard: Keyboard
  private let signals: SignalWatch
  private let mailbox: Mailbox
  private let runner: Runner
  private let lines: LineDesk
  private var paints = PaintSchedule()
  private var savedVersion: Int
  private var unsavedSince: Int64?
  private var exitCode: Int32?
  private var hasDrawnAhead = false

  /// Milliseconds that typed text may wait for its journal.
  private static let saveInterval: Int64 = 300
  /// How often it is looked whether sessions have waited long enough.
  private static let parkedInterval: Int64 = 30_000

  init(
    state: State, screen: Screen, keyboard: consuming Keyboard, signals: consuming SignalWatch, mailbox: Mailbox,
    runner: Runner
  ) {
    self.state = state
    self.screen = screen
    self.keyboard = keyboard
    self.signals = signals
    self.mailbox = mailbox
    self.runner = runner
    lines = LineDesk(stateDirectory: runner.stateDirectory, queue: runner.files)
    savedVersion = state.editor.version
  }

  /// Runs until the user leaves or a signal ends the program; returns the exit code.
  mutating func run() -> Int32 {
    paint()
    typeAhead()
    keyboard.learnSequences()
    perform(state.start())
    while exitCode == nil {
      wait()
      turn()
      drawAhead()
    }
    // The terminal is the user's again while the rest is put away.
    screen.restore()
    runner.finish(buffers: state.editor.snapshots(), active: state.editor.active)
    return exitCode ?? 0
  }

  /// One round: what is there now, then at most one paint.
  private mutating func turn() {
    let now = Self.milliseconds()
    if state.editor.isReading || state.isSearching || state.explains(at: now) { paints.paintInTime() }
    perform(state.handle(.tick(now)))
    for signal in signals.drain() { take(signal) }
    for input in keyboard.read() { take(input) }
    for event in mailbox.drain() {
      schedulePaint(for: event, now)
      perform(state.handle(event))
    }
    if !keyboard.hasMore, keyboard.isClosed { exitCode = exitCode ?? 129 }
    if state.isWorking { paints.paintInTime() }
    if paints.isDue(Self.milliseconds()) { paint() }
    saveBuffers(now)
  }

  private mutating func take(_ input: InputEvent) {
    paints.paintSoon(Self.milliseconds())
    switch input {
    case .key(let key): perform(state.handle(.key(key)))
    case .paste(let bytes): perform(state.handle(.paste(bytes)))
    case .mouse(let event): perform(state.handle(.mouse(event)))
    case .synchronizesUpdates: screen.synchronizeUpdates()
    case .focus(let isFocused): perform(state.handle(.focused(isFocused)))
    }
  }

  private mutating func take(_ signal: SignalWatch.Signal) {
    switch signal {
    case .resized:
      screen.resize()
      paints.paintSoon(Self.milliseconds())
      perform(state.handle(.resized(screen.size)))
    case .terminated: exitCode = 143
    case .hangup: exitCode = 129
    case .interrupted: perform(state.handle(.key(Key(.character("c"), .control))))
    case .stopped: perform([.suspend])
    case .continued:
      screen.resume()
      paints.paintSoon(Self.milliseconds())
      perform(state.handle(.resized(screen.size)))
    }
  }

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit: exitCode = 0
      case .suspend:
        paints.paintSoon(Self.milliseconds())
        guard !screen.suspend() else { continue }
        perform(state.handle(.failed(Failure("no shell here would wake Perch up again: it goes on"))))
      case .editLine(let edit): perform(state.handle(.lineEdited(lines.edit(edit))))
      case .rememberLine(let kind, let text): lines.remember(kind: kind, text)
      case .editOutside(let buffer, let name, let text, let line, let column):
        editOutside(buffer, name, text, line: line, column: column)
      case .takeMouse(let wanted): screen.takeMouse(wanted)
      case .copyToClipboard(let text):
        guard screen.copy(text, room: ClipboardRoom.bytes(environment)) else {
          runner.keepCopied(text)
          continue
        }
        runner.loadTmuxBuffer(text)
      case .run:
        runner.perform(effect)
        paints.paintWithAnswer(Self.milliseconds())
      default: runner.perform(effect)
      }
    }
  }

  private mutating func editOutside(_ buffer: Int, _ name: String, _ text: [UInt8], line: Int, column: Int) {
    screen.restore()
    let edited = ExternalEditor(environment: environment).edit(
      text, name: name, line: line, column: column, directory: runner.stateDirectory)
    // Keys that were meant for the editor are none of ours.
    _ = signals.drain()
    screen.resume()
    paints.paintSoon(Self.milliseconds())
    perform(state.handle(.resized(screen.size)) + state.handle(.editedOutside(buffer: buffer, edited)))
  }

  private mutating func paint() {
    screen.show(state.draw())
    paints.painted(Self.milliseconds())
  }

  /// Has a statement typed once before somebody does it, where nobody waits for it.
  private func typeAhead() {
    let state = state.withoutTexts
    DispatchQueue.global(qos: .utility).async { _ = state.typedAhead() }
  }

  /// Has the drawing of rows done once before somebody waits for them, as soon as there is time.
  private mutating func drawAhead() {
    guard !hasDrawnAhead, paints.due == nil, let frame = state.drawnAhead() else { return }
    hasDrawnAhead = true
    screen.chooseColors(of: frame)
  }

  /// Hands the buffers to the journal when they changed, a moment after the first change.
  private mutating func saveBuffers(_ now: Int64) {
    guard state.editor.version != savedVersion else { return }
    guard let since = unsavedSince else {
      unsavedSince = now
      return
    }
    guard now - since >= Self.saveInterval else { return }
    savedVersion = state.editor.version
    unsavedSince = nil
    runner.save(buffers: state.editor.snapshots(), active: state.editor.active)
  }

  /// Sleeps until something happens or is due.
  private func wait() {
    var due: Int64 = -1
    if state.isWorking { due = 100 }
    if state.isSearching || state.editor.isReading || keyboard.hasMore { due = 0 }
    if let paint = paints.due { due = max(0, paint - Self.milliseconds()) }
    if !state.parked.isEmpty { due = due < 0 ? Self.parkedInterval : min(due, Self.parkedInterval) }
    if unsavedSince != nil || state.editor.version != savedVersion {
      due = due < 0 ? Self.saveInterval : min(due, Self.saveInterval)
    }
    if let wake = state.wakesAt {
      let left = max(0, wake - Self.milliseconds())
      due = due < 0 ? left : min(due, left)
    }
    var polled = [
      pollfd(fd: keyboard.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&polled, nfds_t(polled.count), Int32(due))
  }

  /// The first rows of a result show at once, with their columns; the others follow in time. The end of a run is told by its last event.
  private mutating func schedulePaint(for event: Event, _ now: Int64) {
    guard case .session(_, let report) = event else { return paints.paintSoon(now) }
    switch report {
    case .columns: paints.paintWithAnswer(now)
    case .rows where state.results.rowsSoFar > 0, .completed, .failed: paints.paintInTime()
    default: paints.paintSoon(now)
    }
  }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
