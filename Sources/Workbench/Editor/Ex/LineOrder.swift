/// The order that `:sort` brings lines into.
struct LineOrder {
  var ignoresCase: Bool
  /// By the first whole number of a line; lines without one come first.
  var byNumber: Bool

  /// The lines of a text in their order, a line feed between them. Equal lines stay in their order; `once` keeps the first of them.
  func sorted(_ text: [UInt8], backward: Bool, once: Bool) -> [UInt8] {
    let keys = byNumber || !ignoresCase ? text : Self.lowercased(text)
    return keys.withUnsafeBufferPointer { keys in
      var lines = Self.lines(of: keys)
      if byNumber { for index in lines.indices { lines[index].number = Self.number(in: keys[lines[index].range]) } }
      func order(_ one: Line, _ other: Line) -> Int {
        byNumber
          ? (one.number ?? .min) < (other.number ?? .min) ? -1 : one.number == other.number ? 0 : 1
          : Self.order(keys[one.range], keys[other.range])
      }
      lines.sort { one, other in
        let order = order(one, other)
        return order == 0 ? one.range.lowerBound < other.range.lowerBound : (order < 0) != backward
      }
      var sorted: [UInt8] = []
      sorted.reserveCapacity(text.count)
      var last: Line?
      for line in lines {
        if once, let last, order(last, line) == 0 { continue }
        if last != nil { sorted.append(0x0A) }
        sorted += text[line.range]
        last = line
      }
      return sorted
    }
  }

  private struct Line {
    var range: Range<Int>
    var number: Int?
  }

  private static func lines(of text: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start <= text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      lines.append(Line(range: start..<end))
      start = end + 1
    }
    return lines
  }

  /// Byte by byte, the shorter one first.
  private static func order(_ one: Slice<UnsafeBufferPointer<UInt8>>, _ other: Slice<UnsafeBufferPointer<UInt8>>) -> Int
  {
    var (left, right) = (one.startIndex, other.startIndex)
    while left < one.endIndex, right < other.endIndex {
      let (a, b) = (one.base[left], other.base[right])
      if a != b { return a < b ? -1 : 1 }
      left += 1
      right += 1
    }
    return (one.endIndex - left) - (other.endIndex - right)
  }

  /// Lower case, letter by letter, where that takes as many bytes.
  private static func lowercased(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }), let whole = String(validating: text, as: UTF8.self) else {
      return text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
    return whole.unicodeScalars.flatMap { scalar in
      let (own, lower) = (String(scalar), String(scalar).lowercased())
      return Array((own.utf8.count == lower.utf8.count ? lower : own).utf8)
    }
  }

  private static func number(in line: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let start = line.firstIndex(where: { $0 &- 0x30 < 10 }) else { return nil }
    let digits = line[start...].prefix { $0 &- 0x30 < 10 }
    let value = Int(String(decoding: digits, as: UTF8.self)) ?? .max
    return start > line.startIndex && line[start - 1] == 0x2D ? -value : value
  }
}
