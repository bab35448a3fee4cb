import SQLText
import TextUI

/// Where a motion leads.
struct VimTarget: Sendable, Hashable {
  var place: Int
  var reach: VimMotion.Reach
  /// The screen column that later moves up and down keep to.
  var goal: Int?
}

extension EditorPane {
  /// Where the motion leads from the cursor, nil when it cannot be done. `op` is the operator that takes its range.
  mutating func target(of motion: VimMotion, count: Int?, op: VimOperator? = nil) -> VimTarget? {
    if motion.reach == .lines || motion == .matchingBracket && count != nil {
      return lineTarget(motion, count: count)
    }
    let times = count ?? 1
    let buffer = buffer
    let cursor = buffer.cursor
    func at(_ place: Int?) -> VimTarget? { place.map { VimTarget(place: $0, reach: motion.reach) } }
    switch motion {
    case .left, .right: return sideways(motion, times, op)
    case .wordForward, .wordBackward, .wordEnd, .wordEndBackward: return word(motion, times, op)
    case .lineStart: return at(buffer.lineStart(cursor))
    case .firstNonBlank: return at(buffer.firstNonBlank(ofLine: buffer.line(at: cursor)))
    case .lineEnd, .lastNonBlank: return lineEnd(motion, times)
    case .column: return at(buffer.offset(line: buffer.line(at: cursor), column: times - 1))
    case .find(let find):
      vim.lastFind = find
      return at(buffer.find(find, from: cursor, count: times, isRepeat: false))
    case .repeatFind(let reversed):
      guard let last = vim.lastFind else { return nil }
      let find = reversed ? last.reversed : last
      guard let place = buffer.find(find, from: cursor, count: times, isRepeat: true) else { return nil }
      return VimTarget(place: place, reach: VimMotion.find(find).reach)
    case .matchingBracket: return at(buffer.matchingBracket(from: cursor))
    case .paragraph(let forward):
      guard let place = buffer.paragraph(from: cursor, forward: forward, count: times) else { return nil }
      let isEnd = forward && place == buffer.bytes.count && !buffer.isEmpty(line: buffer.lineCount - 1)
      return VimTarget(place: isEnd ? buffer.before(place) : place, reach: isEnd ? .inclusive : .exclusive)
    case .sentence(let forward): return at(buffer.sentence(from: cursor, forward: forward, count: times))
    case .statement(let forward): return at(buffer.statementStart(from: cursor, forward: forward, count: times))
    case .wordUnderCursor(let forward, let whole): return at(searchWord(forward: forward, whole: whole, times))
    case .searchAgain(let reversed): return searchAgain(reversed: reversed, times)
    case .mark(let name, _): return at(buffer.mark(name))
    default: return nil
    }
  }

  /// Motions that lead to lines.
  private func lineTarget(_ motion: VimMotion, count: Int?) -> VimTarget? {
    let buffer = buffer
    let line = buffer.line(at: buffer.cursor)
    let last = buffer.lineCount - 1
    let times = count ?? 1
    func first(_ line: Int) -> VimTarget {
      VimTarget(place: buffer.firstNonBlank(ofLine: min(max(0, line), last)), reach: .lines)
    }
    switch motion {
    case .up, .down:
      let rows = motion == .up ? max(-times, -last) : min(times, last + 1)
      let target = buffer.shownLine(rows, from: line) ?? (motion == .up ? 0 : buffer.shownLine(last))
      guard target != line else { return nil }
      let goal = buffer.goalColumn ?? buffer.column(of: buffer.cursor)
      return VimTarget(place: buffer.offset(line: target, column: goal), reach: .lines, goal: goal)
    // As far as there are lines, if there are any.
    case .lineDown: return line < last ? first(line + times) : nil
    case .lineUp: return line > 0 ? first(line - times) : nil
    case .thisLine: return times == 1 || line < last ? first(line + times - 1) : nil
    case .firstLine: return first((count ?? 1) - 1)
    case .lastLine: return first(count.map { $0 - 1 } ?? last)
    case .screenTop: return first(buffer.shownLine(min(times, size.height) - 1, from: buffer.top) ?? last)
    case .screenMiddle:
      let rows = (0..<size.height).last { buffer.shownLine($0, from: buffer.top) != nil } ?? 0
      return first(buffer.shownLine(rows / 2, from: buffer.top) ?? last)
    case .screenBottom:
      let bottom = buffer.shownLine(size.height - 1, from: buffer.top) ?? buffer.shownLine(last)
      return first(max(buffer.top, buffer.shownLine(1 - min(times, size.height), from: bottom) ?? 0))
    case .matchingBracket:
      // With a count it goes to that percentage of the text.
      guard let count, count <= 100 else { return nil }
      return first((count * buffer.lineCount + 99) / 100 - 1)
    case .mark(let name, _): return buffer.mark(name).map { first(buffer.line(at: $0)) }
    default: return nil
    }
  }

