// The numbers and times of the status line and the lists; tests and scripts read these texts.

/// `1,234,567`
package func grouped(_ number: Int) -> String {
  var digits = String(abs(number))
  var groups: [String] = []
  while digits.utf8.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  groups.insert(digits, at: 0)
  return (number < 0 ? "-" : "") + groups.joined(separator: ",")
}

/// `12 ms`, `1.2 s`, `2 min 05 s`
package func duration(_ seconds: Double) -> String {
  if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
  if seconds < 59.95 { return "\(oneDecimal(seconds)) s" }
  let whole = Int(seconds.rounded())
  return "\(whole / 60) min \(whole % 60 < 10 ? "0" : "")\(whole % 60) s"
}

/// `8.1 MB`, in powers of 1024.
package func byteSize(_ bytes: Int64) -> String {
  var value = Double(bytes)
  for unit in ["B", "kB", "MB", "GB"] {
    if value < 1024 { return unit == "B" ? "\(bytes) B" : "\(oneDecimal(value)) \(unit)" }
    value /= 1024
  }
  return "\(oneDecimal(value)) TB"
}

/// `just now`, `5 min`, `3 h`, `12 d`: how long ago.
package func age(_ seconds: Double) -> String {
  switch seconds {
  case ..<60: "just now"
  case ..<3600: "\(Int(seconds / 60)) min"
  case ..<86_400: "\(Int(seconds / 3600)) h"
  default: "\(Int(seconds / 86_400)) d"
  }
}

/// When something goes by itself, from the seconds that are left.
package func expiryText(_ seconds: Double) -> String {
  switch seconds {
  case ...0: "expired"
  case ..<60: "expires in a moment"
  default: "expires in \(timeLeft(seconds))"
  }
}

/// To the nearest unit: what was set to go in seven days does not show six a moment later.
private func timeLeft(_ seconds: Double) -> String {
  switch seconds {
  case ..<(59.5 * 60): "\(Int((seconds / 60).rounded())) min"
  case ..<(23.5 * 3600): "\(Int((seconds / 3600).rounded())) h"
  default: "\(Int((seconds / 86_400).rounded())) d"
  }
}

private func oneDecimal(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}

/// `2026-11-22 01:05 UTC`: a moment told in seconds since 1970.
package func moment(_ seconds: Double) -> String {
  guard abs(seconds) < 1e11 else { return "" }
  let minutes = Int((seconds / 60).rounded(.down))
  let day = minutes.quotientFloored(by: 1440)
  // Years begin in March, so that the leap day comes last (Howard Hinnant's algorithm).
  let shifted = day + 719_468
  let era = shifted.quotientFloored(by: 146_097)
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let month = (5 * dayOfYear + 2) / 153
  let date = (
    year: yearOfEra + era * 400 + (month < 10 ? 0 : 1), month: month < 10 ? month + 3 : month - 9,
    day: dayOfYear - (153 * month + 2) / 5 + 1
  )
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let minute = minutes - day * 1440
  return "\(date.year)-\(two(date.month))-\(two(date.day)) \(two(minute / 60)):\(two(minute % 60)) UTC"
}

extension Int {
  fileprivate func quotientFloored(by divisor: Int) -> Int {
    (self >= 0 ? self : self - divisor + 1) / divisor
  }
}
