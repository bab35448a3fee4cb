import TextUI

/// The line of a statement in which something is wrong, with a caret below the place, as psql shows it.
package struct StatementExcerpt: Sendable, Hashable {
  /// `LINE 2: select nam from users`; what has no room for all of the line ends it in `...`.
  package let line: String
  /// Spaces, and the caret.
  package let caret: String

  /// - Parameters:
  ///   - offset: the place as a UTF-8 byte offset.
  ///   - room: how many characters of the line are shown.
  package init(_ statement: String, at offset: Int, room: Int = 60) {
    let bytes = Array(statement.utf8)
    let place = min(offset, bytes.count)
    let number = bytes[..<place].count { $0 == 0x0A } + 1
    let start = (bytes[..<place].lastIndex(of: 0x0A) ?? -1) + 1
    let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
    let before = Array(String(decoding: bytes[start..<place], as: UTF8.self).unicodeScalars)
    let after = Array(String(decoding: bytes[place..<end], as: UTF8.self).unicodeScalars)
    let (left, right) = Self.cut(before.count, after.count, room)
    var shown = before[left...].map { $0 == "\t" ? " " : $0 }
    let columns = shown.reduce(0) { $0 + DisplayWidth.of($1) }
    shown += after[..<right].map { $0 == "\t" ? " " : $0 }
    let head = "LINE \(number): " + (left > 0 ? "..." : "")
    line = head + String(String.UnicodeScalarView(shown)) + (right < after.count ? "..." : "")
    caret = String(repeating: " ", count: head.utf8.count + columns) + "^"
  }

  /// What of a long line is left out before its place and kept behind, as in libpq.
  private static func cut(_ before: Int, _ after: Int, _ room: Int) -> (Int, Int) {
    let least = min(10, room / 4)
    if before + after <= room { return (0, after) }
    if before + least <= room { return (0, room - before) }
    let right = min(after, max(least, room - before))
    return (max(0, before - (room - right)), right)
  }
}
