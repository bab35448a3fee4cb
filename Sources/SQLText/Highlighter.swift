/// Says what each token of a text is, for colours.
package enum Highlighter {
  package enum Kind: UInt8, Sendable, Hashable {
    case plain, keyword, function, type, identifier, string, number, comment, symbol, parameter, error
  }

  private static let types = [
    "int", "int2", "int4", "int8", "integer", "bigint", "smallint", "text", "varchar", "char", "character", "bpchar",
    "numeric", "decimal", "real", "float", "float4", "float8", "double", "boolean", "bool", "date", "time", "timestamp",
    "timestamptz", "timetz", "interval", "uuid", "json", "jsonb", "bytea", "xml", "money", "inet", "cidr", "macaddr",
    "serial", "bigserial", "smallserial", "oid", "regclass", "tsvector", "tsquery", "point", "box", "bit", "int4range",
    "int8range", "numrange", "tsrange", "tstzrange", "daterange",
  ]

  /// What the token at `index` is; the tokens around it decide between a name, a function and a type.
  package static func kind(of index: Int, in tokens: TokenList, text: Rope) -> Kind {
    let token = tokens[index]
    if !token.isTerminated { return .error }
    switch token.kind {
    case .whitespace: return .plain
    case .lineComment, .blockComment: return .comment
    case .quotedIdentifier: return .identifier
    case .string, .dollarString: return .string
    case .number: return .number
    case .parameter: return .parameter
    case .command: return .keyword
    case .copyData: return .plain
    case .other: return .error
    case .word: return word(index, tokens, text)
    default: return .symbol
    }
  }

  private static func word(_ index: Int, _ tokens: TokenList, _ text: Rope) -> Kind {
    let before = index > 0 ? tokens[index - 1].kind : .whitespace
    let range = tokens[index].range
    let isKnown = before != .dot && range.count <= meanings.longest
    let meaning = isKnown ? text.withBytes(range) { meanings[$0] } : nil
    if before == .cast || meaning == .type { return .type }
    return meaning ?? (isCall(index, tokens) ? .function : .identifier)
  }

  private static func isCall(_ index: Int, _ tokens: TokenList) -> Bool {
    index + 1 < tokens.count && tokens[index + 1].kind == .leftParen
  }

  /// Types and keywords.
  private static let meanings: WordTable<Kind> = {
    var meanings: [String: Kind] = [:]
    for word in Keywords.all where Keywords.isReserved(word) || !namesMostly.contains(word) {
      meanings[word] = .keyword
    }
    for word in types { meanings[word] = .type }
    return WordTable(meanings)
  }()

  /// Keywords that are column names far more often than syntax.
  private static let namesMostly: Set<String> = [
    "name", "names", "value", "data", "owner", "state", "label", "key", "action", "location", "coalesce", "nullif",
    "greatest", "least", "substring", "trim", "extract", "position", "overlay", "row", "version", "type", "comment",
    "comments", "content", "document", "target", "source", "path", "year", "month", "day", "hour", "minute", "second",
  ]
}
