/// Reads the notation of `SyntaxRules` and `QueryRules`: words, `<slots>`, `[optional]`, `{any number}`, `(a | b)`, `x,...` and `'punctuation'`.
struct SyntaxParser {
  private let words: [Substring]
  private var index = 0

  init(_ text: String) { words = Self.words(text) }

  private static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var rest = text[...]
    while let first = rest.first {
      var length = 1
      if first == "'" {
        length = 3
      } else if first == "," {
        length = 4
      } else if first == " " || "()[]{}|".contains(first) {
        length = 1
      } else {
        length = rest.prefix { !" ()[]{}|,".contains($0) }.count
      }
      if first != " " { words.append(rest.prefix(length)) }
      rest = rest.dropFirst(length)
    }
    return words
  }

  private var word: Substring? { index < words.count ? words[index] : nil }

  mutating func choice() -> SyntaxPattern {
    var parts = [sequence()]
    while word == "|" {
      index += 1
      parts.append(sequence())
    }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() -> SyntaxPattern {
    var parts: [SyntaxPattern] = []
    while let word, !["|", ")", "]", "}"].contains(word) {
      let part = item(word)
      if self.word == ",..." {
        index += 1
        parts.append(.list(part))
      } else {
        parts.append(part)
      }
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func item(_ word: Substring) -> SyntaxPattern {
    index += 1
    switch word {
    case "(", "[", "{":
      let inner = choice()
      // The bracket that closes it.
      index += 1
      return word == "(" ? inner : word == "[" ? .optional(inner) : .any(inner)
    case "'('": return .label(.symbol(.leftParen))
    case "')'": return .label(.symbol(.rightParen))
    case "','": return .label(.symbol(.comma))
    case "'*'": return .label(.symbol(.symbol))
    case "'='": return .label(.equals)
    case "<expr>": return .label(.expression)
    case "<args>": return .label(.arguments)
    case "<statement>": return .label(.statement)
    default: return word.first == "<" ? named(word.dropFirst().dropLast()) : .label(.keyword(String(word)))
    }
  }

  private func named(_ name: Substring) -> SyntaxPattern {
    if let slot = SyntaxSlot(rawValue: String(name)) { return .label(.name(slot)) }
    guard let rule = SyntaxRules.parts[String(name)] ?? QueryRules.parts[String(name)] else {
      preconditionFailure("no rule \(name)")
    }
    var parser = SyntaxParser(rule)
    return parser.choice()
  }
}
