/// One option of the command line. swift-argument-parser keeps `-h` for help; psql's users need it for the host.
struct Option {
  enum Action {
    case flag((inout Arguments) -> Void)
    case value(String, (inout Arguments, String) throws(UsageError) -> Void)
  }

  var letter: Character?
  var name: String
  var summary: String
  var action: Action

  static func flag(
    _ letter: Character?, _ name: String, _ summary: String, _ change: @escaping (inout Arguments) -> Void
  ) -> Option {
    Option(letter: letter, name: name, summary: summary, action: .flag(change))
  }

  static func value(
    _ letter: Character?, _ name: String, _ placeholder: String, _ summary: String,
    _ change: @escaping (inout Arguments, String) throws(UsageError) -> Void
  ) -> Option {
    Option(letter: letter, name: name, summary: summary, action: .value(placeholder, change))
  }
}
