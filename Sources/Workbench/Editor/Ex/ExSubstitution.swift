/// `s/this/that/flags`.
struct ExSubstitution: Sendable, Hashable {
  var pattern = ""
  var replacement = ""
  var isGlobal = false
  var asks = false
  var countsOnly = false
  var isSilent = false
  var letterCase: Pattern.LetterCase?
  /// Lines from the last of the range on, in place of the range.
  var count: Int?

  init() {}

  /// `last` gives what is left out.
  init(_ argument: String, last: ExSubstitution?) throws(PatternError) {
    var rest = Substring(argument)
    if let delimiter = rest.first, Self.isDelimiter(delimiter) {
      pattern = ExLine.delimited(&rest)
      replacement = Self.withoutTildes(Self.replacement(&rest, delimiter), last: last?.replacement ?? "")
    } else {
      guard let last else { throw PatternError("nothing was substituted yet") }
      self = last
      isGlobal = false
      asks = false
    }
    count = nil
    let flags = rest.prefix { !$0.isNumber }
    count = try ExLine.count(rest.dropFirst(flags.count))
    for flag in flags where flag != " " {
      switch flag {
      case "g": isGlobal = true
      case "c": asks = true
      case "n": countsOnly = true
      case "e": isSilent = true
      case "i": letterCase = .ignored
      case "I": letterCase = .matters
      case "&": isGlobal = last?.isGlobal ?? false
      default: throw PatternError("s knows the flags g c i I n e, not \(flag)")
      }
    }
  }

  /// A bare `~` stands for the replacement before this one.
  private static func withoutTildes(_ text: String, last: String) -> String {
    var isEscaped = false
    return text.map { character in
      defer { isEscaped = character == "\\" && !isEscaped }
      return character == "~" && !isEscaped ? last : String(character)
    }.joined()
  }

  static func isDelimiter(_ character: Character) -> Bool {
    (character.isPunctuation || character.isSymbol) && !["&", "\\", "|", "\""].contains(character)
  }

  /// The delimiter before the replacement is gone already.
  private static func replacement(_ rest: inout Substring, _ delimiter: Character) -> String {
    var padded = String(delimiter)[...] + rest
    let text = ExLine.delimited(&padded)
    rest = padded
    return text
  }
}
