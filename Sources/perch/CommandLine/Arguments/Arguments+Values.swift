extension Arguments {
  static let formats = ["aligned", "unaligned", "csv", "tsv", "json", "ndjson", "markdown", "html", "insert"]

  static func positive(_ text: String, of option: String) throws(UsageError) -> Double {
    guard let number = Double(text), number > 0, number < 1e15 else {
      throw UsageError(message: "\(option): \"\(text)\" is not a number above 0")
    }
    return number
  }

  mutating func setFormat(_ name: String) throws(UsageError) {
    guard Self.formats.contains(name) else {
      throw UsageError(message: "unknown format \"\(name)\"; there are \(Self.formats.joined(separator: ", "))")
    }
    format = name
  }

  mutating func setVariable(_ assignment: String) {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    variables[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
  }

  /// psql's `\pset` names.
  mutating func setPrinting(_ assignment: String) throws(UsageError) {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let value = parts.count > 1 ? parts[1] : nil
    switch parts[0] {
    case "format": try setFormat(value ?? "")
    case "null": null = value ?? ""
    case "border": border = min(max(Int(value ?? "") ?? 1, 0), 2)
    case "expanded", "x", "vertical": isExpanded = Self.isOn(value)
    case "fieldsep": fieldSeparator = value ?? "|"
    case "recordsep": recordSeparator = value ?? "\n"
    case "fieldsep_zero": fieldSeparator = "\0"
    case "recordsep_zero": recordSeparator = "\0"
    case "tuples_only", "t": tuplesOnly = Self.isOn(value)
    case "footer": hasFooter = Self.isOn(value)
    case "pager", "linestyle", "columns", "title", "numericlocale", "csv_fieldsep", "tableattr", "pager_min_lines",
      "unicode_border_linestyle", "unicode_column_linestyle", "unicode_header_linestyle":
      break
    default: throw UsageError(message: "unknown printing option \"\(parts[0])\"")
    }
  }

  static func isOn(_ value: String?) -> Bool {
    guard let value = value?.lowercased() else { return true }
    return !["off", "false", "no", "0"].contains(value)
  }
}
