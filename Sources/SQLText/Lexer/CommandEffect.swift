/// What a command of psql does with the statement that was typed so far.
enum CommandEffect {
  /// Sends it, as a semicolon does.
  case sends
  /// `\;`: it is sent together with the next one.
  case joins
  /// `\:`: a colon of the statement's own.
  case writesColon
  /// Takes it back.
  case drops
  case none

  /// `command` begins with the backslash; arguments may follow.
  init(_ command: some Collection<UInt8>) {
    let name = command.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: "\\") }
    // The longest name counted here has twelve letters.
    switch name.count > 12 ? "" : String(decoding: name, as: UTF8.self) {
    case ";": self = .joins
    case ":": self = .writesColon
    case "g", "gx", "gset", "gexec", "gdesc", "crosstabview", "watch": self = .sends
    case "r", "reset": self = .drops
    default: self = .none
    }
  }
}
