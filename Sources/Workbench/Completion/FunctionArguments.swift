/// The arguments of a function as `pg_get_function_arguments` writes them, one by one.
struct FunctionArguments {
  struct Argument {
    var name: String?
    var type: String
    /// As it is written, mode and default included.
    var text: String
    var isVariadic: Bool
    var isOutput: Bool
  }

  private(set) var list: [Argument] = []

  init(_ text: String) {
    var depth = 0
    var isQuoted = false
    var part = ""
    func isEnd(_ letter: Character) -> Bool {
      if letter == "\"" || letter == "'" { isQuoted.toggle() }
      if isQuoted { return false }
      if letter == "(" || letter == "[" { depth += 1 }
      if letter == ")" || letter == "]" { depth -= 1 }
      return letter == "," && depth == 0
    }
    for letter in text {
      if isEnd(letter) {
        add(part)
        part = ""
      } else {
        part.append(letter)
      }
    }
    add(part)
  }

  private mutating func add(_ text: String) {
    let text = text.split(separator: " ").joined(separator: " ")
    guard !text.isEmpty else { return }
    var words = text.split(separator: " ").map(String.init)
    var mode = ""
    if words.count > 1, ["IN", "OUT", "INOUT", "VARIADIC"].contains(words[0].uppercased()) {
      mode = words.removeFirst().uppercased()
    }
    if let place = words.firstIndex(where: { $0.uppercased() == "DEFAULT" || $0 == "=" }) {
      words.removeSubrange(place...)
    }
    // A type may be of several words; a name in front of it is none of theirs.
    let isNamed = words.count > 1 && !Self.typeWords.contains(words[0])
    list.append(
      Argument(
        name: isNamed ? words[0] : nil, type: words.dropFirst(isNamed ? 1 : 0).joined(separator: " "), text: text,
        isVariadic: mode == "VARIADIC", isOutput: mode == "OUT"))
  }

  private static let typeWords: Set<String> = ["timestamp", "time", "double", "character", "bit", "interval"]
}
