/// The commands of psql that stand in a statement or end it, and that no server knows.
package struct StatementCommands: Sendable, Hashable {
  /// Whether it is several statements that `\;` joined: psql sends them in one message.
  package var joins = false
  /// The name, with its backslash, of the first command that does something else than a semicolon or a colon does.
  package var name: String?
  /// Behind what ends the statement.
  package var end: Int

  /// The first that cannot be sent as it stands.
  package var first: String? { name ?? (joins ? "\\;" : nil) }

  /// - Parameter statement: one of those of `sql`, the tokens of `text`.
  package init<Text: RandomAccessCollection>(of statement: Range<Int>, in sql: SQLTokens, _ text: Text)
  where Text.Element == UInt8, Text.Index == Int {
    end = statement.upperBound
    var index = sql.index(at: statement.lowerBound)
    while index < sql.tokens.count, sql.tokens[index].start < statement.upperBound {
      let token = sql.tokens[index]
      if token.kind == .command { take(text[token.range]) }
      index += 1
    }
    guard text[statement.lowerBound] != UInt8(ascii: "\\") || name == nil else { return }
    for token in sql.tokens[index...] {
      if token.kind == .command {
        takeBehind(text[token.range])
      } else if !token.isTrivia, token.kind != .semicolon {
        return
      }
      if [.command, .semicolon].contains(token.kind) { end = token.end }
      if token.kind == .semicolon || token.kind == .command && CommandEffect(text[token.range]) == .sends { return }
    }
  }

  /// Takes a command behind the statement; a lone `\g` is a semicolon.
  private mutating func takeBehind(_ command: some Collection<UInt8>) {
    let isPlain = command.dropFirst().first == UInt8(ascii: "g")
    let hasMore = command.dropFirst(2).contains { $0 > 0x20 && $0 != UInt8(ascii: "\\") }
    if !isPlain || hasMore { take(command) }
  }

  private mutating func take(_ command: some Collection<UInt8>) {
    switch CommandEffect(command) {
    case .joins: joins = true
    case .writesColon: break
    case .sends, .drops, .none: name = name ?? String(decoding: command.prefix { $0 > 0x20 }, as: UTF8.self)
    }
  }
}
