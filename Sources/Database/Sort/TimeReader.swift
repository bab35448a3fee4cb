/// Reads dates, timestamps and intervals as PostgreSQL writes them.
enum TimeReader {
  private static let dayMicroseconds: Int64 = 86_400_000_000

  /// Microseconds since 1970 in UTC (of a timestamp without a zone: as if it were), nil for what is not in the ISO style.
  static func microseconds(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    if let special = special(bytes) { return special }
    var scan = DigitScan(bytes)
    guard let year = scan.number(), scan.take(0x2D), let month = scan.number(), scan.take(0x2D),
      let day = scan.number(), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var time: Int64 = 0
    var zone: Int64 = 0
    if scan.take(0x20) || scan.take(0x54), !scan.isAtLetter {
      guard let clock = scan.clock() else { return nil }
      time = clock
      guard let offset = scan.zone() else { return nil }
      zone = offset
    }
    _ = scan.take(0x20)
    let isBC = scan.takeWord("BC")
    guard scan.isAtEnd else { return nil }
    let days = daysSince1970(year: isBC ? 1 - year : year, month: month, day: day)
    return days * dayMicroseconds + time - zone * 1_000_000
  }

  private static func special(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    if bytes.elementsEqual("infinity".utf8) { return .max }
    if bytes.elementsEqual("-infinity".utf8) { return .min }
    return nil
  }

  /// Days of the proleptic Gregorian calendar.
  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Microseconds of an interval, a month counted as 30 days as the server does when it compares.
  static func intervalMicroseconds(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    var scan = DigitScan(bytes)
    var total: Int64 = 0
    while !scan.isAtEnd {
      let isNegative = scan.take(0x2D)
      if !isNegative { _ = scan.take(0x2B) }
      let start = scan
      guard let amount = scan.number() else { return nil }
      if scan.isAt(0x3A) {
        scan = start
        guard let clock = scan.clock() else { return nil }
        total += isNegative ? -clock : clock
      } else {
        guard scan.take(0x20), let unit = scan.unit() else { return nil }
        total += (isNegative ? -amount : amount) * unit
      }
      _ = scan.take(0x20)
    }
    return bytes.isEmpty ? nil : total
  }
}

/// Goes through bytes that hold numbers and marks.
private struct DigitScan {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }
  var isAtLetter: Bool { index < bytes.count && bytes[index] | 0x20 >= 0x61 }

  func isAt(_ byte: UInt8) -> Bool { index < bytes.count && bytes[index] == byte }

  mutating func take(_ byte: UInt8) -> Bool {
    guard isAt(byte) else { return false }
    index += 1
    return true
  }

  mutating func takeWord(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count,
      UnsafeRawBufferPointer(rebasing: bytes[index..<end])
        .elementsEqual(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    else { return false }
    index = end
    return true
  }

  mutating func number() -> Int64? {
    var value: Int64 = 0
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10, index - start < 18 {
      value = value * 10 + Int64(bytes[index] - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  /// `10:20:30.5` in microseconds.
  mutating func clock() -> Int64? {
    guard let hours = number(), take(0x3A), let minutes = number() else { return nil }
    var micros = (hours * 3600 + minutes * 60) * 1_000_000
    guard take(0x3A) else { return micros }
    guard let seconds = number() else { return nil }
    micros += seconds * 1_000_000
    guard take(0x2E) else { return micros }
    var unit: Int64 = 100_000
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      micros += Int64(bytes[index] - 0x30) * unit
      unit /= 10
      index += 1
    }
    return micros
  }

  /// `+02`, `-03:30`: seconds east of UTC; 0 without a zone.
  mutating func zone() -> Int64? {
    let isWest = take(0x2D)
    guard isWest || take(0x2B) else { return 0 }
    guard let hours = number() else { return nil }
    var seconds = hours * 3600
    if take(0x3A), let minutes = number() { seconds += minutes * 60 }
    if take(0x3A), let rest = number() { seconds += rest }
    return isWest ? -seconds : seconds
  }

  /// Microseconds in one `year`, `mon` or `day`, singular or plural.
  mutating func unit() -> Int64? {
    let day: Int64 = 86_400_000_000
    for (name, size) in [("year", 360 * day), ("mon", 30 * day), ("day", day)] as [(StaticString, Int64)]
    where takeWord(name) {
      _ = take(0x73)
      return size
    }
    return nil
  }
}
