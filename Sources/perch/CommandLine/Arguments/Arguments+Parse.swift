extension Arguments {
  /// Reads a command line without the program's name: options anywhere, grouped letters, `--name=value`, `--` ends options.
  init(parsing words: [String]) throws(UsageError) {
    var left = words[...]
    var plain: [String] = []
    while let word = left.popFirst() {
      if word == "--" {
        plain += left
        break
      } else if word.hasPrefix("--") {
        try takeLong(word.dropFirst(2), &left)
      } else if word.hasPrefix("-"), word.utf8.count > 1 {
        try takeLetters(word.dropFirst(), &left)
      } else {
        plain.append(word)
      }
    }
    try take(plain: plain)
    if isReadOnly, unlocked != nil { throw UsageError(message: "--read-only and --unlock contradict each other") }
  }

  private mutating func takeLong(_ text: Substring, _ left: inout ArraySlice<String>) throws(UsageError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0]
    guard let option = Option.all.first(where: { $0.name == name }) else { throw Self.unknown("--" + name) }
    switch option.action {
    case .flag(let change):
      guard parts.count == 1 || name == "expanded" else {
        throw UsageError(message: "option \"--\(name)\" takes no value")
      }
      change(&self)
    case .value(let placeholder, let change):
      guard let value = parts.count > 1 ? parts[1] : left.popFirst() else {
        throw UsageError(message: "option \"--\(name)\" needs \(placeholder)")
      }
      try change(&self, value)
    }
  }

  private mutating func takeLetters(_ text: Substring, _ left: inout ArraySlice<String>) throws(UsageError) {
    var letters = text
    while let letter = letters.popFirst() {
      guard let option = Option.all.first(where: { $0.letter == letter }) else { throw Self.unknown("-\(letter)") }
      switch option.action {
      case .flag(let change): change(&self)
      case .value(let placeholder, let change):
        guard let value = letters.isEmpty ? left.popFirst() : String(letters) else {
          throw UsageError(message: "option \"-\(letter)\" needs \(placeholder)")
        }
        return try change(&self, value)
      }
    }
  }

  private mutating func take(plain: [String]) throws(UsageError) {
    files = plain.filter { $0.hasSuffix(".sql") }
    var words = plain.filter { !$0.hasSuffix(".sql") }[...]
    if database == nil { database = words.popFirst() }
    if let word = words.popFirst() { keywords["user"] = keywords["user"] ?? word }
    if let extra = words.first { throw UsageError(message: "one argument too many: \"\(extra)\"") }
  }

  private static func unknown(_ option: String) -> UsageError {
    UsageError(message: "unknown option \"\(option)\"; perch --help lists them")
  }
}
