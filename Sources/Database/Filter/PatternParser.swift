/// Reads a regular expression.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private let ignoresCase: Bool
  private var index = 0
  private var depth = 0

  private static let mostRepeats = 1000
  private static let deepest = 200
  private static let any: [ClosedRange<UInt32>] = [0...0x9, 0xB...0xD7FF, 0xE000...0x10FFFF]
  private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  private static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0x2AF]
  private static let space: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20, 0xA0...0xA0]

  init(_ text: String, ignoresCase: Bool) {
    scalars = Array(text.unicodeScalars)
    self.ignoresCase = ignoresCase
  }

  mutating func parse() throws(FilterError) -> PatternNode {
    let node = try alternatives()
    if index < scalars.count { throw FilterError("unexpected ) in the pattern", at: index) }
    return node
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func alternatives() throws(FilterError) -> PatternNode {
    var choices = [try sequence()]
    while next == "|" {
      index += 1
      choices.append(try sequence())
    }
    return choices.count == 1 ? choices[0] : .alternatives(choices)
  }

  private mutating func sequence() throws(FilterError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" { parts.append(try repeated()) }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func repeated() throws(FilterError) -> PatternNode {
    let start = index
    var node = try atom()
    while let scalar = next, "*+?{".unicodeScalars.contains(scalar) {
      guard let (atLeast, atMost) = try bounds() else { return node }
      if node == .start || node == .end { throw FilterError("nothing to repeat in the pattern", at: start) }
      // A lazy repeat finds the same texts.
      if next == "?" { index += 1 }
      node = .repeat(node, atLeast: atLeast, atMost: atMost)
    }
    return node
  }

  /// nil when a brace stands for itself.
  private mutating func bounds() throws(FilterError) -> (Int, Int?)? {
    let start = index
    index += 1
    switch scalars[start] {
    case "*": return (0, nil)
    case "+": return (1, nil)
    case "?": return (0, 1)
    default: break
    }
    guard let atLeast = number() else {
      index = start
      return nil
    }
    var atMost: Int? = atLeast
    if next == "," {
      index += 1
      atMost = number()
    }
    guard next == "}" else { throw FilterError("} is missing in the pattern", at: index) }
    index += 1
    guard max(atLeast, atMost ?? 0) <= Self.mostRepeats, atMost.map({ $0 >= atLeast }) ?? true else {
      throw FilterError("a pattern repeats at most \(Self.mostRepeats) times, the smaller number first", at: start)
    }
    return (atLeast, atMost)
  }

  private mutating func number() -> Int? {
    let start = index
    var value = 0
    while let scalar = next, (0x30...0x39).contains(scalar.value) {
      value = min(value * 10 + Int(scalar.value - 0x30), 1_000_000)
      index += 1
    }
    return index > start ? value : nil
  }

  private mutating func atom() throws(FilterError) -> PatternNode {
    let start = index
    let scalar = scalars[index]
    index += 1
    switch scalar {
    case ".": return .scalar(Self.any)
    case "^": return .start
    case "$": return .end
    case "[": return .scalar(try set(from: start))
    case "(": return try group(from: start)
    case "\\": return .scalar(try escaped(at: start))
    case "*", "+", "?": throw FilterError("nothing to repeat in the pattern", at: start)
    case "{" where number() != nil: throw FilterError("nothing to repeat in the pattern", at: start)
    default: return .scalar(cases([scalar.value...scalar.value]))
    }
  }

  private mutating func group(from start: Int) throws(FilterError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw FilterError("the pattern is nested too deeply", at: start) }
    if next == "?" {
      guard index + 1 < scalars.count, scalars[index + 1] == ":" else {
        throw FilterError("only (?: is known after ( in a pattern", at: index)
      }
      index += 2
    }
    let node = try alternatives()
    guard next == ")" else { throw FilterError(") is missing in the pattern", at: start) }
    index += 1
    return node
  }

  /// What stands behind a backslash.
  private mutating func escaped(at start: Int) throws(FilterError) -> [ClosedRange<UInt32>] {
    guard let scalar = next else { throw FilterError("the pattern ends in a backslash", at: start) }
    index += 1
    switch scalar {
    case "d": return Self.digits
    case "D": return Self.opposite(of: Self.digits)
    case "w": return Self.word
    case "W": return Self.opposite(of: Self.word)
    case "s": return Self.space
    case "S": return Self.opposite(of: Self.space)
    case "n": return [0x0A...0x0A]
    case "t": return [0x09...0x09]
    case "r": return [0x0D...0x0D]
    case let letter where letter.properties.isAlphabetic || (0x30...0x39).contains(letter.value):
      throw FilterError("\\\(letter) is not known in a pattern", at: start)
    default: return [scalar.value...scalar.value]
    }
  }

  /// The ranges between brackets.
  private mutating func set(from start: Int) throws(FilterError) -> [ClosedRange<UInt32>] {
    var ranges: [ClosedRange<UInt32>] = []
    let isOpposite = next == "^"
    if isOpposite { index += 1 }
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      let place = index
      index += 1
      var low = [scalar.value...scalar.value]
      if scalar == "\\" { low = try escaped(at: place) }
      guard low.count == 1, low[0].count == 1, next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
        ranges += low
        continue
      }
      index += 1
      var high = scalars[index].value
      index += 1
      if high == 0x5C { high = try escaped(at: index - 1).first?.lowerBound ?? high }
      guard high >= low[0].lowerBound else {
        throw FilterError("a range of the pattern is the wrong way round", at: place)
      }
      ranges.append(low[0].lowerBound...high)
    }
    guard next == "]" else { throw FilterError("] is missing in the pattern", at: start) }
    index += 1
    let all = Self.merged(cases(ranges))
    return isOpposite ? Self.opposite(of: all) : all
  }

  /// Adds the other case of a-z where case does not count.
  private func cases(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    guard ignoresCase else { return ranges }
    return ranges
      + ranges.flatMap { range -> [ClosedRange<UInt32>] in
        var others: [ClosedRange<UInt32>] = []
        if range.overlaps(0x41...0x5A) {
          let letters = range.clamped(to: 0x41...0x5A)
          others.append(letters.lowerBound + 32...letters.upperBound + 32)
        }
        if range.overlaps(0x61...0x7A) {
          let letters = range.clamped(to: 0x61...0x7A)
          others.append(letters.lowerBound - 32...letters.upperBound - 32)
        }
        return others
      }
  }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  private static func opposite(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var others: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in merged(ranges) {
      if range.lowerBound > start { others.append(start...range.lowerBound - 1) }
      start = range.upperBound + 1
    }
    if start <= 0x10FFFF { others.append(start...0x10FFFF) }
    return others
  }
}
