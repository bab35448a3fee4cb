/// Follows what may hold semicolons inside one statement, by the rules of psql's scanner.
struct StatementBody {
  enum Step {
    /// The token belongs to the statement.
    case goOn
    /// Space and comments, and commands that leave the statement alone.
    case skip
    /// The token ends the statement.
    case end
    /// A command that takes back what was read of the statement.
    case drop
    /// A command that stands in no statement.
    case alone
    /// The token does not end the statement, but the reading of it.
    case cut
  }

  /// How much of `CREATE [OR REPLACE] FUNCTION|PROCEDURE` was read.
  private enum Header { case start, create, or, replace, routine, other }

  private var header = Header.start
  private var isEmpty = true
  private var parens = 0
  /// Open BEGINs of a routine's body, and CASEs in them.
  private var depth = 0

  /// Takes in the next token.
  mutating func step<Text: RandomAccessCollection>(_ token: Token, _ text: Text) -> Step
  where Text.Element == UInt8, Text.Index == Int {
    switch token.kind {
    case .whitespace, .lineComment, .blockComment, .copyData: return .skip
    case .command: return command(token, text)
    case .semicolon where parens == 0 && depth == 0: return .end
    case .leftParen: parens += 1
    case .rightParen: parens = max(0, parens - 1)
    case .word where header != .other: follow(token, text)
    default: break
    }
    isEmpty = false
    return .goOn
  }

  private mutating func follow<Text: RandomAccessCollection>(_ token: Token, _ text: Text)
  where Text.Element == UInt8, Text.Index == Int {
    let word = token.end - token.start > 9 ? "" : String(decoding: text[token.range], as: UTF8.self).lowercased()
    switch (header, word) {
    case (.start, "create"): header = .create
    case (.create, "or"): header = .or
    case (.or, "replace"): header = .replace
    case (.create, "function"), (.create, "procedure"), (.replace, "function"), (.replace, "procedure"):
      header = .routine
    case (.routine, "begin") where parens == 0: depth += 1
    case (.routine, "case") where parens == 0 && depth > 0: depth += 1
    case (.routine, "end") where parens == 0: depth = max(0, depth - 1)
    case (.routine, _): break
    default: header = .other
    }
  }

  private mutating func command<Text: RandomAccessCollection>(_ token: Token, _ text: Text) -> Step
  where Text.Element == UInt8, Text.Index == Int {
    switch CommandEffect(text[token.range]) {
    case .joins, .writesColon:
      isEmpty = false
      return .goOn
    case .sends: return .end
    case .drops: return .drop
    case .none: return isEmpty ? .alone : .skip
    }
  }
}
