/// Reads a regular expression as people know them from PostgreSQL, Perl and ripgrep: `. * + ? {2,3} | ( ) (?: ) [ ] ^ $ \d \w \s \b \< \>` and lazy `*?`.
struct PatternReader {
  private let text: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private(set) var groups = 0

  /// Groups inside groups at most: reading is recursive.
  private static let deepest = 100
  /// Repetitions of `{n}` at most.
  private static let mostRepeats = 1000

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  static func read(_ text: String) throws(PatternError) -> (node: PatternNode, groups: Int) {
    var reader = PatternReader(text)
    let node = try reader.either()
    guard reader.index == reader.text.count else { throw PatternError(") has no (") }
    return (node, reader.groups)
  }

  private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func either() throws(PatternError) -> PatternNode {
    var branches = [try sequence()]
    while skip("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" { nodes.append(try repeated(try atom())) }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .nothing : .sequence(nodes)
  }

  private mutating func repeated(_ atom: PatternNode) throws(PatternError) -> PatternNode {
    var node = atom
    while let scalar = next {
      let range: (Int, Int?)
      switch scalar {
      case "*": range = (0, nil)
      case "+": range = (1, nil)
      case "?": range = (0, 1)
      case "{":
        guard let counted = try count() else { return node }
        range = counted
        index -= 1
      default: return node
      }
      index += 1
      node = .many(node, least: range.0, most: range.1, isGreedy: !skip("?"))
    }
    return node
  }

  /// `{2}`, `{2,}` or `{2,3}`; other braces stand for themselves.
  private mutating func count() throws(PatternError) -> (Int, Int?)? {
    guard let end = text[index...].firstIndex(of: "}") else { return nil }
    let parts = text[index + 1..<end].split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.map { part in Int(String(String.UnicodeScalarView(part))) }
    guard parts.count <= 2, let least = numbers[0], parts.count == 1 || parts[1].isEmpty || numbers[1] != nil else {
      return nil
    }
    let most = parts.count == 1 ? least : numbers[1]
    guard least <= Self.mostRepeats, most ?? 0 <= Self.mostRepeats, least <= most ?? least else {
      throw PatternError("{} repeats up to \(Self.mostRepeats) times")
    }
    index = end + 1
    return (least, most)
  }

  private mutating func atom() throws(PatternError) -> PatternNode {
    let scalar = text[index]
    index += 1
    switch scalar {
    case ".": return .scalars(.notLineFeed)
    case "^": return .place(.lineStart)
    case "$": return .place(.lineEnd)
    case "(": return try group()
    case "[": return .scalars(try set())
    case "*", "+", "?": throw PatternError("\(scalar) has nothing to repeat")
    case "\\": return try escaped()
    default: return .scalars(ScalarSet(scalar))
    }
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    guard depth < Self.deepest else { throw PatternError("too many groups in each other") }
    depth += 1
    defer { depth -= 1 }
    var number = 0
    if next == "?" {
      index += 1
      guard skip(":") else { throw PatternError("(? is followed by : only") }
    } else {
      groups += 1
      number = groups
    }
    let node = try either()
    guard skip(")") else { throw PatternError("( has no )") }
    return number == 0 ? node : .group(node, number)
  }

  private mutating func escaped() throws(PatternError) -> PatternNode {
    guard let scalar = next else { throw PatternError("\\ stands at the end") }
    index += 1
    switch scalar {
    case "b", "y": return .place(.wordEdge)
    case "B": return .place(.noWordEdge)
    case "<", "m": return .place(.wordStart)
    case ">", "M": return .place(.wordEnd)
    default: return .scalars(Self.escape(scalar))
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> ScalarSet {
    switch scalar {
    case "d": .digits
    case "D": .digits.inverted
    case "w": .words
    case "W": .words.inverted
    case "s": .spaces
    case "S": .spaces.inverted
    case "n": ScalarSet("\n")
    case "t": ScalarSet("\t")
    case "r": ScalarSet("\r")
    default: ScalarSet(scalar)
    }
  }

  private mutating func set() throws(PatternError) -> ScalarSet {
    let isInverted = skip("^")
    var set = ScalarSet([])
    var isFirst = true
    while true {
      guard let scalar = next else { throw PatternError("[ has no ]") }
      index += 1
      if scalar == "]", !isFirst { break }
      isFirst = false
      var start = scalar
      if scalar == "\\", let code = next {
        index += 1
        let escape = Self.escape(code)
        guard escape.ranges.count == 1, escape.ranges[0].count == 1,
          let one = Unicode.Scalar(escape.ranges[0].lowerBound)
        else {
          set.add(escape)
          continue
        }
        start = one
      }
      guard next == "-", index + 1 < text.count, text[index + 1] != "]" else {
        set.add(ScalarSet(start))
        continue
      }
      var end = text[index + 1]
      index += 2
      if end == "\\", let code = next {
        end = code
        index += 1
      }
      guard start.value <= end.value else { throw PatternError("[\(start)-\(end)] goes backward") }
      set.add(ScalarSet([start.value...end.value]))
    }
    set.isInverted = isInverted
    return set
  }
}

/// Why a regular expression cannot be read.
struct PatternError: Error, Sendable, Hashable {
  var message: String
  init(_ message: String) { self.message = message }
}
