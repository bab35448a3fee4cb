/// Lays SQL out in one style. Works on tokens, so broken text is laid out as far as it can be read. Only space, line ends, the case of keywords
/// and the order of a comma and the comment behind it change: a statement where the tokens would differ in anything else is left as it is.
package enum Formatter {
  /// The text laid out; ends with a line end unless it is empty or its last token does not end.
  package static func format(_ text: [UInt8], _ options: FormatOptions = FormatOptions()) -> [UInt8] {
    let parts = FormatPart.parts(of: text, options.strings)
    var pieces = parts.map { piece($0, text, options) }
    for _ in 0..<mostRounds {
      let output = joined(parts, pieces, options.strings)
      guard FormatProof.areSame(text, output, options.strings) else { return text }
      guard let place = misread(parts, pieces, in: output, options.strings) else { return output }
      // What is broken can read otherwise in its place than alone: it stays as it is.
      let original = Array(text[parts[place].content.range])
      if pieces[place] == original { return text }
      pieces[place] = original
    }
    return text
  }

  /// Rounds after which something that still moves makes the statement, or the text, stay as it is.
  private static let mostRounds = 4

  private static func joined(_ parts: [FormatPart], _ pieces: [[UInt8]], _ strings: StringRule) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(pieces.reduce(0) { $0 + $1.count + 2 })
    for (index, part) in parts.enumerated() {
      if index > 0 { output += part.isBehind ? [0x20] : part.hasBlankLine ? [0x0A, 0x0A] : [0x0A] }
      output += pieces[index]
    }
    if !output.isEmpty, endsTerminated(output, strings) { output.append(0x0A) }
    return output
  }

  /// The first piece that a reader of the whole output does not find again as it was written there; nil when it finds them all, so that laying
  /// it out again changes nothing.
  private static func misread(_ parts: [FormatPart], _ pieces: [[UInt8]], in output: [UInt8], _ strings: StringRule)
    -> Int?
  {
    var again = FormatPart.parts(of: output, strings, readsTokens: false)[...]
    return parts.indices.first { index in
      guard parts[index].isStatement else {
        guard let next = again.popFirst() else { return true }
        return next.isStatement || !output[next.content.range].elementsEqual(pieces[index])
      }
      // Comments may have come to stand behind it.
      return !FormatPart.parts(of: pieces[index], strings, readsTokens: false).allSatisfy { part in
        guard let next = again.popFirst(), next.isStatement == part.isStatement else { return false }
        return output[next.content.range].elementsEqual(pieces[index][part.content.range])
      }
    } ?? (again.isEmpty ? nil : parts.count - 1)
  }

  /// False when a line end would become part of a string or a comment.
  private static func endsTerminated(_ text: [UInt8], _ strings: StringRule) -> Bool {
    Lexer.tokens(text, strings: strings).last?.isTerminated ?? true
  }

  private static func piece(_ part: FormatPart, _ text: [UInt8], _ options: FormatOptions) -> [UInt8] {
    let original = Array(text[part.content.range])
    guard case .statement(let tokens, _, let isEnded) = part.content else { return original }
    func layOut(_ tokens: [FormatToken], _ text: [UInt8]) -> [UInt8] {
      LayoutPrinter.print(FormatLayout.steps(of: tokens, isEnded: isEnded, text, options), text, options)
    }
    var result = layOut(tokens, text)
    guard FormatProof.areSame(original, result, options.strings) else { return original }
    // A comment can come to stand where it belongs to another token, and broken text can read otherwise; then it is laid out from there.
    for _ in 0..<mostRounds {
      let lexed = TokenList(Lexer.tokens(result, strings: options.strings))
      let next = layOut(FormatToken.read(lexed, lexed.indices, result, Rope(result)), result)
      if next == result { return result }
      guard FormatProof.areSame(original, next, options.strings) else { return original }
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
  static func areSame(_ old: [UInt8], _ new: [UInt8], _ strings: StringRule) -> Bool {
    let one = Lexer.tokens(old, strings: strings)
    let other = Lexer.tokens(new, strings: strings)
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
