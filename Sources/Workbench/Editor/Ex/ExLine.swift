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
    /// `;` stands behind it: what follows counts from there.
    var movesCursor = false
  }

  var addresses: [Address] = []
  var isWhole = false
  var name = ""
  var hasBang = false
  var argument = ""
  /// What stands behind a bar: the next command.
  var next: String?

  init(_ text: String) throws(PatternError) {
    var rest = Substring(text).drop { $0 == " " || $0 == ":" }
    if rest.first == "%" {
      isWhole = true
      rest = rest.dropFirst()
    } else {
      addresses = try Self.addresses(&rest)
    }
    rest = rest.drop { $0 == " " }
    name = Self.name(&rest)
    if rest.first == "!" {
      hasBang = true
      rest = rest.dropFirst()
    }
    rest = rest.drop { $0 == " " }
    guard !Self.takesBars.contains(where: { name.hasPrefix($0) }) else {
      argument = String(rest)
      return
    }
    if !name.isEmpty, "substitute".hasPrefix(name) { argument = Self.substitution(&rest) }
    argument += Self.upToBar(&rest)
    next = rest.isEmpty ? nil : String(rest.dropFirst())
  }

  /// Commands whose argument is a line of commands, or of keys, bars and all.
  private static let takesBars = ["g", "v", "norm"]

  /// Bars in what a substitution looks for and puts there are its own.
  private static func substitution(_ rest: inout Substring) -> String {
    guard let delimiter = rest.first, ExSubstitution.isDelimiter(delimiter) else { return "" }
    let whole = rest
    _ = delimited(&rest)
    var behind = String(delimiter)[...] + rest
    _ = delimited(&behind)
    rest = rest.suffix(behind.count)
    return String(whole.dropLast(rest.count))
  }

  /// What stands before a bar without `\` before it, which stays where the rest begins.
  private static func upToBar(_ rest: inout Substring) -> Substring {
    var isEscaped = false
    let end = rest.firstIndex { character in
      defer { isEscaped = character == "\\" && !isEscaped }
      return character == "|" && !isEscaped
    }
    defer { rest = rest[(end ?? rest.endIndex)...] }
    return rest[..<(end ?? rest.endIndex)]
  }

  private static func addresses(_ rest: inout Substring) throws(PatternError) -> [Address] {
    var addresses: [Address] = []
    while true {
      let address = try address(&rest)
      guard let sign = rest.first, sign == "," || sign == ";" else {
        if let address {
          addresses.append(address)
        } else if !addresses.isEmpty {
          addresses.append(Address(base: .current))
        }
        return addresses
      }
      var one = address ?? Address(base: .current)
      one.movesCursor = sign == ";"
      addresses.append(one)
      rest = rest.dropFirst()
    }
  }

  private static func name(_ rest: inout Substring) -> String {
    let symbols: Set<Character> = ["<", ">", "&", "=", "@"]
    if let first = rest.first, symbols.contains(first) {
      rest = rest.dropFirst()
      return String(first)
    }
    var word = rest.prefix { $0.isASCII && $0.isLetter }
    // The name of the mark may follow `k` at once.
    if word.count == 2, word.first == "k" { word = word.prefix(1) }
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

  /// The number that ends the argument of a command; nil without one.
  static func count(_ text: Substring) throws(PatternError) -> Int? {
    let digits = text.filter { $0 != " " }
    if digits.isEmpty { return nil }
    guard let count = Int(digits.prefix(9)), count > 0 else { throw PatternError("\(digits) is no number of lines") }
    return count
  }

  var hasRange: Bool { isWhole || !addresses.isEmpty }

  /// `d x 3`: the register, and lines from the last of the range on.
  var registerAndCount: (Unicode.Scalar?, Int?) {
    get throws(PatternError) {
      let scalars = argument.unicodeScalars
      guard let first = scalars.first, VimRegisters.isName(first), !("0"..."9").contains(first) else {
        return (nil, try Self.count(argument[...]))
      }
      return (first, try Self.count(Substring(scalars.dropFirst())))
    }
  }
}
