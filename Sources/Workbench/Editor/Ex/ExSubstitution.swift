/// `s/this/that/flags`.
struct ExSubstitution: Sendable, Hashable {
  var pattern = ""
  var replacement = ""
  var isGlobal = false
  var asks = false
  var countsOnly = false
  var isSilent = false
  var letterCase: Pattern.LetterCase?

  init() {}

  /// `last` gives what is left out.
  init(_ argument: String, last: ExSubstitution?) throws(PatternError) {
    var rest = Substring(argument)
    if let delimiter = rest.first, delimiter.isPunctuation || delimiter.isSymbol, delimiter != "&", delimiter != "\\" {
      pattern = ExLine.delimited(&rest)
      replacement = Self.replacement(&rest, delimiter)
    } else {
      guard let last else { throw PatternError("nothing was substituted yet") }
      self = last
      isGlobal = false
      asks = false
    }
    for flag in rest where flag != " " {
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

  /// The delimiter before the replacement is gone already.
  private static func replacement(_ rest: inout Substring, _ delimiter: Character) -> String {
    var padded = String(delimiter)[...] + rest
    let text = ExLine.delimited(&padded)
    rest = padded
    return text
  }
}
