import SQLText

/// Makes statements of the pieces of a script as psql does: its commands are no part of what is sent.
struct ScriptCutter {
  let sql: SQLTokens
  private let text: [UInt8]

  init(_ text: [UInt8], _ strings: StringRule) {
    self.text = text
    sql = SQLTokens(text, strings: strings)
  }

  /// - Parameter range: one of the ranges of `sql.statements`.
  func statement(_ range: Range<Int>, line: Int) -> Script.Statement {
    let commands = StatementCommands(of: range, in: sql, text)
    let bytes = sent(range, commands)
    let text = String(validating: bytes, as: UTF8.self)
    return Script.Statement(
      text: text ?? String(decoding: bytes, as: UTF8.self), line: line,
      end: commands.end, strings: sql.strings.dropping(range.lowerBound), command: commands.name,
      isUTF8: text != nil,
      isJoined: commands.joins)
  }

  /// With the semicolons that `\;` stands for, and the colons of `\:`.
  private func sent(_ range: Range<Int>, _ commands: StatementCommands) -> [UInt8] {
    guard commands.name == nil, text[range].contains(UInt8(ascii: "\\")) else { return Array(text[range]) }
    var sent: [UInt8] = []
    var index = sql.index(at: range.lowerBound)
    while index < sql.tokens.count, sql.tokens[index].start < range.upperBound {
      let token = sql.tokens[index]
      sent += token.kind == .command ? text[token.range].dropFirst() : text[token.range]
      index += 1
    }
    return sent
  }
}