  private func sideways(_ motion: VimMotion, _ times: Int, _ op: VimOperator?) -> VimTarget? {
    let line = buffer.range(ofLine: buffer.line(at: buffer.cursor))
    let limit = op != nil || mode == .visual ? line.upperBound : buffer.onCharacter(line.upperBound)
    var place = buffer.cursor
    for _ in 0..<times {
      if motion == .left {
        guard place > line.lowerBound else { break }
        place = buffer.before(place)
      } else {
        guard place < limit else { break }
        place = buffer.after(place)
      }
    }
    return place == buffer.cursor && op == nil ? nil : VimTarget(place: place, reach: .exclusive)
  }

  private func lineEnd(_ motion: VimMotion, _ times: Int) -> VimTarget? {
    let line = buffer.line(at: buffer.cursor) + times - 1
    guard line < buffer.lineCount else { return nil }
    guard motion == .lastNonBlank else {
      let place = mode == .visual ? buffer.range(ofLine: line).upperBound : buffer.lastCharacter(ofLine: line)
      return VimTarget(place: place, reach: .inclusive, goal: .max)
    }
    let range = buffer.range(ofLine: line)
    let place = range.last { buffer.bytes[$0] != 0x20 && buffer.bytes[$0] != 0x09 }
    return VimTarget(place: place.map { buffer.before($0 + 1) } ?? range.lowerBound, reach: .inclusive)
  }

  private func word(_ motion: VimMotion, _ times: Int, _ op: VimOperator?) -> VimTarget? {
    var big = false
    switch motion {
    case .wordForward(let isBig), .wordBackward(let isBig), .wordEnd(let isBig), .wordEndBackward(let isBig):
      big = isBig
    default: break
    }
    var walker = VimWalker(buffer, big: big, at: buffer.cursor)
    // `cw` on a word changes up to its end, not the space behind it.
    let endsWord = op == .change && walker.kind != .blank
    var reach = motion.reach
    var isDone = true
    for turn in 1...times where isDone {
      switch motion {
      case .wordForward where endsWord:
        isDone = walker.wordEnd(stopsHere: turn == 1)
        reach = .inclusive
      case .wordForward: isDone = walker.wordForward(stopsAtLineEnd: op != nil && turn == times)
      case .wordBackward: isDone = walker.wordBackward()
      case .wordEnd: isDone = walker.wordEnd(stopsHere: false)
      default: isDone = walker.wordEndBackward()
      }
    }
    let isForward =
      switch motion {
      case .wordForward, .wordEnd: true
      default: false
      }
    // A motion that ran into an end of the text goes as far as it can; into the end it is a range, however short.
    if !isDone, op == nil || !isForward, walker.place == buffer.cursor { return nil }
    if reach == .inclusive, walker.isAtLineEnd, !walker.isAtLineStart { reach = .exclusive }
    return VimTarget(place: walker.place, reach: reach)
  }
}
