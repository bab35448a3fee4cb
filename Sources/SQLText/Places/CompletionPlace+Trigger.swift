/// A trigger function whose body is written.
package struct TriggerFunction: Sendable, Hashable {
  /// The parts of its name.
  package var path: [String]
  /// The tables whose triggers run it, as far as the text around says, each as the parts of its name.
  package var tables: [[String]]
}

extension CompletionPlace {
  /// What PL/pgSQL gives to every trigger function.
  static let triggerVariables = [
    "new", "old", "tg_op", "tg_table_name", "tg_table_schema", "tg_when", "tg_level", "tg_name", "tg_argv", "tg_nargs",
    "tg_relid",
  ]

  /// Tokens to either side of a function among which triggers that run it are looked for.
  private static let reach = 20_000

  /// Nil when the routine is no trigger function. `header` is what stands before its body, whose token is the one at `place`.
  static func trigger(_ header: [Token], _ text: Rope, _ sql: SQLTokens, around place: Int) -> TriggerFunction? {
    let words = header.map { StatementOutline.name($0, text) }
    guard zip(words, words.dropFirst()).contains(where: { $0 == "returns" && $1 == "trigger" }),
      let open = header.firstIndex(where: { $0.kind == .leftParen }), open > 0, let function = words[open - 1]
    else { return nil }
    let isQualified = open > 2 && header[open - 2].kind == .dot
    let path = (isQualified ? words[open - 3].map { [$0] } ?? [] : []) + [function]
    let near = sql.tokens[max(0, place - reach)..<min(sql.tokens.count, place + reach)].filter { !$0.isTrivia }
    var tables: [[String]] = []
    for index in near.indices where isWord("execute", near[index], text) {
      guard executed(near, index, text) == function, let table = table(near, before: index, text),
        !tables.contains(table)
      else { continue }
      tables.append(table)
    }
    return TriggerFunction(path: path, tables: tables)
  }

  private static func isWord(_ word: String, _ token: Token, _ text: Rope) -> Bool {
    token.kind == .word && token.end - token.start == word.utf8.count && StatementOutline.name(token, text) == word
  }

  /// The function of `EXECUTE FUNCTION name(…)`, without its schema.
  private static func executed(_ tokens: [Token], _ index: Int, _ text: Rope) -> String? {
    guard index + 1 < tokens.count,
      isWord("function", tokens[index + 1], text) || isWord("procedure", tokens[index + 1], text)
    else { return nil }
    return path(tokens, index + 2, text).last
  }

  /// The table of `CREATE TRIGGER … ON table …` before the word EXECUTE.
  private static func table(_ tokens: [Token], before index: Int, _ text: Rope) -> [String]? {
    var place = index - 1
    var found: [String]?
    while place >= 0, tokens[place].kind != .semicolon {
      if isWord("on", tokens[place], text) { found = path(tokens, place + 1, text) }
      if isWord("trigger", tokens[place], text) { return found?.isEmpty == false ? found : nil }
      place -= 1
    }
    return nil
  }

  private static func path(_ tokens: [Token], _ start: Int, _ text: Rope) -> [String] {
    var parts: [String] = []
    var place = start
    while place < tokens.count, let name = StatementOutline.name(tokens[place], text) {
      parts.append(name)
      guard place + 1 < tokens.count, tokens[place + 1].kind == .dot else { break }
      place += 2
    }
    return parts
  }
}
