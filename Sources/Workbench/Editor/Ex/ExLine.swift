/// A line typed behind `:`, taken apart: a range, a command, what follows it.
struct ExLine: Sendable, Hashable {
  /// A line of the text, from a place plus or minus lines.
  struct Address: Sendable, Hashable {
    enum Base: Sendable, Hashable {
      /// From 1.
      case number(Int)
      case current, last
      case mark(Unicode.Scalar)
      case search(String, forward: Bool)
    }
    var base: Base
    var offset = 0
  }

  var addresses: [Address] = []
  var isWhole = false
  var name = ""
  var hasBang = false
  var argument = ""

  init(_ text: String) throws(PatternError) {
    var rest = Substring(text).drop { $0 == " " || $0 == ":" }
    if rest.first == "%" {
      isWhole = true
      rest = rest.dropFirst()
    } else {
      while true {
        let address = try Self.address(&rest)
        guard rest.first == "," || rest.first == ";" else {
          if let address {
            addresses.append(address)
          } else if !addresses.isEmpty {
            addresses.append(Address(base: .current))
          }
          break
        }
        addresses.append(address ?? Address(base: .current))
        rest = rest.dropFirst()
      }
    }
    rest = rest.drop { $0 == " " }
    name = Self.name(&rest)
    if rest.first == "!" {
      hasBang = true
      rest = rest.dropFirst()
    }
    argument = String(rest.drop { $0 == " " })
  }

  private static func name(_ rest: inout Substring) -> String {
    let symbols: Set<Character> = ["<", ">", "&", "=", "@"]
    if let first = rest.first, symbols.contains(first) {
      rest = rest.dropFirst()
      return String(first)
    }
    var word = rest.prefix { $0.isASCII && $0.isLetter }
    // `s`, `g` and `k` may be followed by what they take at once.
    for short in ["s", "g", "v"] where word.hasPrefix(short) && word == Substring(short) { word = rest.prefix(1) }
    rest = rest.dropFirst(word.count)
    return String(word)
  }

  private static func address(_ rest: inout Substring) throws(PatternError) -> Address? {
    rest = rest.drop { $0 == " " }
    var base: Address.Base?
    switch rest.first {
    case ".": base = .current
    case "$": base = .last
    case "'":
      guard let name = rest.dropFirst().unicodeScalars.first else { throw PatternError("' names no mark") }
      base = .mark(name)
      rest = rest.dropFirst()
    case "/", "?":
      let isForward = rest.first == "/"
      let text = delimited(&rest)
      base = .search(text, forward: isForward)
      rest = "x" + rest
    case .some(let digit) where digit.isASCII && digit.isNumber:
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      base = .number(Int(digits) ?? .max)
      rest = rest.dropFirst(digits.count - 1)
    default: break
    }
    if base != nil { rest = rest.dropFirst() }
    var address = base.map { Address(base: $0) }
    while let sign = rest.first, sign == "+" || sign == "-" {
      rest = rest.dropFirst()
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let step = digits.isEmpty ? 1 : Int(digits.prefix(9)) ?? 1
      var moved = address ?? Address(base: .current)
      moved.offset += sign == "+" ? step : -step
      address = moved
    }
    return address
  }

  /// The text between the delimiter at the start and the next one; `\` before the delimiter takes its meaning.
  static func delimited(_ rest: inout Substring) -> String {
    guard let delimiter = rest.first else { return "" }
    rest = rest.dropFirst()
    var text = ""
    var isEscaped = false
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == delimiter, !isEscaped { return text }
      if isEscaped, character == delimiter { text.removeLast() }
      text.append(character)
      isEscaped = character == "\\" && !isEscaped
    }
    return text
  }
}
