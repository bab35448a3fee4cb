import SQLText

/// What is searched for: text as it is, or a regular expression. Searching takes time that grows with the text times the pattern and no
/// faster, whatever the pattern is: Swift's own expressions go back and try again, which some patterns make endless.
struct Pattern: Sendable {
  enum LetterCase: Sendable, Hashable {
    /// Capitals in the pattern make it matter.
    case smart
    case ignored, matters
  }

  /// Where a match is, and where its groups are.
  struct Match: Sendable, Hashable {
    var range: Range<Int>
    var groups: [Range<Int>?]

    func shifted(by distance: Int) -> Match {
      func moved(_ range: Range<Int>) -> Range<Int> { range.lowerBound + distance..<range.upperBound + distance }
      return Match(range: moved(range), groups: groups.map { $0.map(moved) })
    }
  }

  private let program: PatternProgram
  /// How many groups it has.
  let groups: Int
  /// Bytes in lower case when the pattern is plain ASCII text without regard to case, which is found faster.
  private let literal: [UInt8]?

  init(regex: String, letterCase: LetterCase = .smart) throws(PatternError) {
    let (node, groups) = try PatternReader.read(regex)
    self.groups = groups
    let hasCapital = Self.literals(regex).contains { $0.properties.isUppercase }
    let folds = letterCase == .ignored || letterCase == .smart && !hasCapital
    program = try PatternProgram(node, groups: groups, foldsCase: folds)
    literal = nil
  }

  init(text: String, letterCase: LetterCase = .smart, wholeWord: Bool = false) {
    groups = 0
    let folds =
      letterCase == .ignored
      || letterCase == .smart && !text.unicodeScalars.contains { $0.properties.isUppercase }
    var nodes: [PatternNode] = text.unicodeScalars.map { .scalars(ScalarSet($0)) }
    if wholeWord { nodes = [.place(.wordStart)] + nodes + [.place(.wordEnd)] }
    // Text without groups and repetitions always fits.
    program = try! PatternProgram(.sequence(Array(nodes.prefix(10_000))), groups: 0, foldsCase: folds)
    let isPlain = folds && !wholeWord && !text.isEmpty && text.utf8.allSatisfy { $0 < 0x80 }
    literal = isPlain ? text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } : nil
  }

  /// The characters of an expression that stand for themselves.
  private static func literals(_ regex: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var isEscaped = false
    for scalar in regex.unicodeScalars {
      if !isEscaped, scalar != "\\" { result.append(scalar) }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return result
  }

  /// The first match that begins in `range`; empty ones count.
  func firstMatch(in text: Rope, range: Range<Int>) -> Match? {
    var start = range.lowerBound
    var length = 4096
    while true {
      let end = length < range.upperBound - start ? start + length : range.upperBound
      if let first = matches(in: text, range: start..<end, limit: 1).first { return first }
      if end == range.upperBound { return nil }
      start = end
      length *= 4
    }
  }

  /// All matches that begin in `range`, none overlapping, at most `limit`.
  func matches(in text: Rope, range: Range<Int>, limit: Int = .max) -> [Match] {
    // A byte more before the range tells whether a line or a word begins in it.
    let start = max(0, range.lowerBound - 1)
    var beyond = 4096
    while true {
      let end = beyond < text.count - range.upperBound ? range.upperBound + beyond : text.count
      let found = text.withBytes(start..<end) { bytes in
        matches(
          in: UnsafeRawBufferPointer(bytes), range: range.lowerBound - start..<range.upperBound - start, limit: limit,
          isWhole: end == text.count)
      }
      if let found { return found.map { $0.shifted(by: start) } }
      beyond *= 16
    }
  }

  /// Nil when a match may depend on what follows the bytes.
  private func matches(
    in bytes: UnsafeRawBufferPointer, range: Range<Int>, limit: Int, isWhole: Bool
  ) -> [Match]? {
    var search = Search(self)
    var result: [Match] = []
    var place = range.lowerBound
    while place <= range.upperBound, result.count < limit,
      let match = search.next(in: bytes, range: place..<range.upperBound)
    {
      result.append(match)
      place = match.range.isEmpty ? match.range.upperBound + 1 : match.range.upperBound
    }
    return isWhole || search.furthest + 4 < bytes.count ? result : nil
  }

  /// A search that goes on from match to match without starting anew.
  private struct Search {
    private var matcher: PatternMatcher
    /// How far the bytes were looked at.
    private(set) var furthest = 0
    private let literal: [UInt8]?

    init(_ pattern: Pattern) {
      matcher = PatternMatcher(pattern.program)
      literal = pattern.literal
    }

    mutating func next(in bytes: UnsafeRawBufferPointer, range: Range<Int>) -> Match? {
      defer { furthest = max(furthest, matcher.furthest) }
      if let literal {
        furthest = range.upperBound + literal.count
        return Self.find(literal, in: bytes, range).map { Match(range: $0..<$0 + literal.count, groups: []) }
      }
      guard let slots = matcher.match(bytes, from: range.lowerBound, limit: range.upperBound) else { return nil }
      let groups = stride(from: 2, to: slots.count, by: 2).map { index -> Range<Int>? in
        slots[index] < 0 || slots[index + 1] < slots[index] ? nil : slots[index]..<slots[index + 1]
      }
      return Match(range: slots[0]..<slots[1], groups: groups)
    }

    private static func find(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
      needle.withUnsafeBufferPointer { needle in
        let last = min(range.upperBound, bytes.count - needle.count)
        guard range.lowerBound <= last else { return nil }
        let (first, other) = (needle[0], needle[0] &- 0x61 < 26 ? needle[0] & 0xDF : needle[0])
        for start in range.lowerBound...last where bytes[start] == first || bytes[start] == other {
          var index = 1
          while index < needle.count {
            let byte = bytes[start + index]
            guard (byte &- 0x41 < 26 ? byte | 0x20 : byte) == needle[index] else { break }
            index += 1
          }
          if index == needle.count { return start }
        }
        return nil
      }
    }
  }
}
