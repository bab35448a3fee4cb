/// What a program's output has done to its terminal, read from the bytes themselves: the modes it left on, and whatever it should never
/// have sent. An emulator forgives; this does not.
package struct TerminalState: Equatable {
  /// Private modes away from a terminal's initial state, as numbers of DECSET: 1049 for the alternate screen, 2004 for bracketed paste.
  package private(set) var modes: Set<Int> = []
  /// Attributes and colours that the next character would get.
  package private(set) var attributes: Set<Int> = []
  package private(set) var hasApplicationKeypad = false
  package private(set) var reportsOtherKeys = false
  package private(set) var hasScrollRegion = false
  package private(set) var hasLineDrawing = false
  /// The texts of OSC sequences, in order: titles, clipboard.
  package private(set) var commands: [String] = []
  /// What no program of ours sends, in words.
  package private(set) var violations: [String] = []

  private enum Phase: Equatable { case text, escape, charset, control, command, commandEscape }
  private var phase = Phase.text
  private var gathered: [UInt8] = []
  /// Bytes of a character that is not whole yet.
  private var pending: [UInt8] = []

  package init() {}

  /// Whether a shell finds the terminal as the program found it.
  package var isInitial: Bool {
    modes.isEmpty && attributes.isEmpty && !hasApplicationKeypad && !reportsOtherKeys && !hasScrollRegion
      && !hasLineDrawing && phase == .text
  }

  /// What is not as it was, for a test's message.
  package var leftovers: String {
    var parts = modes.sorted().map { "mode \($0)" } + attributes.sorted().map { "attribute \($0)" }
    if hasApplicationKeypad { parts.append("application keypad") }
    if reportsOtherKeys { parts.append("modifyOtherKeys") }
    if hasScrollRegion { parts.append("scroll region") }
    if hasLineDrawing { parts.append("line drawing") }
    if phase != .text { parts.append("an unfinished sequence") }
    return parts.joined(separator: ", ")
  }

  package mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    // Cancels what a crash cut off in the middle.
    if byte == 0x18, phase != .text || !pending.isEmpty {
      phase = .text
      (gathered, pending) = ([], [])
      return
    }
    switch phase {
    case .text: takeText(byte)
    case .escape: takeEscape(byte)
    case .charset:
      hasLineDrawing = byte == UInt8(ascii: "0")
      phase = .text
    case .control: takeControl(byte)
    case .command: takeCommand(byte)
    case .commandEscape:
      if byte != UInt8(ascii: "\\") { violations.append("ESC inside a command") }
      endCommand()
    }
  }

  // MARK: Text

  private mutating func takeText(_ byte: UInt8) {
    if byte >= 0x80 { return takeCharacterByte(byte) }
    if !pending.isEmpty {
      violations.append("broken UTF-8 \(pending)")
      pending = []
    }
    switch byte {
    case 0x1B: phase = .escape
    // Shift out and in: the way of older terminals to and from line drawing.
    case 14, 15: hasLineDrawing = byte == 14
    case 7, 8, 9, 10, 13, 0x18, 0x20...0x7E: break
    default: violations.append("control character \(byte)")
    }
  }

  private mutating func takeCharacterByte(_ byte: UInt8) {
    pending.append(byte)
    let first = pending[0]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, pending.count <= length else {
      violations.append("broken UTF-8 \(pending)")
      pending = []
      return
    }
    guard pending.count == length else { return }
    let text = String(validating: pending, as: UTF8.self)
    if text == nil { violations.append("broken UTF-8 \(pending)") }
    for scalar in (text ?? "").unicodeScalars where Self.isForbidden(scalar) {
      violations.append("U+" + String(scalar.value, radix: 16, uppercase: true))
    }
    pending = []
  }

  /// C1 controls, bidi controls, invisible characters, line separators and tags: they act on the terminal or hide text.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  // MARK: Sequences

  private mutating func takeEscape(_ byte: UInt8) {
    phase = .text
    switch byte {
    case UInt8(ascii: "["):
      gathered = []
      phase = .control
    case UInt8(ascii: "]"):
      gathered = []
      phase = .command
    case UInt8(ascii: "("), UInt8(ascii: ")"): phase = .charset
    case UInt8(ascii: "="): hasApplicationKeypad = true
    case UInt8(ascii: ">"): hasApplicationKeypad = false
    case UInt8(ascii: "M"), UInt8(ascii: "7"), UInt8(ascii: "8"): break
    default: violations.append("ESC \(Unicode.Scalar(byte))")
    }
  }

  private mutating func takeCommand(_ byte: UInt8) {
    switch byte {
    case 7: endCommand()
    case 0x1B: phase = .commandEscape
    default:
      gathered.append(byte)
      if byte < 0x20 || byte == 0x7F { violations.append("control character \(byte) inside a command") }
    }
  }

  private mutating func endCommand() {
    commands.append(String(decoding: gathered, as: UTF8.self))
    phase = .text
  }

  private mutating func takeControl(_ byte: UInt8) {
    guard (0x40...0x7E).contains(byte) else {
      gathered.append(byte)
      if !(0x20...0x3F).contains(byte) { violations.append("byte \(byte) inside CSI") }
      return
    }
    phase = .text
    let text = String(decoding: gathered, as: UTF8.self)
    let numbers = text.drop { !$0.isNumber }.split(separator: ";", omittingEmptySubsequences: false).map {
      Int($0) ?? 0
    }
    switch Unicode.Scalar(byte) {
    case "h" where text.hasPrefix("?"): for number in numbers { set(number, on: true) }
    case "l" where text.hasPrefix("?"): for number in numbers { set(number, on: false) }
    case "m" where text.hasPrefix(">"): reportsOtherKeys = numbers.count > 1 && numbers[1] > 0
    case "m": setAttributes(numbers)
    case "r": hasScrollRegion = (numbers.first ?? 0) > 1
    case "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "P", "S", "T", "X", "Z", "@", "b", "d", "f",
      "h", "l", "t", "c", "n", "u", "p":
      break
    default: violations.append("CSI \(text)\(Unicode.Scalar(byte))")
    }
  }

  private mutating func set(_ mode: Int, on: Bool) {
    // Whether the cursor blinks is the terminal's own affair.
    if mode == 12 { return }
    // A terminal starts with a cursor and with lines that wrap.
    if on == (mode == 25 || mode == 7) { modes.remove(mode) } else { modes.insert(mode) }
  }

  private mutating func setAttributes(_ numbers: [Int]) {
    var rest = (numbers.isEmpty ? [0] : numbers)[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: attributes = []
      case 22: attributes.subtract([1, 2])
      case 23, 24, 25, 27, 28, 29: attributes.remove(number - 20)
      case 38, 48:
        attributes.insert(number - 8)
        rest = rest.dropFirst(rest.first == 2 ? 4 : 2)
      case 30...37, 90...97: attributes.insert(30)
      case 40...47, 100...107: attributes.insert(40)
      case 39: attributes.remove(30)
      case 49: attributes.remove(40)
      default: attributes.insert(number)
      }
    }
  }
}
