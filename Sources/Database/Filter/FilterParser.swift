/// Reads what a user types to filter rows: plain text, `/a pattern/`, or conditions such as `total >= 10 and name ~ ^A or note is null`.
package struct FilterParser {
  private let columns: [Column]
  private var tokens: FilterTokens

  /// Plain text, which any cell may have, unless it reads as conditions. nil for no text at all.
  package static func filter(_ text: String, columns: [Column]) throws(FilterError) -> RowFilter? {
    let trimmed = text.drop { $0 == " " }
    if trimmed.isEmpty { return nil }
    let tokens = try? FilterTokens(text)
    guard tokens?.looksLikeConditions(columns) ?? (FilterTokens.beginsQuoted(text) || FilterTokens.hasComparison(text))
    else {
      return .text(TextFinder(text))
    }
    var parser = FilterParser(columns: columns, tokens: try FilterTokens(text))
    let filter = try parser.anyOf()
    if let token = parser.tokens.next {
      throw FilterError("\"and\" or \"or\" is expected, not \(token.text)", at: token.offset)
    }
    return filter
  }

  /// Whether text begins with a quote, so that it is not taken as it stands.
  package static func isQuoted(_ text: String) -> Bool { FilterTokens.beginsQuoted(text) }

  private mutating func anyOf() throws(FilterError) -> RowFilter {
    var parts = [try allOf()]
    while tokens.take(word: "or") { parts.append(try allOf()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func allOf() throws(FilterError) -> RowFilter {
    var parts = [try negated()]
    while tokens.take(word: "and") { parts.append(try negated()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negated() throws(FilterError) -> RowFilter {
    if tokens.take(word: "not") { return .not(try negated()) }
    if let open = tokens.take(symbol: "(") {
      let inner = try anyOf()
      guard tokens.take(symbol: ")") != nil else { throw FilterError(") is missing", at: open.offset) }
      return inner
    }
    return try condition()
  }

  private mutating func condition() throws(FilterError) -> RowFilter {
    guard let token = tokens.advance() else { throw FilterError("a condition is expected", at: tokens.end) }
    switch token.kind {
    case .text: return .text(TextFinder(token.text))
    case .pattern(let ignoresCase):
      return .pattern(try pattern(token, ignoresCase: ignoresCase))
    case .word, .name:
      let column = try column(token)
      return try condition(on: column)
    case .symbol: throw FilterError("a condition is expected, not \(token.text)", at: token.offset)
    }
  }

  private func column(_ token: FilterTokens.Token) throws(FilterError) -> Int {
    if let exact = columns.firstIndex(where: { $0.name == token.text }) { return exact }
    if token.kind == .word, let other = columns.firstIndex(where: { $0.name.lowercased() == token.text.lowercased() }) {
      return other
    }
    throw FilterError("there is no column \(token.text); 'quotes' search for text", at: token.offset)
  }

  private mutating func condition(on column: Int) throws(FilterError) -> RowFilter {
    if tokens.take(word: "is") {
      let isNot = tokens.take(word: "not")
      guard tokens.take(word: "null") else { throw FilterError("null is expected", at: tokens.place) }
      return isNot ? .not(.isNull(column: column)) : .isNull(column: column)
    }
    let isNot = tokens.take(word: "not")
    if tokens.take(word: "between") {
      let low = try value(for: column)
      guard tokens.take(word: "and") else { throw FilterError("and is expected", at: tokens.place) }
      return wrap(range(column, low, try value(for: column)), isNot)
    }
    if tokens.take(word: "in") { return wrap(try list(column), isNot) }
    guard !isNot, let sign = tokens.advance(), sign.kind == .symbol else {
      throw FilterError("= <> < <= > >= ~ is, in or between is expected", at: tokens.place)
    }
    return try comparison(column, sign)
  }

  private func wrap(_ filter: RowFilter, _ isNot: Bool) -> RowFilter { isNot ? .not(filter) : filter }

  private mutating func comparison(_ column: Int, _ sign: FilterTokens.Token) throws(FilterError) -> RowFilter {
    switch sign.text {
    case "~", "!~", "~*", "!~*":
      guard let token = tokens.advance(), token.kind != .symbol else {
        throw FilterError("a pattern is expected", at: tokens.place)
      }
      var ignoresCase = sign.text.hasSuffix("*")
      if case .pattern(true) = token.kind { ignoresCase = true }
      return wrap(
        .matches(column: column, try pattern(token, ignoresCase: ignoresCase)), sign.text.hasPrefix("!"))
    case "=":
      // `10..20`, `10..` and `..20` are ranges.
      if let token = tokens.next, token.kind == .word, let dots = token.text.firstRange(of: "..") {
        _ = tokens.advance()
        return try range(column, token, dots)
      }
      return compare(column, .equal, try value(for: column))
    case "<>", "!=": return compare(column, .notEqual, try value(for: column))
    case "<": return compare(column, .less, try value(for: column))
    case "<=": return compare(column, .lessOrEqual, try value(for: column))
    case ">": return compare(column, .greater, try value(for: column))
    case ">=": return compare(column, .greaterOrEqual, try value(for: column))
    default: throw FilterError("= <> < <= > >= ~ is, in or between is expected, not \(sign.text)", at: sign.offset)
    }
  }

  private func pattern(_ token: FilterTokens.Token, ignoresCase: Bool) throws(FilterError) -> TextPattern {
    do throws(FilterError) {
      return try TextPattern(token.text, ignoresCase: ignoresCase)
    } catch {
      throw FilterError(error.message, at: token.offset + token.contentStart + error.offset)
    }
  }

  private mutating func list(_ column: Int) throws(FilterError) -> RowFilter {
    guard tokens.take(symbol: "(") != nil else { throw FilterError("( is expected", at: tokens.place) }
    var choices = [compare(column, .equal, try value(for: column))]
    while tokens.take(symbol: ",") != nil { choices.append(compare(column, .equal, try value(for: column))) }
    guard tokens.take(symbol: ")") != nil else { throw FilterError(") is expected", at: tokens.place) }
    return .any(choices)
  }

  // MARK: Values

  private func compare(_ column: Int, _ comparison: RowFilter.Comparison, _ value: String) -> RowFilter {
    .compare(
      column: column, comparison, value: Array(value.utf8),
      CellComparison(ValueKind(typeOID: columns[column].typeOID)))
  }

  private func range(_ column: Int, _ low: String, _ high: String) -> RowFilter {
    .all([compare(column, .greaterOrEqual, low), compare(column, .lessOrEqual, high)])
  }

  private func range(
    _ column: Int, _ token: FilterTokens.Token, _ dots: Range<String.Index>
  ) throws(FilterError) -> RowFilter {
    let low = String(token.text[..<dots.lowerBound])
    let high = String(token.text[dots.upperBound...])
    var parts: [RowFilter] = []
    if !low.isEmpty { parts.append(compare(column, .greaterOrEqual, try checked(low, column, at: token.offset))) }
    if !high.isEmpty { parts.append(compare(column, .lessOrEqual, try checked(high, column, at: token.offset))) }
    guard !parts.isEmpty else { throw FilterError("a value is expected beside ..", at: token.offset) }
    return .all(parts)
  }

  private mutating func value(for column: Int) throws(FilterError) -> String {
    guard let token = tokens.advance(), token.kind != .symbol else {
      throw FilterError("a value is expected", at: tokens.place)
    }
    return try checked(token.text, column, at: token.offset)
  }

  /// A value has to be of the column's type.
  private func checked(_ value: String, _ column: Int, at offset: Int) throws(FilterError) -> String {
    let kind = ValueKind(typeOID: columns[column].typeOID)
    var text = value
    guard text.withUTF8({ CellComparison(kind).canRead(UnsafeRawBufferPointer($0)) }) else {
      let what =
        switch kind {
        case .integer, .decimal: "a number"
        case .time: "a time such as 2026-01-31 or 2026-01-31 10:00:00"
        case .interval: "an interval such as 1 day 02:00:00"
        case .text, .natural: "a text"
        }
      throw FilterError("\(columns[column].name) is \(what): \"\(value)\" is not", at: offset)
    }
    return value
  }
}

extension String {
  fileprivate func firstRange(of dots: StaticString) -> Range<String.Index>? {
    var index = startIndex
    while index < endIndex {
      let next = self.index(after: index)
      if self[index] == ".", next < endIndex, self[next] == "." { return index..<self.index(after: next) }
      index = next
    }
    return nil
  }
}
