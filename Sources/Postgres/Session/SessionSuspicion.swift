/// Whether a statement may have changed what the session is: its role, path or limits. The server tells only some of it by itself.
enum SessionSuspicion {
  /// The end of a transaction takes back what was set in it.
  private static let changing = ["SET", "RESET", "DISCARD", "ROLLBACK", "COMMIT", "DO", "CALL"]
  /// Calls that change nothing of a session; any other function may hold a SET ROLE.
  private static let harmless: Set<String> = [
    "count", "sum", "avg", "min", "max", "coalesce", "nullif", "greatest", "least", "now", "lower", "upper", "length",
    "round", "abs", "extract", "date_trunc", "to_char", "generate_series", "unnest", "array_agg", "string_agg",
    "json_agg", "jsonb_agg", "row_number", "rank", "in", "values", "as", "and", "or", "not", "over", "filter", "on",
    "using", "from", "where", "select", "any", "all", "exists", "by", "with", "cast", "array", "then", "else", "when",
    "case", "numeric", "varchar", "decimal", "interval", "substring", "trim", "replace", "pg_sleep",
  ]

  /// `tag` is what the server said when the statement was done.
  static func isRaised(by statement: String, tag: String) -> Bool {
    if changing.contains(where: { tag.hasPrefix($0) }) { return true }
    // What changes rows, or explains how, calls what it calls as a query does.
    guard
      ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "EXPLAIN", "EXECUTE"].contains(where: { tag.hasPrefix($0) })
    else { return false }
    return tag.hasPrefix("EXECUTE") || callsUnknown(statement)
  }

  /// Whether a word that is no harmless function stands before a parenthesis; quoted names are unknown ones.
  private static func callsUnknown(_ statement: String) -> Bool {
    var word: [UInt8] = []
    var isWord = false
    for byte in statement.utf8 {
      switch byte {
      case UInt8(ascii: "("):
        if !word.isEmpty, !harmless.contains(String(decoding: word, as: UTF8.self)) { return true }
        word = []
      case UInt8(ascii: " "), 0x09, 0x0A, 0x0D: isWord = false
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "\""), 0x80...:
        if !isWord { word = [] }
        isWord = true
        // Long words are of no function that is known.
        if word.count < 64 { word.append(byte | (byte >= 0x41 && byte <= 0x5A ? 0x20 : 0)) }
      default:
        word = []
        isWord = false
      }
    }
    return false
  }
}
