import CNcurses
import Glibc
import TextUI

/// Keys and pastes from the terminal, through ncurses' table of key sequences.
package struct Keyboard: ~Copyable {
  package let descriptor = STDIN_FILENO
  /// Reading from a pad never repaints the screen, as reading from a window would.
  private let pad: UnsafeMutablePointer<WINDOW>?
  private var paste: Paste?
  /// What was read behind the end of a paste.
  private var behind: [UInt8] = []
  private let keysBehind: KeysBehind
  /// Bytes of a report of the mouse that has not come whole.
  private var mouse: [UInt8]?
  /// Bytes of a character that has not come whole.
  private var partial: [UInt8] = []

  /// Whether the last `read` left keys for the next one: some of them may be where no poll of the descriptor finds them.
  package private(set) var hasMore = false

  /// Keys of one `read`: what is pasted as if it was typed shows as it comes.
  private static let readAtMost = 512

  /// Codes of our own for sequences that ncurses has no name for.
  private enum Code {
    static let pasteStart: Int32 = 0x1000
    static let pasteEnd: Int32 = 0x1001
    static let focusIn: Int32 = 0x1002
    static let focusOut: Int32 = 0x1003
    static let mouse: Int32 = 0x1004
    static let synchronizes: Int32 = 0x1005
    /// An answer that asks for nothing.
    static let ignored: Int32 = 0x1006
    /// Plus 16 times the index of the key, plus the modifiers.
    static let modified: Int32 = 0x1100
  }

  /// Keys that xterm and its kin send as `ESC [ 1 ; m X` or `ESC [ n ; m ~`, m being 1 plus the modifiers.
  private static let modifiedKeys: [(before: String, after: String, Key.Code)] = [
    ("1;", "A", .up), ("1;", "B", .down), ("1;", "C", .right), ("1;", "D", .left), ("1;", "H", .home),
    ("1;", "F", .end),
    ("2;", "~", .insert), ("3;", "~", .delete), ("5;", "~", .pageUp), ("6;", "~", .pageDown),
    ("1;", "P", .function(1)), ("1;", "Q", .function(2)), ("1;", "R", .function(3)), ("1;", "S", .function(4)),
    ("15;", "~", .function(5)), ("17;", "~", .function(6)), ("18;", "~", .function(7)), ("19;", "~", .function(8)),
    ("20;", "~", .function(9)), ("21;", "~", .function(10)), ("23;", "~", .function(11)), ("24;", "~", .function(12)),
    ("13;", "u", .enter), ("9;", "u", .tab), ("32;", "u", .character(" ")), ("127;", "u", .backspace),
    ("27;", "u", .escape),
  ]

  /// What xterm and its kin send for the plain keys, in both cursor modes; descriptions of older terminals leave many of them out.
  private static let usualKeys: [(String, Int32)] = [
    ("OA", KEY_UP), ("OB", KEY_DOWN), ("OC", KEY_RIGHT), ("OD", KEY_LEFT), ("OH", KEY_HOME), ("OF", KEY_END),
    ("[A", KEY_UP), ("[B", KEY_DOWN), ("[C", KEY_RIGHT), ("[D", KEY_LEFT), ("[H", KEY_HOME), ("[F", KEY_END),
    ("[1~", KEY_HOME), ("[2~", KEY_IC), ("[3~", KEY_DC), ("[4~", KEY_END), ("[5~", KEY_PPAGE), ("[6~", KEY_NPAGE),
    ("[Z", KEY_BTAB), ("OP", KEY_F0 + 1), ("OQ", KEY_F0 + 2), ("OR", KEY_F0 + 3), ("OS", KEY_F0 + 4),
    ("[11~", KEY_F0 + 1), ("[12~", KEY_F0 + 2), ("[13~", KEY_F0 + 3), ("[14~", KEY_F0 + 4), ("[15~", KEY_F0 + 5),
    ("[17~", KEY_F0 + 6), ("[18~", KEY_F0 + 7), ("[19~", KEY_F0 + 8), ("[20~", KEY_F0 + 9), ("[21~", KEY_F0 + 10),
    ("[23~", KEY_F0 + 11), ("[24~", KEY_F0 + 12),
  ]

  private static let plainKeys: [Int32: Key.Code] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home, KEY_END: .end,
    KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_DC: .delete, KEY_IC: .insert, KEY_BACKSPACE: .backspace,
    KEY_ENTER: .enter,
  ]

  private static let shiftedKeys: [Int32: Key.Code] = [
    KEY_BTAB: .tab, KEY_SLEFT: .left, KEY_SRIGHT: .right, KEY_SR: .up, KEY_SF: .down, KEY_SHOME: .home, KEY_SEND: .end,
    KEY_SDC: .delete, KEY_SPREVIOUS: .pageUp, KEY_SNEXT: .pageDown,
  ]

  package init(of screen: Screen) {
    keysBehind = screen.keysBehind
    pad = newpad(1, 1)
    keypad(pad, true)
    nodelay(pad, true)
  }

  /// Teaches curses the sequences that terminfo does not know; to be called once, before the first `read`.
  package func learnSequences() {
    define_key("\u{1B}[200~", Code.pasteStart)
    define_key("\u{1B}[201~", Code.pasteEnd)
    define_key("\u{1B}[I", Code.focusIn)
    define_key("\u{1B}[O", Code.focusOut)
    define_key("\u{1B}[<", Code.mouse)
    for answer in 0...4 {
      define_key("\u{1B}[?2026;\(answer)$y", answer == 1 || answer == 2 ? Code.synchronizes : Code.ignored)
    }
    for (rest, code) in Self.usualKeys where key_defined("\u{1B}\(rest)") == 0 { define_key("\u{1B}\(rest)", code) }
    for (index, key) in Self.modifiedKeys.enumerated() {
      for modifiers in 1..<8 {
        let code = Code.modified + Int32(index * 16 + modifiers)
        define_key("\u{1B}[\(key.before)\(modifiers + 1)\(key.after)", code)
        if key.after == "u" { define_key("\u{1B}[27;\(modifiers + 1);\(key.before.dropLast())~", code) }
      }
    }
    // The tables are made when first asked, which is not to be while somebody waits for a key.
    _ = Self.key(code: KEY_F0 + 1)
  }

  deinit { delwin(pad) }

  /// Whether nobody can type any more: the terminal is gone.
  package var isClosed: Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, 0) > 0 else { return false }
    return polled.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
  }

  /// What is there, as far as it is handled before one would notice; never waits for more than the rest of an escape sequence.
  package mutating func read() -> [InputEvent] {
    var events: [InputEvent] = []
    defer { hasMore = events.count >= Self.readAtMost || !behind.isEmpty }
    repeat {
      let first = behind
      behind = []
      if !first.isEmpty { keysBehind.put(first) }
      read(&events)
      if !first.isEmpty { behind += keysBehind.takeBack() }
    } while !behind.isEmpty && events.count < Self.readAtMost
    return events
  }

  /// Up to the end of a paste behind which keys were read too.
  private mutating func read(_ events: inout [InputEvent]) {
    while events.count < Self.readAtMost, paste == nil || takePasted(&events), behind.isEmpty,
      let (code, isKey) = next()
    {
      if mouse != nil, !isKey, Self.isMouseReport(code) {
        takeMouse(UInt8(code), &events)
      } else if isKey {
        take(key: code, &events)
      } else if code == 27 {
        takeEscape(&events)
      } else if code >= 0x80 {
        takeMultibyte(UInt8(code), &events)
      } else {
        events.append(.key(Self.key(character: code)))
      }
    }
  }

  /// A byte, or a key that curses made of several. Bytes and not characters are asked for: curses forgets half a character when the other
  /// half has not come yet.
  private func next() -> (code: Int32, isKey: Bool)? {
    let code = wgetch(pad)
    return code == ERR ? nil : (code, code > 0xFF)
  }

  /// Gathers the bytes of a character, over several reads when they come so.
  private mutating func takeMultibyte(_ byte: UInt8, _ events: inout [InputEvent]) {
    if byte & 0xC0 != 0x80, !partial.isEmpty {
      events.append(.key(Key(.character(UTF8Reader.invalid))))
      partial = []
    }
    partial.append(byte)
    let length = partial[0] >= 0xF0 ? 4 : partial[0] >= 0xE0 ? 3 : partial[0] >= 0xC0 ? 2 : 1
    guard partial.count >= length else { return }
    let scalar = partial.withUnsafeBytes { bytes in
      var index = 0
      return UTF8Reader.next(bytes, &index)
    }
    partial = []
    events.append(.key(Key(.character(scalar))))
  }

  private mutating func take(key code: Int32, _ events: inout [InputEvent]) {
    switch code {
    case Code.pasteStart:
      paste = Paste()
    case Code.pasteEnd: break
    case Code.mouse: mouse = []
    case Code.focusIn: events.append(.focus(true))
    case Code.focusOut: events.append(.focus(false))
    case Code.synchronizes: events.append(.synchronizesUpdates)
    default: if let key = Self.key(code: code) { events.append(.key(key)) }
    }
  }

  private static func key(code: Int32) -> Key? {
    if code >= Code.modified {
      let place = Int(code - Code.modified)
      guard place / 16 < modifiedKeys.count else { return nil }
      return Key(modifiedKeys[place / 16].2, Key.Modifiers(rawValue: UInt8(place % 16)))
    }
    if let plain = plainKeys[code] { return Key(plain) }
    if let shifted = shiftedKeys[code] { return Key(shifted, .shift) }
    guard (KEY_F0 + 1...KEY_F0 + 63).contains(code) else { return nil }
    let number = Int(code - KEY_F0)
    // terminfo counts on: F13 is Shift-F1, F25 Ctrl-F1.
    return number <= 12
      ? Key(.function(number))
      : number <= 24 ? Key(.function(number - 12), .shift) : Key(.function((number - 1) % 12 + 1), .control)
  }

  /// Escape with something right behind it is Alt and that key.
  private mutating func takeEscape(_ events: inout [InputEvent]) {
    guard let (code, isKey) = next() else { return events.append(.key(Key(.escape))) }
    if isKey {
      guard code < Code.pasteStart || code >= Code.modified, var key = Self.key(code: code) else {
        events.append(.key(Key(.escape)))
        return take(key: code, &events)
      }
      key.modifiers.insert(.alt)
      events.append(.key(key))
    } else if code == 27 {
      events.append(.key(Key(.escape)))
      events.append(.key(Key(.escape)))
    } else if code == 0x5B, takeSequence(&events) {
      return
    } else {
      var key = Self.key(character: code)
      key.modifiers.insert(.alt)
      if case .character(let scalar) = key.code {
        key.code = .character(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
      }
      events.append(.key(key))
    }
  }

  /// The rest of a control sequence that curses was not taught; false when nothing follows its bracket. Those that mean no key are dropped:
  /// their letters are not typed.
  private mutating func takeSequence(_ events: inout [InputEvent]) -> Bool {
    var bytes: [UInt8] = []
    while let (code, isKey) = next() {
      if isKey || code < 0x20 || code > 0x7E {
        ungetch(code)
        break
      }
      bytes.append(UInt8(code))
      if code >= 0x40 || bytes.count > 32 { break }
    }
    if let key = Key(sequence: bytes) { events.append(.key(key)) }
    return !bytes.isEmpty
  }

  private static func key(character code: Int32) -> Key {
    switch code {
    case 0: return Key(.character(" "), .control)
    case 9: return Key(.tab)
    case 13: return Key(.enter)
    case 8, 127: return Key(.backspace)
    case 1...26: return Key(.character(Unicode.Scalar(UInt8(code) + 96)), .control)
    case 31: return Key(.character("/"), .control)
    case 28...30: return Key(.character(Unicode.Scalar(UInt8(code) + 64)), .control)
    default: return Key(.character(Unicode.Scalar(UInt32(bitPattern: code)) ?? "\u{FFFD}"))
    }
  }

  private static func isMouseReport(_ code: Int32) -> Bool {
    switch code {
    case 0x30...0x39, 0x3B, 0x4D, 0x6D: true
    default: false
    }
  }

  /// Digits and semicolons up to `M` or `m`.
  private mutating func takeMouse(_ byte: UInt8, _ events: inout [InputEvent]) {
    mouse?.append(byte)
    guard let bytes = mouse, byte > 0x3B || bytes.count > 24 else { return }
    mouse = nil
    if let event = MouseEvent(sgr: bytes) { events.append(.mouse(event)) }
  }

  /// Reads on in a paste; false when what is there ends before it does.
  private mutating func takePasted(_ events: inout [InputEvent]) -> Bool {
    guard let behind = paste?.read(from: keysBehind.descriptor), let bytes = paste?.bytes else { return false }
    paste = nil
    self.behind += behind
    events.append(.paste(bytes))
    return true
  }
}
