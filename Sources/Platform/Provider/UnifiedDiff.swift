/// Two texts side by side as `diff -u` writes them.
package enum UnifiedDiff {
  /// Lines around a change that are shown with it.
  private static let context = 3

  private struct Line {
    /// ` `, `-` or `+`
    var sign: Character
    var text: Substring
    /// The line's number in the old and in the new text, from 0; of a missing line, where it would be.
    var old: Int
    var new: Int
  }

  /// Empty when the texts are equal.
  package static func text(from old: String, named oldName: String, to new: String, named newName: String) -> String {
    let lines = lines(pieces(old), pieces(new))
    let hunks = hunks(lines)
    guard !hunks.isEmpty else { return "" }
    return "--- \(oldName)\n+++ \(newName)\n" + hunks.map { text(of: lines[$0]) }.joined()
  }

  private static func pieces(_ text: String) -> [Substring] {
    let pieces = text.split(separator: "\n", omittingEmptySubsequences: false)
    return pieces.last?.isEmpty == true ? pieces.dropLast() : pieces
  }

  private static func lines(_ old: [Substring], _ new: [Substring]) -> [Line] {
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        lines.append(Line(sign: "-", text: old[i], old: i, new: j))
        i += 1
      } else if j < new.count, inserted.contains(j) {
        lines.append(Line(sign: "+", text: new[j], old: i, new: j))
        j += 1
      } else {
        lines.append(Line(sign: " ", text: new[j], old: i, new: j))
        (i, j) = (i + 1, j + 1)
      }
    }
    return lines
  }

  /// The changes with their context; those whose contexts touch are one.
  private static func hunks(_ lines: [Line]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (index, line) in lines.enumerated() where line.sign != " " {
      let around = max(0, index - context)..<min(lines.count, index + context + 1)
      if let last = hunks.last, last.upperBound >= around.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<around.upperBound
      } else {
        hunks.append(around)
      }
    }
    return hunks
  }

  private static func text(of hunk: ArraySlice<Line>) -> String {
    guard let first = hunk.first else { return "" }
    func place(_ start: Int, _ count: Int) -> String { count == 0 ? "\(start),0" : "\(start + 1),\(count)" }
    let old = place(first.old, hunk.count { $0.sign != "+" })
    let new = place(first.new, hunk.count { $0.sign != "-" })
    return "@@ -\(old) +\(new) @@\n" + hunk.map { "\($0.sign)\($0.text)\n" }.joined()
  }
}
