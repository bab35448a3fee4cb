/// The order that `:sort` brings lines into.
struct LineOrder {
  var ignoresCase: Bool
  /// By the first whole number of a line; lines without one come first.
  var byNumber: Bool

  /// Equal lines stay in their order; `once` keeps the first of them.
  func sorted(_ lines: [[UInt8]], backward: Bool, once: Bool) -> [[UInt8]] {
    var keyed = lines.enumerated().map { (key: key(of: $1), line: $1, place: $0) }
    keyed.sort { one, other in
      if one.key == other.key { return one.place < other.place }
      return (one.key < other.key) != backward
    }
    guard once else { return keyed.map(\.line) }
    return keyed.indices.filter { $0 == 0 || keyed[$0].key != keyed[$0 - 1].key }.map { keyed[$0].line }
  }

  private struct Key: Comparable {
    var number: Int?
    var text: [UInt8]

    static func < (one: Key, other: Key) -> Bool {
      if one.number != other.number { return one.number ?? .min < other.number ?? .min }
      return one.text.lexicographicallyPrecedes(other.text)
    }
  }

  private func key(of line: [UInt8]) -> Key {
    if byNumber { return Key(number: Self.number(in: line), text: []) }
    return Key(number: nil, text: ignoresCase ? Array(String(decoding: line, as: UTF8.self).lowercased().utf8) : line)
  }

  private static func number(in line: [UInt8]) -> Int? {
    guard let start = line.firstIndex(where: { $0 &- 0x30 < 10 }) else { return nil }
    let digits = line[start...].prefix { $0 &- 0x30 < 10 }
    let value = Int(String(decoding: digits, as: UTF8.self)) ?? .max
    return start > 0 && line[start - 1] == 0x2D ? -value : value
  }
}
