import Database
import TextUI

/// Errors and notices in psql's form.
enum ErrorText {
  /// `ERROR:  …`, the line with a caret, DETAIL, HINT, CONTEXT; each ends with a line feed.
  static func text(_ error: ServerError, statement: String) -> String {
    var text = "\(error.severity):  \(error.message)\n"
    if let offset = error.offset { text += place(offset, in: statement) }
    if let query = error.internalQuery {
      if let offset = error.internalOffset { text += place(offset, in: query) }
    }
    if let detail = error.detail { text += "DETAIL:  \(detail)\n" }
    if let hint = error.hint { text += "HINT:  \(hint)\n" }
    if let query = error.internalQuery { text += "QUERY:  \(query)\n" }
    if let context = error.context, error.severity == "ERROR" || error.severity == "FATAL" {
      text += "CONTEXT:  \(context)\n"
    }
    return text
  }

  private static func place(_ offset: Int, in statement: String) -> String {
    let bytes = Array(statement.utf8)
    let place = min(offset, bytes.count)
    let number = bytes[..<place].count { $0 == 0x0A } + 1
    let start = (bytes[..<place].lastIndex(of: 0x0A) ?? -1) + 1
    let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
    let before = Array(String(decoding: bytes[start..<place], as: UTF8.self).unicodeScalars)
    let after = Array(String(decoding: bytes[place..<end], as: UTF8.self).unicodeScalars)
    let (left, right) = cut(before.count, after.count)
    var shown = before[left...].map { $0 == "\t" ? " " : $0 }
    let columns = shown.reduce(0) { $0 + DisplayWidth.of($1) }
    shown += after[..<right].map { $0 == "\t" ? " " : $0 }
    let head = "LINE \(number): " + (left > 0 ? "..." : "")
    let line = String(String.UnicodeScalarView(shown)) + (right < after.count ? "..." : "")
    return head + line + "\n" + String(repeating: " ", count: head.utf8.count + columns) + "^\n"
  }

  /// What of a long line is left out before its place and kept behind, at most sixty columns as in libpq.
  private static func cut(_ before: Int, _ after: Int) -> (Int, Int) {
    let width = 60
    if before + after <= width { return (0, after) }
    if before + 10 <= width { return (0, width - before) }
    let right = min(after, max(10, width - before))
    return (max(0, before - (width - right)), right)
  }
}
