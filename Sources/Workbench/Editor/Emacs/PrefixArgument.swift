import TextUI

/// How often the next command is done, as emacs' C-u and the digits behind it say.
struct PrefixArgument: Sendable, Hashable {
  private var times = 1
  private var digits: Int?

  /// More is a slip of the finger.
  private static let most = 10_000
  private static let step = 4

  /// C-u alone means 4, again 16; behind digits it ends them.
  init() { times = Self.step }

  var count: Int { digits ?? times }

  mutating func again() {
    if digits == nil { times = min(times * Self.step, Self.most) }
  }

  /// Takes a key that is a digit of the number; false when it is none.
  mutating func take(_ key: Key) -> Bool {
    guard case .character(let scalar) = key.code, key.modifiers.isEmpty, ("0"..."9").contains(scalar) else {
      return false
    }
    digits = min((digits ?? 0) * 10 + Int(scalar.value - 48), Self.most)
    return true
  }

  /// As the last line shows it.
  var text: String { "C-u" + (digits.map { " \($0)" } ?? (times == Self.step ? "" : " \(times)")) }

  /// Whether doing the command several times is what a number means to it.
  static func repeats(_ command: String) -> Bool {
    let isMove = ["move.", "select."].contains { command.hasPrefix($0) }
    return isMove && !command.hasSuffix(".all") && !command.hasSuffix(".none") || repeated.contains(command)
  }

  private static let repeated: Set<String> = [
    "edit.newLine", "edit.backspace", "edit.delete", "edit.undo", "edit.redo", "edit.transpose", "edit.openLine",
    "edit.upperWord", "edit.lowerWord", "edit.capitalizeWord", "edit.joinLineAbove", "edit.moveLineUp",
    "edit.moveLineDown", "edit.findNext", "edit.findPrevious", "kill.word", "kill.wordBack", "kill.statement",
    "kill.yankOlder", "mark.previous",
  ]
}

extension State {
  /// Takes a digit behind C-u.
  mutating func takePrefixDigit(_ key: Key) -> Bool {
    guard overlay == nil, focus == .editor, pendingKeys.isEmpty else { return false }
    return editor.prefix?.take(key) ?? false
  }

  /// Begins a number, or goes on with one.
  mutating func beginPrefix() {
    if editor.prefix == nil { editor.prefix = PrefixArgument() } else { editor.prefix?.again() }
  }

  /// Runs a command as often as was said before it.
  mutating func run(prefixed name: String) -> [Effect] {
    guard let prefix = editor.prefix, name != Self.prefixCommand else { return run(command: name) }
    editor.prefix = nil
    switch name {
    // A number makes it kill whole lines, one that was alone goes back through the marks.
    case "kill.line": return killLines(prefix.count)
    case "mark.set": return run(command: "mark.previous")
    case _ where PrefixArgument.repeats(name):
      return (0..<prefix.count).reduce(into: []) { effects, _ in effects += run(command: name) }
    default: return run(command: name)
    }
  }

  static let prefixCommand = "edit.countNext"

  /// Lets go of a number that no command took.
  mutating func takePrefixCount() -> Int {
    defer { editor.prefix = nil }
    return editor.prefix?.count ?? 1
  }
}
