import SQLText

/// A text or comment with its marks apart from what is between them.
struct QuotedText {
  private let whole: [UInt8]
  private let inside: Range<Int>
  private let isString: Bool

  init(_ kind: Token.Kind, _ bytes: [UInt8]) {
    whole = bytes
    isString = kind == .string
    let (opening, closing) = Self.marks(kind, bytes)
    let start = opening.count
    let isClosed = bytes.count >= start + closing.count && bytes.suffix(closing.count).elementsEqual(closing)
    inside = start..<(isClosed ? bytes.count - closing.count : bytes.count)
  }

  /// What stands between the marks; a doubled quote of a string is one.
  var body: [UInt8] {
    guard isString else { return Array(whole[inside]) }
    var body: [UInt8] = []
    var index = inside.lowerBound
    while index < inside.upperBound {
      body.append(whole[index])
      let isPair = Self.isQuote(whole[index]) && index + 1 < inside.upperBound && Self.isQuote(whole[index + 1])
      index += isPair ? 2 : 1
    }
    return body
  }

  /// The text with the secrets of its body replaced; byte for byte the same when there are none.
  func redacted(_ nesting: Int) -> [UInt8] {
    let body = body
    let clean = Redaction.redact(body, nesting: nesting + 1)
    if clean == body { return whole }
    let written = isString ? clean.flatMap { Self.isQuote($0) ? [$0, $0] : [$0] } : clean
    return whole[..<inside.lowerBound] + written + whole[inside.upperBound...]
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "'") }

  private static func marks(_ kind: Token.Kind, _ bytes: [UInt8]) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    switch kind {
    case .string:
      // `E'`, `U&'`
      let quote = bytes.firstIndex(where: isQuote) ?? bytes.count - 1
      return (bytes[...quote], Array("'".utf8)[...])
    case .dollarString:
      let end = bytes.dropFirst().firstIndex(of: UInt8(ascii: "$")) ?? bytes.count - 1
      return (bytes[...end], bytes[...end])
    case .blockComment: return (bytes.prefix(2), Array("*/".utf8)[...])
    default: return (bytes.prefix(2), [])
    }
  }
}
