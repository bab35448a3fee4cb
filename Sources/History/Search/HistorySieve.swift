import Glibc
import JSONText

/// A filter made ready for raw lines: tells quickly which of them cannot fit. What passes is read and looked at by the filter itself.
struct HistorySieve: Sendable {
  /// Found first, by a search over many lines at once; nil when every line has to be looked at.
  private let leading: ByteNeedle?
  /// Must stand in the statement.
  private let words: [ByteNeedle]
  /// Must stand anywhere in the line.
  private let facts: [ByteNeedle]
  private let slowerThan: Double?
  /// What a digest has of every line that fits, and what it has of those that Perch wrote.
  private let leadingPlaces: [Int]
  private let places: [Int]

  private static let opening = ByteNeedle(#""statement":""#.utf8)!
  private static let closing = ByteNeedle(#"","outcome":""#.utf8)!
  private static let seconds = ByteNeedle(#""seconds":"#.utf8)!

  init(_ filter: HistoryFilter) {
    words = filter.words.compactMap { ByteNeedle(Self.written($0)) }
    facts = filter.facts.compactMap { ByteNeedle($0.utf8) }
    slowerThan = filter.slowerThan
    // Words are rarer than facts, which every line has in one way or another.
    leading = (words.isEmpty ? facts : words).max { $0.bytes.count < $1.bytes.count }
    leadingPlaces = leading.map(LinesDigest.places) ?? []
    places = (words + facts).flatMap(LinesDigest.places)
  }

  /// The longest part of a word as its line has it. Letters outside ASCII may be written in another case, so they are left to the filter.
  private static func written(_ word: String) -> [UInt8] {
    var quoted: [UInt8] = []
    JSONString.quote(word, into: &quoted)
    let escaped = quoted.dropFirst().dropLast()
    return escaped.split { $0 >= 0x80 }.max { $0.count < $1.count }.map(Array.init) ?? []
  }

  /// The lines that may fit, as ranges without line feeds, in their order. `bytes` begins and ends with whole lines.
  func candidates(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      var start = place
      if let leading {
        guard let hit = leading.place(in: bytes, from: place) else { break }
        start = Self.lineStart(bytes, hit, from: place)
      }
      let end = Self.lineEnd(bytes, start)
      if end > start, mayFit(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { found.append(start..<end) }
      place = end + 1
    }
    return found
  }

  private static func lineStart(_ bytes: UnsafeRawBufferPointer, _ place: Int, from bound: Int) -> Int {
    var start = place
    while start > bound, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  private static func lineEnd(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    guard place < bytes.count, let feed = memchr(bytes.baseAddress! + place, 0x0A, bytes.count - place) else {
      return bytes.count
    }
    return UnsafeRawPointer(feed) - bytes.baseAddress!
  }

  func mayFit(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let start = Self.statementStart(line) else { return true }
    // Quotes inside the statement have a backslash before them, so this cannot be part of it.
    let end = Self.closing.place(in: line, from: start) ?? line.count
    let statement = UnsafeRawBufferPointer(rebasing: line[start..<end])
    guard words.allSatisfy({ $0.occurs(in: statement) }) else { return false }
    let rest = UnsafeRawBufferPointer(rebasing: line[end...])
    guard facts.allSatisfy({ $0.occurs(in: rest) }) else { return false }
    guard let slowerThan, let number = Self.seconds.place(in: rest, from: 0) else { return true }
    return Self.wholeSeconds(rest, from: number + Self.seconds.bytes.count) + 1 > slowerThan
  }

  /// Whether lines with this digest may fit.
  func mayFit(_ digest: LinesDigest) -> Bool {
    guard digest.isUsual else { return digest.holds(leadingPlaces) }
    if let slowerThan, digest.slowest + 1 <= slowerThan { return false }
    return digest.holds(places)
  }

  /// Whole seconds of the slowest statement, and whether all lines are such as are looked at closely.
  static func survey(_ lines: UnsafeRawBufferPointer) -> (slowest: Double, isUsual: Bool) {
    var slowest = 0.0
    var isUsual = true
    var place = 0
    while place < lines.count {
      let end = lineEnd(lines, place)
      let line = UnsafeRawBufferPointer(rebasing: lines[place..<end])
      if let start = statementStart(line), let closed = closing.place(in: line, from: start),
        let number = seconds.place(in: line, from: closed)
      {
        slowest = max(slowest, wholeSeconds(line, from: number + seconds.bytes.count))
      } else if end > place {
        isUsual = false
      }
      place = end + 1
    }
    return (slowest, isUsual)
  }

  /// Behind the time, which is as long in every line that a Perch wrote.
  private static func statementStart(_ line: UnsafeRawBufferPointer) -> Int? {
    let usual = 35
    if opening.stands(at: usual, in: line) { return usual + opening.bytes.count }
    return opening.place(in: line, from: 0).map { $0 + opening.bytes.count }
  }

  /// The digits before the point.
  private static func wholeSeconds(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Double {
    var seconds = 0.0
    var place = start
    while place < bytes.count, bytes[place] &- 0x30 < 10 {
      seconds = seconds * 10 + Double(bytes[place] &- 0x30)
      place += 1
    }
    // Of very short times the exponent is written: `4.1e-05`.
    while place < bytes.count, bytes[place] == UInt8(ascii: ".") || bytes[place] &- 0x30 < 10 { place += 1 }
    return place < bytes.count && bytes[place] == UInt8(ascii: "e") ? 0 : seconds
  }
}
