/// The parameters of a statement: `$1`, and psql's `:name`, `:'name'` and `:"name"`. Casts, slices of arrays, named arguments, and whatever
/// stands in texts and comments are none.
package struct QueryParameters: Sendable, Hashable {
  struct Place: Sendable, Hashable {
    enum Form { case value, identifier }
    /// `$1`, `:name`
    var name: String
    /// UTF-8 byte offsets.
    var range: Range<Int>
    var form: Form
  }

  let places: [Place]

  /// Each once, in their order.
  package var names: [String] { places.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  /// The statement as a parser reads it that knows only `$1` and no escapes in plain strings: each byte stays at its place.
  package static func masked(_ statement: [UInt8], strings: StringRule = .standard) -> [UInt8] {
    var masked = strings.standardized(statement)
    for place in QueryParameters(statement, strings: strings).places
    where statement[place.range.lowerBound] == UInt8(ascii: ":") {
      masked[place.range.lowerBound] = UInt8(ascii: " ")
      guard ByteClass.startsWord(statement[place.range.lowerBound + 1]) else { continue }
      for index in place.range { masked[index] = UInt8(ascii: " ") }
      masked[place.range.lowerBound] = UInt8(ascii: "$")
      masked[place.range.lowerBound + 1] = UInt8(ascii: "1")
    }
    return masked
  }

  /// Those that stand for values only.
  package var valueNames: [String] {
    names.filter { name in places.allSatisfy { $0.name != name || $0.form == .value } }
  }

  /// Without one of its first characters a statement has no parameters: most need no reading.
  package static func mayStand(in statement: String) -> Bool {
    statement.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "$") }
  }

  package init(_ statement: [UInt8], strings: StringRule = .standard) {
    let tokens = Lexer.tokens(statement, strings: strings)
    let text = Rope(statement)
    places = Self.takesParameters(tokens, text) ? Self.places(tokens, text) : []
  }

  /// Statements whose `$1` belongs to themselves have none that could be filled in.
  private static func takesParameters(_ tokens: [Token], _ text: Rope) -> Bool {
    guard let first = tokens.first(where: { !$0.isTrivia }) else { return false }
    let verb = StatementOutline.name(first, text) ?? ""
    return !["create", "prepare", "do", "alter", "comment"].contains(verb)
  }

  private static func places(_ tokens: [Token], _ text: Rope) -> [Place] {
    var places: [Place] = []
    var brackets = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .leftBracket: brackets += 1
      case .rightBracket: brackets -= 1
      case .parameter:
        places.append(Place(name: String(decoding: text[token.range], as: UTF8.self), range: token.range, form: .value))
      case .symbol where brackets <= 0:
        if let place = named(tokens, index, text) { places.append(place) }
      default: break
      }
    }
    return places
  }

  /// A lone colon with a name right behind it.
  private static func named(_ tokens: [Token], _ index: Int, _ text: Rope) -> Place? {
    let colon = tokens[index]
    guard colon.end - colon.start == 1, text[colon.start] == UInt8(ascii: ":"), index + 1 < tokens.count else {
      return nil
    }
    // `a :b` may follow a word, `a:b` is something else.
    if index > 0, [.word, .quotedIdentifier, .number, .rightParen].contains(tokens[index - 1].kind) { return nil }
    let next = tokens[index + 1]
    let range = colon.start..<next.end
    switch next.kind {
    case .word: return Place(name: ":" + String(decoding: text[next.range], as: UTF8.self), range: range, form: .value)
    case .string where text[next.start] == UInt8(ascii: "'") && next.isTerminated:
      return quoted(next, range, .value, text)
    case .quotedIdentifier where text[next.start] == UInt8(ascii: "\"") && next.isTerminated:
      return quoted(next, range, .identifier, text)
    default: return nil
    }
  }

  private static func quoted(_ token: Token, _ range: Range<Int>, _ form: Place.Form, _ text: Rope) -> Place? {
    let inner = text[token.start + 1..<token.end - 1]
    guard let first = inner.first, ByteClass.startsWord(first), inner.allSatisfy(ByteClass.continuesWord) else {
      return nil
    }
    return Place(name: ":" + String(decoding: inner, as: UTF8.self), range: range, form: form)
  }
}
