/// How much of the history is kept.
package struct HistoryRetention: Sendable, Hashable {
  /// Seconds; nil keeps statements of any age.
  package var span: Double?
  /// Bytes; nil keeps any amount.
  package var size: Int?

  package init(span: Double? = nil, size: Int? = 1 << 30) {
    self.span = span
    self.size = size
  }

  /// Reads `90d`, `12w`, `6m` (of 30 days) or `2y` as seconds.
  package static func span(_ text: String) -> Double? {
    let days: [Character: Double] = ["d": 1, "w": 7, "m": 30, "y": 365]
    guard let unit = text.last.flatMap({ days[$0] }), let number = Double(text.dropLast()), number > 0,
      number.isFinite
    else { return nil }
    return number * unit * 86_400
  }

  /// Reads `500MB`, `2GB`, `100kB` or bytes, in powers of 1024.
  package static func size(_ text: String) -> Int? {
    let digits = text.prefix { $0.isNumber }
    let shifts = ["": 0, "b": 0, "kb": 10, "mb": 20, "gb": 30]
    guard let shift = shifts[text.dropFirst(digits.count).lowercased()], let number = Int(digits),
      number <= Int.max >> shift
    else { return nil }
    return number << shift
  }
}
