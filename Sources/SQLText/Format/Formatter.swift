/// Lays SQL out in one style. Works on tokens, so broken text is laid out as far as it can be read. Only space, line ends, the case of keywords
/// and the order of a comma and the comment behind it change: a statement where the tokens would differ in anything else is left as it is.
package enum Formatter {
  /// The text laid out; ends with a line end unless it is empty or its last token does not end.
  package static func format(_ text: [UInt8], _ options: FormatOptions = FormatOptions()) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count + text.count / 4)
    let parts = FormatPart.parts(of: text)
    for (index, part) in parts.enumerated() {
      if index > 0 {
        if part.isBehind {
          output.append(0x20)
        } else {
          output.append(0x0A)
          if part.hasBlankLine { output.append(0x0A) }
        }
      }
      switch part.content {
      case .verbatim(let range): output += text[range]
      case .statement(let tokens, let range): output += statement(tokens, text, range, options)
      }
    }
    if !output.isEmpty, endsTerminated(output) { output.append(0x0A) }
    // Where broken statements meet rows or commands, what is laid out alone can read otherwise in its place.
    return FormatProof.areSame(text, output) ? output : text
  }

  /// False when a line end would become part of a string or a comment.
  private static func endsTerminated(_ text: [UInt8]) -> Bool { Lexer.tokens(text).last?.isTerminated ?? true }

  /// Rounds after which something that still moves makes the statement stay as it is.
  private static let mostRounds = 4

  private static func statement(
    _ tokens: [FormatToken], _ text: [UInt8], _ range: Range<Int>, _ options: FormatOptions
  ) -> [UInt8] {
    let original = Array(text[range])
    var result = LayoutPrinter.print(FormatLayout.steps(of: tokens, text, options), text, options)
    guard FormatProof.areSame(original, result) else { return original }
    // A comment can come to stand where it belongs to another token, and broken text can read otherwise; then it is laid out from there.
    for _ in 0..<mostRounds {
      let lexed = TokenList(Lexer.tokens(result))
      let again = FormatToken.read(lexed, lexed.indices, result)
      let next = LayoutPrinter.print(FormatLayout.steps(of: again, result, options), result, options)
      if next == result { return result }
      guard FormatProof.areSame(original, next) else { return original }
      result = next
    }
    return original
  }

  /// Where a place in a text is after the text was laid out: before the same letter when it stood at a word's start, else behind the same.
  package static func place(of offset: Int, from old: [UInt8], in new: [UInt8]) -> Int {
    let offset = min(offset, old.count)
    let isAtStart =
      offset < old.count && !ByteClass.isSpace(old[offset]) && (offset == 0 || ByteClass.isSpace(old[offset - 1]))
    var left = old[..<offset].count { !ByteClass.isSpace($0) }
    for (index, byte) in new.enumerated() where !ByteClass.isSpace(byte) {
      if left == 0 { return isAtStart ? index : 0 }
      left -= 1
      if left == 0, !isAtStart { return index + 1 }
    }
    return left == 0 && !isAtStart ? 0 : new.count
  }
}

/// Whether formatting kept what it must keep.
enum FormatProof {
  /// The same tokens but for the case of unquoted words, and the same comments, each in their order.
  static func areSame(_ old: [UInt8], _ new: [UInt8]) -> Bool {
    let one = Lexer.tokens(old)
    let other = Lexer.tokens(new)
    return areSame(old, one.filter { !$0.isTrivia }, new, other.filter { !$0.isTrivia })
      && areSame(old, one.filter(isComment), new, other.filter(isComment))
  }

  private static func isComment(_ token: Token) -> Bool { token.isTrivia && token.kind != .whitespace }

  private static func areSame(_ old: [UInt8], _ one: [Token], _ new: [UInt8], _ other: [Token]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).allSatisfy { left, right in
      guard left.kind == right.kind, left.range.count == right.range.count else { return false }
      if left.kind != .word { return old[left.range].elementsEqual(new[right.range]) }
      return zip(old[left.range], new[right.range]).allSatisfy { folded($0) == folded($1) }
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
