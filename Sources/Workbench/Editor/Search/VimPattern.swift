/// Vim's way of writing expressions: `( ) | + ? { }` stand for themselves unless `\` is before them, or `\v` before all.
enum VimPattern {
  static func regex(_ text: String) -> (regex: String, letterCase: Pattern.LetterCase?) {
    var result = ""
    var letterCase: Pattern.LetterCase?
    var isVery = false
    var isInSet = false
    var isInBraces = false
    var scalars = text.unicodeScalars.makeIterator()
    let swapped: Set<Unicode.Scalar> = ["(", ")", "|", "+", "?", "{", "}", "=", "<", ">"]
    while let scalar = scalars.next() {
      if isInBraces, scalar == "}" || scalar == "\\" {
        if scalar == "}" {
          isInBraces = false
          result += "}"
        }
      } else if isInSet {
        result.unicodeScalars.append(scalar)
        if scalar == "]" { isInSet = false }
      } else if scalar == "\\", let next = scalars.next() {
        switch next {
        case "v": isVery = true
        case "m": isVery = false
        case "c": letterCase = .ignored
        case "C": letterCase = .matters
        case "=" where !isVery: result += "?"
        case "<", ">": result += "\\\(next)"
        case "{" where !isVery:
          isInBraces = true
          result += "{"
        case _ where swapped.contains(next): result += isVery ? "\\\(next)" : String(next)
        default: result += "\\\(next)"
        }
      } else if isVery, scalar == "<" || scalar == ">" {
        result += "\\\(scalar)"
      } else if !isVery, swapped.contains(scalar), scalar != "=", scalar != "<", scalar != ">" {
        result += "\\\(scalar)"
      } else {
        if scalar == "[" { isInSet = true }
        result.unicodeScalars.append(scalar)
      }
    }
    return (result, letterCase)
  }
}
