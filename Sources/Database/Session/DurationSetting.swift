/// Reads a setting that is a time, as the server shows it: `0`, `30s`, `5min`, `1500ms`.
package enum DurationSetting {
  /// Milliseconds; nil for what is no time. A number alone is in milliseconds, as the server's timeouts are.
  package static func milliseconds(_ text: String) -> Int64? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int64(digits) else { return nil }
    let unit: Int64? =
      switch text.dropFirst(digits.count).drop(while: { $0 == " " }) {
      case "", "ms": 1
      case "us": 0
      case "s": 1000
      case "min": 60_000
      case "h": 3_600_000
      case "d": 86_400_000
      default: nil
      }
    guard let unit else { return nil }
    if unit == 0 { return number / 1000 }
    let (product, overflows) = number.multipliedReportingOverflow(by: unit)
    return overflows ? nil : product
  }
}
