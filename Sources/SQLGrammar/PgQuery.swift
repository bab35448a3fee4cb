internal import CPgQuery
internal import SQLText

/// PostgreSQL's own parser, called in this process. Only the parser's process and tests call it: see `ParserProcess` for why.
enum PgQuery {
  /// A parse tree as JSON, or where and why the text is none.
  enum Answer {
    case tree([UInt8])
    case error(Diagnostic)
  }

  static func parse(_ text: [UInt8]) -> Answer {
    // A zero byte would end the text for the parser without a word.
    if let zero = text.firstIndex(of: 0) { return .error(Diagnostic(offset: zero, message: "invalid zero byte")) }
    return withCText(text) { pointer in
      let result = pg_query_parse(pointer)
      defer { pg_query_free_parse_result(result) }
      if let error = result.error { return .error(diagnostic(error.pointee, in: text)) }
      return .tree(bytes(result.parse_tree))
    }
  }

  /// The same for statements that differ only in constants; nil for what does not parse.
  static func fingerprint(_ text: [UInt8]) -> String? {
    guard !text.contains(0) else { return nil }
    return withCText(text) { pointer in
      let result = pg_query_fingerprint(pointer)
      defer { pg_query_free_fingerprint_result(result) }
      guard result.error == nil, let fingerprint = result.fingerprint_str else { return nil }
      return String(cString: fingerprint)
    }
  }

  private static func withCText<Result>(_ text: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    var terminated = text
    terminated.append(0)
    return terminated.withUnsafeBytes { body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    return String(cString: text).utf8.map { $0 }
  }

  private static func diagnostic(_ error: PgQueryError, in text: [UInt8]) -> Diagnostic {
    let message = error.message.map { String(cString: $0) } ?? "syntax error"
    guard error.cursorpos > 0 else { return Diagnostic(offset: text.count, message: message) }
    return Diagnostic(offset: offset(ofCharacter: Int(error.cursorpos), in: text), message: message)
  }

  /// The parser counts characters from 1; a byte that continues a character starts none.
  private static func offset(ofCharacter place: Int, in text: [UInt8]) -> Int {
    var left = place
    for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      left -= 1
      if left == 0 { return offset }
    }
    return text.count
  }
}
