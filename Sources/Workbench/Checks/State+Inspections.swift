import Database
import SQLText
import TextUI

// Problems of the text in sight: when it has rested for a moment, its statements that are not known yet go to the parser, and the answer is
// held against the catalog.
extension State {
  /// Monotonic milliseconds of the next tick that has something to do; nil when nothing waits for time.
  package var wakesAt: Int64? {
    [
      inspections.asked == nil ? inspections.due : nil, editor.popup?.quietUntil, halfTyped.due, overlay?.unreadUntil,
    ].compactMap { $0 }.min()
  }

  /// Notes what of which text is in sight, after every event.
  mutating func noticeText() {
    let buffer = editor.buffer
    inspections.notice(
      Inspections.Look(buffer: buffer.id, edits: buffer.edits, top: buffer.top, height: editor.size.height), now: now)
  }

  mutating func inspectWhenDue() -> [Effect] {
    guard inspections.takeDue(now) else { return [] }
    let texts = Set(editor.statementsInSight().map(\.text)).filter { inspections.known[$0] == nil }
    guard !texts.isEmpty else {
      findProblems()
      return []
    }
    let number = nextNumber()
    inspections.ask(number, Array(texts))
    let masked = texts.map {
      String(decoding: QueryParameters.masked(Array($0.utf8), strings: editor.strings), as: UTF8.self)
    }
    return [.inspect(number: number, statements: masked)]
  }

  mutating func receive(inspected number: Int, _ facts: [StatementFacts]) -> [Effect] {
    if let effects = receive(guarded: number, facts) { return effects }
    if inspections.receive(number, facts) { findProblems() }
    return []
  }

  /// Takes the problems of the statements in sight from what is known about them.
  mutating func findProblems() {
    let names = UnknownNames(completion, mayHaveTemporaryTables: hasTemporaryTables)
    inspections.problems = editor.statementsInSight().flatMap { text, range in
      guard let facts = inspections.known[text] else { return [Inspections.Problem]() }
      return problems(of: facts, text, names, in: range)
    }
  }

  private func problems(
    of facts: StatementFacts, _ text: String, _ names: UnknownNames, in range: Range<Int>
  ) -> [Inspections.Problem] {
    let newer = facts.errors.first.flatMap { NewerSyntax.found(in: Array(text.utf8), refused: $0.message) }
    var found = facts.errors.map { error in
      let (message, isWarning) = refusal(error.message, newer)
      return Inspections.Problem(
        range: editor.word(at: range.lowerBound + error.offset, in: range), message: message, isWarning: isWarning,
        isUnfinished: error.message.hasSuffix("at end of input"))
    }
    found += names.find(in: facts.names).map { unknown in
      Inspections.Problem(
        range: editor.path(at: range.lowerBound + unknown.offset, in: range), message: unknown.message)
    }
    switch facts.destroys {
    case .updateWithoutWhere?, .deleteWithoutWhere?:
      found.append(
        Inspections.Problem(
          range: editor.word(at: range.lowerBound, in: range), message: facts.destroys!.reason, isWarning: true))
    default: break
    }
    return found
  }

  /// The parser has the grammar of one version: what it refuses, a later server may take, and only warned of then. An older server refuses what
  /// a later version brought, and is said to.
  private func refusal(_ message: String, _ newer: NewerSyntax?) -> (message: String, isWarning: Bool) {
    let server = (link.facts?.serverVersionNumber ?? 0) / 10_000
    if let newer {
      let isRefused = 0 < server && server < newer.version
      return isRefused ? ("\(newer.feature) needs PostgreSQL \(newer.version)", false) : (newer.remark, true)
    }
    return server > NewerSyntax.judged ? ("\(message) (in PostgreSQL \(NewerSyntax.judged))", true) : (message, false)
  }
}

extension EditorPane {
  /// The statements that are in sight, shorter than what is looked at while typing; commands of psql are none.
  func statementsInSight() -> [(text: String, range: Range<Int>)] {
    let first = buffer.lineStarts[min(buffer.top, buffer.lineCount - 1)]
    let bottom = buffer.shownLine(size.height, from: buffer.top) ?? buffer.lineCount - 1
    return buffer.sql.statements(touching: first...buffer.range(ofLine: bottom).upperBound).filter { range in
      range.count <= Inspections.longest && buffer.bytes[range.lowerBound] != UInt8(ascii: "\\")
    }.map { (buffer.text($0), $0) }
  }

  /// The token at an offset; at the end of the statement the last one before it.
  func word(at offset: Int, in statement: Range<Int>) -> Range<Int> {
    let index = buffer.sql.index(at: min(offset, statement.upperBound - 1))
    guard index < buffer.sql.tokens.count else { return statement }
    let token = buffer.sql.tokens[index]
    return token.start..<min(token.end, statement.upperBound)
  }

  /// The name at an offset with what qualifies it.
  func path(at offset: Int, in statement: Range<Int>) -> Range<Int> {
    var end = buffer.sql.index(at: offset)
    let tokens = buffer.sql.tokens
    while end + 2 < tokens.count, tokens[end + 1].kind == .dot { end += 2 }
    guard end < tokens.count else { return word(at: offset, in: statement) }
    return offset..<min(tokens[end].end, statement.upperBound)
  }
}
