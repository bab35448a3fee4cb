/// A line typed behind `/` or `?`: an expression, where the cursor goes at its match, and the search that follows.
struct VimSearch: Sendable, Hashable {
  /// Where the cursor goes, from the match on.
  struct Offset: Sendable, Hashable {
    enum From: Sendable, Hashable { case start, end, line }
    var from: From
    var distance: Int
  }

  /// Empty for the one before.
  var pattern: String
  var offset: Offset?
  /// Whether a delimiter ends the pattern: without one the offset before holds for the pattern before.
  var isEnded: Bool
  /// A search from there on: its delimiter first.
  var next: Substring?

  init(_ text: String, delimiter: Character) throws(PatternError) {
    var rest = text[...]
    pattern = Self.pattern(&rest, delimiter)
    isEnded = !rest.isEmpty
    rest = rest.dropFirst()
    let words = rest.prefix { $0 != ";" }
    offset = try Self.offset(words)
    rest = rest.dropFirst(words.count + 1)
    if let sign = rest.first, sign == "/" || sign == "?" { next = rest }
  }

  /// What stands before the delimiter, which stands for itself in a set and behind `\`.
  private static func pattern(_ rest: inout Substring, _ delimiter: Character) -> String {
    var pattern = ""
    var isInSet = false
    while let character = rest.first, isInSet || character != delimiter {
      rest = rest.dropFirst()
      if character == "\\", let next = rest.first {
        rest = rest.dropFirst()
        pattern += next == delimiter ? String(next) : "\\\(next)"
        continue
      }
      if character == "[" { isInSet = rest.contains("]") }
      if character == "]" { isInSet = false }
      pattern.append(character)
    }
    return pattern
  }

  /// `e+1`, `s-1`, `b`, `+2`, `-`, `3`.
  private static func offset(_ text: Substring) throws(PatternError) -> Offset? {
    guard let first = text.first else { return nil }
    let from: Offset.From =
      switch first {
      case "e": .end
      case "s", "b": .start
      default: .line
      }
    let number = from == .line ? text : text.dropFirst()
    let distance: Int? =
      switch number {
      case "" where from != .line: 0
      case "+": 1
      case "-": -1
      default: Int(number.first == "+" ? number.dropFirst() : number)
      }
    guard let distance, abs(distance) < 1_000_000_000 else { throw PatternError("\(text) tells no place at the match") }
    return Offset(from: from, distance: distance)
  }
}
