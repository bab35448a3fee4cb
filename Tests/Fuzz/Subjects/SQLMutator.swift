import SQLText
import TestSupport

/// Makes SQL that is nearly right: statements, cut, mixed and broken.
struct SQLMutator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// What is joined to statements: it opens, closes or splits something.
  static let pieces = [
    "'", "\"", "$$", "$a$", "$", "--", "/*", "*/", "\n", "\r\n", " ", ";", "(", ")", "[", "]", "E'", "U&\"", "b'", "::",
    ":", ".", "..", "\\",
    "\\g", "\\.\n", "1e", "0x", "_", "1_0", "+-", "@-", ",", "*", "=", "é", "\u{1F600}", "\0", "select ", "from ",
    "where ", "join ", "on ",
    "with x as (", "begin ", "atomic ", "case ", "end ", "copy t from stdin;\n", "create function f() ",
    "insert into orders ", "returning ",
    "over (", "partition by ", "group by ", "order by ", "lateral ", "values ", "using (", "customers c ", "o.", "c.",
    "update orders set ",
    "merge into ", "when matched then ", "language sql ", "grant ", "alter table ", "limit ", "union ", "as ", "in (",
    "exists (",
  ]

  mutating func text() -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<number(1...3) {
      text += Array(Self.statements[number(0...Self.statements.count - 1)].utf8) + [0x3B, 0x0A]
    }
    for _ in 0..<number(0...8) { mutate(&text) }
    return text
  }

  /// A place between bytes.
  mutating func place(in text: [UInt8]) -> Int { number(0...text.count) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func piece() -> [UInt8] {
    number(0...5) == 0 ? [UInt8(number(0...255))] : Array(Self.pieces[number(0...Self.pieces.count - 1)].utf8)
  }

  private mutating func mutate(_ text: inout [UInt8]) {
    let tokens = Lexer.tokens(text)
    guard !tokens.isEmpty else {
      text += piece()
      return
    }
    let token = tokens[number(0...tokens.count - 1)]
    let other = tokens[number(0...tokens.count - 1)]
    switch number(0...6) {
    case 0: text.removeSubrange(token.range)
    case 1: text.insert(contentsOf: Array(text[token.range]), at: other.start)
    case 2: text.replaceSubrange(token.range, with: Array(text[other.range]))
    case 3: text.insert(contentsOf: piece(), at: token.start)
    case 4: text.insert(contentsOf: piece(), at: place(in: text))
    case 5: text[number(0...text.count - 1)] = UInt8(number(0...255))
    default: text.removeSubrange(min(token.start, other.start)..<max(token.start, other.start))
    }
  }
}
