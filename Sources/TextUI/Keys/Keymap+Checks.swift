/// What is wrong with keys that were read, and what to do about it.
extension Keymap {
  /// The lines of one table that cannot work beside an earlier or shorter one, with what to do.
  static func conflicts(_ lines: [(text: String, keys: [Key])]) -> [(text: String, message: String)] {
    var seen: [[Key]: String] = [:]
    var found: [(text: String, message: String)] = []
    for (text, keys) in lines {
      if let other = seen[keys] {
        found.append((text, "\"\(text)\" is the same key as \"\(other)\"; keep one of the lines"))
      } else {
        seen[keys] = text
      }
    }
    for (text, keys) in lines {
      guard let shorter = (1..<max(1, keys.count)).lazy.compactMap({ seen[Array(keys.prefix($0))] }).first else {
        continue
      }
      found.append(
        (text, "\"\(text)\" can never be typed: \"\(shorter)\" runs its command first; take one of the lines away"))
    }
    return found
  }

  /// The known name that is most like another one, nil when none is.
  static func nearest(to name: String, in known: Set<String>) -> String? {
    let scored = known.map { ($0, distance(Array(name.utf8), Array($0.utf8))) }
    guard let best = scored.min(by: { $0.1 != $1.1 ? $0.1 < $1.1 : $0.0 < $1.0 }) else { return nil }
    return best.1 <= max(1, name.utf8.count / 5) ? best.0 : nil
  }

  /// Letters to change, add or take away for making one word the other.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (letter == other ? 0 : 1))
        (diagonal, row[j + 1]) = (row[j + 1], next)
      }
    }
    return row[b.count]
  }
}
