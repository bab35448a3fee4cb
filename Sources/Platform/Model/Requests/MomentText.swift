import Glibc

/// Moments as people type them.
package enum MomentText {
  /// A moment of a branch's past: `-2h`, `2026-12-31`, `2026-12-31T10:00:00Z`, or a log position such as `0/16B3748`.
  package static func past(_ text: String, now: Double) throws(PlatformError) -> Point {
    if text.contains("/") {
      guard let lsn = lsn(text) else { throw unreadable("log position", text) }
      return .lsn(lsn)
    }
    return .time(try pastTime(text, now: now))
  }

  /// The same without log positions, in seconds since 1970.
  package static func pastTime(_ text: String, now: Double) throws(PlatformError) -> Double {
    let plain = text.hasPrefix("-") ? String(text.dropFirst()) : text
    if let seconds = duration(plain) { return now - seconds }
    guard let time = date(text) else { throw unreadable("time", text) }
    guard time <= now else { throw .invalid(field: "time", reason: "\"\(text)\" is not in the past") }
    return time
  }

  /// When something expires: `12h`, `7d`, `2026-12-31`, a full date and time; nil for `never`.
  package static func expiry(_ text: String, now: Double) throws(PlatformError) -> Double? {
    if text == "never" { return nil }
    let plain = text.hasPrefix("+") ? String(text.dropFirst()) : text
    if let seconds = duration(plain) {
      guard seconds > 0 else {
        throw .invalid(field: "expiry", reason: "\"\(text)\" is now; never ends an expiry, deleting needs no date")
      }
      return now + seconds
    }
    guard let time = date(text) else { throw unreadable("expiry", text) }
    guard time > now else { throw .invalid(field: "expiry", reason: "\"\(text)\" is in the past") }
    return time
  }

  package static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func unreadable(_ field: String, _ text: String) -> PlatformError {
    .invalid(
      field: field,
      reason: "\"\(text)\" is not understood; examples are 2h, 7d, 2026-12-31, 2026-12-31T10:00:00Z")
  }

  /// `90m`, `1.5h`: seconds.
  static func duration(_ text: String) -> Double? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let last = text.last, let unit = units[last], text.first?.isNumber ?? false,
      let count = Double(text.dropLast()), count >= 0, count < 1e6
    else { return nil }
    return count * unit
  }

  private static func lsn(_ text: String) -> UInt64? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let high = UInt32(parts[0], radix: 16), let low = UInt32(parts[1], radix: 16) else {
      return nil
    }
    return UInt64(high) << 32 | UInt64(low)
  }

  /// Seconds since 1970 of `2026-12-31`, `2026-12-31 10:00`, `2026-12-31T10:00:00.5+02:00`; without a zone in the machine's own.
  static func date(_ text: String) -> Double? {
    var reader = DateReader(rest: text[...])
    guard var time = reader.day(), let fraction = reader.clock(into: &time) else { return nil }
    let day = time.tm_mday
    let seconds: Int
    if reader.rest.isEmpty {
      seconds = mktime(&time)
    } else {
      guard let offset = reader.zone(), reader.rest.isEmpty else { return nil }
      seconds = timegm(&time) - offset
    }
    // Of a day that its month does not have, the system makes one of the next month.
    return time.tm_mday == day ? Double(seconds) + fraction : nil
  }
}

/// Reads the parts of a date and time, one behind the other.
private struct DateReader {
  var rest: Substring

  mutating func day() -> tm? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    var time = tm()
    time.tm_year = year - 1900
    time.tm_mon = month - 1
    time.tm_mday = day
    time.tm_isdst = -1
    return time
  }

  /// Puts in what stands behind the day, if anything does; the fraction of its second, nil when it is no time of a day.
  mutating func clock(into time: inout tm) -> Double? {
    guard skip("T t") else { return 0 }
    guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60 else { return nil }
    time.tm_hour = hour
    time.tm_min = minute
    guard skip(":") else { return 0 }
    guard let second = number(2), second < 61 else { return nil }
    time.tm_sec = second
    guard skip(".") else { return 0 }
    let digits = rest.prefix { $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Double("0." + digits) ?? 0
  }

  /// Seconds east of Greenwich.
  mutating func zone() -> Int? {
    if skip("Zz") { return 0 }
    let sign = rest.first == "-" ? -1 : 1
    guard skip("+-"), let hours = number(2), hours < 24 else { return nil }
    _ = skip(":")
    guard let minutes = rest.isEmpty ? 0 : number(2) else { return nil }
    return sign * (Int(hours) * 3600 + Int(minutes) * 60)
  }

  private mutating func number(_ digits: Int) -> Int32? {
    let word = rest.prefix(digits)
    guard word.utf8.count == digits, word.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    rest = rest.dropFirst(digits)
    return Int32(word)
  }

  private mutating func skip(_ characters: String) -> Bool {
    guard let first = rest.first, characters.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
