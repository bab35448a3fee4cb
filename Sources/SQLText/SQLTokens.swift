/// A text and its tokens, kept up to date edit by edit.
package struct SQLTokens: Sendable {
  package private(set) var tokens: [Token]

  package init(_ text: [UInt8]) { tokens = Lexer.tokens(text) }

  /// Takes in that `removed` (byte offsets of the old text) was replaced by `inserted` bytes, giving `text`. Only what the edit reaches is
  /// read again.
  package mutating func replace(_ removed: Range<Int>, inserted: Int, in text: [UInt8]) {
    let delta = inserted - removed.count
    // Three tokens more to the left: an edit can join what were single ones, as the last byte of `1e+5` does.
    let first = max(0, index(at: removed.lowerBound) - 3)
    let start = first < tokens.count ? tokens[first].start : 0
    var old = first
    var fresh: [Token] = []
    text.withUnsafeBufferPointer { bytes in
      Lexer.read(bytes, from: min(start, bytes.count)) { token in
        while old < tokens.count, tokens[old].start + delta < token.start || tokens[old].start < removed.upperBound {
          old += 1
        }
        let isInStep =
          old < tokens.count && token.start >= removed.lowerBound + inserted && tokens[old].start + delta == token.start
        if !isInStep { fresh.append(token) }
        return !isInStep
      }
      if let last = fresh.last, last.end == bytes.count { old = tokens.count }
      if fresh.isEmpty, start >= bytes.count { old = tokens.count }
    }
    if delta != 0 {
      tokens.withUnsafeMutableBufferPointer { tokens in
        for index in old..<tokens.count {
          tokens[index].start += delta
          tokens[index].end += delta
        }
      }
    }
    tokens.replaceSubrange(first..<old, with: fresh)
  }

  /// The index of the token that holds the byte at `offset`, or that ends the text.
  package func index(at offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
