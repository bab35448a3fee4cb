import Database

/// A range of values with round steps, and how they are written.
struct AxisScale {
  let low: Double
  let high: Double
  private let kind: ValueKind
  private(set) var step: Double

  private static let day = 86_400.0
  private static let timeSteps: [Double] = [
    1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, day, 2 * day, 7 * day, 30 * day, 91 * day,
    365 * day,
  ]

  /// At most `marks` marks.
  init(_ low: Double, _ high: Double, kind: ValueKind, marks: Int) {
    self.kind = kind
    self.low = low
    self.high = high > low ? high : low + 1
    let least = (self.high - self.low) / Double(max(1, marks))
    step = Self.round(least)
    if kind == .time || kind == .interval, least >= 0.5 {
      step = Self.timeSteps.first { $0 >= least } ?? (least / (365 * Self.day)).rounded(.up) * 365 * Self.day
    }
  }

  /// The next of 1, 2, 5, 10, 20, …
  private static func round(_ least: Double) -> Double {
    var unit = 1.0
    while unit > least { unit /= 10 }
    while unit * 10 <= least { unit *= 10 }
    for factor in [1.0, 2, 5] where unit * factor >= least { return unit * factor }
    return unit * 10
  }

  var marks: [Double] {
    var marks: [Double] = []
    var value = (low / step).rounded(.up) * step
    while value <= high + step / 1000, marks.count < 1000 {
      marks.append(value)
      value += step
    }
    return marks
  }

  /// From 0 at the low end to 1 at the high one.
  func share(_ value: Double) -> Double { (value - low) / (high - low) }

  func text(_ value: Double) -> String {
    switch kind {
    case .time: return CalendarTime(secondsSince1970: value).text(step: step)
    case .interval where abs(value) >= 60 || step >= 60: return Self.plain(value / 3600, step: step / 3600) + " h"
    default: return Self.plain(value, step: step)
    }
  }

  /// As many decimals as the step needs; thousands as `k`, `M`, `G`.
  static func plain(_ value: Double, step: Double) -> String {
    for (unit, suffix) in [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k")] where abs(value) >= unit {
      let scaled = suffix == "k" ? 1000 : unit
      return decimals(value / scaled, step: step / scaled) + suffix
    }
    return decimals(value, step: step)
  }

  private static func decimals(_ value: Double, step: Double) -> String {
    var digits = 0
    var unit = step
    while unit < 0.999, digits < 6 {
      unit *= 10
      digits += 1
    }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let whole = Int(scaled) / Int(scale)
    let rest = Int(scaled) % Int(scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    var fraction = String(rest)
    fraction = String(repeating: "0", count: digits - fraction.utf8.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(sign)\(whole).\(fraction)"
  }
}

/// A moment as a calendar shows it, in UTC.
struct CalendarTime {
  let year: Int
  let month: Int
  let day: Int
  let secondOfDay: Int

  init(secondsSince1970 seconds: Double) {
    let whole = Int(max(-1e14, min(1e14, seconds.rounded(.down))))
    let days = Int((Double(whole) / 86_400).rounded(.down))
    secondOfDay = whole - days * 86_400
    // The calendar repeats every 400 years of 146,097 days; years begin in March so that the leap day is the last.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// No finer than marks that far apart need it, in seconds.
  func text(step: Double) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = "\(two(secondOfDay / 3600)):\(two(secondOfDay / 60 % 60))"
    if step < 60 { return "\(time):\(two(secondOfDay % 60))" }
    if step < 86_400 { return secondOfDay == 0 ? "\(two(month))-\(two(day))" : time }
    return step < 364 * 86_400 ? "\(year)-\(two(month))-\(two(day))" : "\(year)-\(two(month))"
  }
}
