/// Vim's way of writing expressions: `( ) | + ? { }` stand for themselves unless `\` is before them, or `\v` before all. No set and no class but
/// `\n` and those behind `\_` reaches over the end of a line.
struct VimPattern {
  private var scalars: Substring.UnicodeScalarView
  private(set) var regex = ""
  private var letterCase: Pattern.LetterCase?
  private var hasCapital = false
  private var isVery = false

  /// `letterCase` holds where the text itself does not say.
  static func regex(
    _ text: String, letterCase: Pattern.LetterCase = .smart
  ) -> (regex: String, letterCase: Pattern.LetterCase) {
    var pattern = VimPattern(scalars: Substring(text).unicodeScalars)
    while let scalar = pattern.scalars.popFirst() { pattern.take(scalar) }
    let wanted = pattern.letterCase ?? letterCase
    // Capitals of classes are none of the text's.
    return (pattern.regex, wanted == .smart ? (pattern.hasCapital ? .matters : .ignored) : wanted)
  }

  private init(scalars: Substring.UnicodeScalarView) { self.scalars = scalars }

  private static let signs: Set<Unicode.Scalar> = ["(", ")", "|", "+", "?"]

  private mutating func take(_ scalar: Unicode.Scalar) {
    if scalar.properties.isUppercase { hasCapital = true }
    switch scalar {
    case "\\":
      guard let next = scalars.popFirst() else {
        regex += "\\"
        return
      }
      take(escaped: next)
    case "[": takeSet(reachesOver: false)
    case "{" where isVery: takeCount()
    case "=" where isVery: regex += "?"
    case "<" where isVery, ">" where isVery: regex += "\\\(scalar)"
    case "{", "}": regex += "\\\(scalar)"
    case _ where Self.signs.contains(scalar) && !isVery: regex += "\\\(scalar)"
    default: regex.unicodeScalars.append(scalar)
    }
  }

  private mutating func take(escaped scalar: Unicode.Scalar) {
    switch scalar {
    case "v": isVery = true
    case "m": isVery = false
    case "c": letterCase = .ignored
    case "C": letterCase = .matters
    case "=" where !isVery: regex += "?"
    case "{" where !isVery: takeCount()
    case "_": takeClassOverLines()
    case _ where Self.signs.contains(scalar): regex += isVery ? "\\\(scalar)" : String(scalar)
    default: regex += Self.classes[scalar] ?? "\\\(scalar)"
    }
  }

  /// Classes that `\` begins, as sets without the line feed.
  private static let classes: [Unicode.Scalar: String] = [
    "s": "[ \\t]", "S": "[^ \\t\\n]", "D": "[^0-9\\n]", "w": "[0-9A-Za-z_]", "W": "[^0-9A-Za-z_\\n]", "a": "[A-Za-z]",
    "A": "[^A-Za-z\\n]", "l": "[a-z]", "L": "[^a-z\\n]", "u": "[A-Z]", "U": "[^A-Z\\n]", "x": "[0-9A-Fa-f]",
    "X": "[^0-9A-Fa-f\\n]", "h": "[A-Za-z_]", "H": "[^A-Za-z_\\n]",
  ]

  /// What `\_` begins takes the line feed in.
  private mutating func takeClassOverLines() {
    guard let scalar = scalars.popFirst() else { return }
    switch scalar {
    case ".": regex += "(?:.|\\n)"
    case "[": takeSet(reachesOver: true)
    case "^", "$": regex.unicodeScalars.append(scalar)
    default: regex += Self.classes[scalar].map { "(?:\($0)|\\n)" } ?? "\\\(scalar)"
    }
  }

  /// A set, its `[` taken.
  private mutating func takeSet(reachesOver: Bool) {
    var set = "["
    let isInverted = scalars.first == "^"
    if isInverted {
      scalars.removeFirst()
      set += "^"
      if !reachesOver { set += "\\n" }
    }
    var isFirst = true
    while let scalar = scalars.popFirst() {
      if scalar == "]", !isFirst {
        regex += reachesOver && !isInverted ? "(?:\(set)]|\\n)" : set + "]"
        return
      }
      if scalar == "]" { set += "\\" }
      if scalar.properties.isUppercase { hasCapital = true }
      isFirst = false
      set.unicodeScalars.append(scalar)
      if scalar == "\\", let next = scalars.popFirst() { set.unicodeScalars.append(next) }
    }
    // Without an end it is no set.
    regex += "\\[" + set.dropFirst()
  }

  /// `{2,3}` with its `{` taken; `{-` takes as little as fits.
  private mutating func takeCount() {
    let isLazy = scalars.first == "-"
    if isLazy { scalars.removeFirst() }
    var count = ""
    while let scalar = scalars.popFirst(), scalar != "}" {
      if scalar != "\\" { count.unicodeScalars.append(scalar) }
    }
    switch count {
    case "", ",": regex += "*"
    case _ where count.first == ",": regex += "{0\(count)}"
    default: regex += "{\(count)}"
    }
    if isLazy { regex += "?" }
  }
}
