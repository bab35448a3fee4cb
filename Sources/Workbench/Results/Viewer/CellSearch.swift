import Database

/// Looks for text in a document, some bytes at a time so that keys are never kept waiting. Letter case of a-z is ignored; in a dump it looks at
/// the bytes, and `\x…` means bytes.
struct CellSearch: Sendable {
  enum Step: Sendable {
    /// Offset in the document's bytes.
    case found(Int)
    case missing, unfinished
  }

  private static let budget = 4_000_000

  private let needle: [UInt8]
  private let forward: Bool
  private let startLine: Int
  private let isDump: Bool
  /// The next place to look at, and how many are left.
  private var place: Int
  private var left: Int
  private let all: Int
  /// The first place on the line where the search began, for when there is no other.
  private var own: Int?

  init(_ text: String, in document: CellDocument, line: Int, forward: Bool) {
    let bytes = Self.hex(text)
    isDump = document.form == .bytes
    needle = isDump ? bytes ?? Array(text.utf8) : text.utf8.map(Self.folded)
    self.forward = forward
    startLine = line
    left = isDump ? document.hexLength : document.bytes.bytes.count
    all = left
    place = Self.start(of: line, in: document) - (forward ? 0 : 1)
    if left > 0 { place = (place + left) % left }
  }

  /// How much of the value has been looked at.
  var percent: Int { all == 0 ? 100 : (all - left) * 100 / all }

  private static func start(of line: Int, in document: CellDocument) -> Int {
    switch document.body {
    case .lines(let lines): Int(lines[line].key.isEmpty ? lines[line].value.start : lines[line].key.start)
    case .text(let starts): Int(starts[line])
    case .hex: line * CellDocument.hexBytes
    }
  }

  private static func hex(_ text: String) -> [UInt8]? {
    guard text.hasPrefix("\\x") else { return nil }
    let digits = Array(text.dropFirst(2).filter { $0 != " " })
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(digits[index...index + 1]), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  mutating func step(in document: CellDocument) -> Step {
    let count = isDump ? document.hexLength : document.bytes.bytes.count
    guard !needle.isEmpty, count > 0 else { return .missing }
    for _ in 0..<Self.budget {
      guard left > 0 else { return own.map { .found($0) } ?? .missing }
      left -= 1
      let here = place
      place += forward ? 1 : -1
      if place == count { place = 0 }
      if place < 0 { place = count - 1 }
      guard matches(document, here, count) else { continue }
      let offset = isDump && document.holdsDigits ? 2 + 2 * here : here
      // The line one stands on comes last.
      if document.line(at: offset) != startLine { return .found(offset) }
      own = own ?? offset
    }
    return .unfinished
  }

  private func matches(_ document: CellDocument, _ place: Int, _ count: Int) -> Bool {
    guard place + needle.count <= count else { return false }
    if isDump { return needle.indices.allSatisfy { document.byte(place + $0) == needle[$0] } }
    let bytes = document.bytes.bytes
    guard Self.folded(bytes[place]) == needle[0] else { return false }
    return needle.indices.dropFirst().allSatisfy { Self.folded(bytes[place + $0]) == needle[$0] }
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
