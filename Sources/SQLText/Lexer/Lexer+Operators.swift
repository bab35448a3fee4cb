extension Lexer {
  mutating func operatorOrComment(_ isTerminated: inout Bool) -> Token.Kind {
    if startsLineComment {
      while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      return .lineComment
    }
    if startsBlockComment {
      isTerminated = blockComment()
      return .blockComment
    }
    let start = index
    var freesSign = false
    repeat {
      freesSign = freesSign || classes[Int(bytes[index])] & ByteClass.freesSign != 0
      index += 1
    } while index < bytes.count && classes[Int(bytes[index])] & ByteClass.isOperator != 0 && !startsLineComment
      && !startsBlockComment
    // `a*-1` is a product: an operator ends in a sign only when it holds what no operator of the SQL standard does.
    while index - start > 1, !freesSign, bytes[index - 1] == UInt8(ascii: "+") || bytes[index - 1] == UInt8(ascii: "-")
    { index -= 1 }
    return .symbol
  }

  private var startsLineComment: Bool { bytes[index] == UInt8(ascii: "-") && peek(1) == UInt8(ascii: "-") }
  private var startsBlockComment: Bool { bytes[index] == UInt8(ascii: "/") && peek(1) == UInt8(ascii: "*") }

  /// Comments nest.
  private mutating func blockComment() -> Bool {
    var depth = 0
    while index < bytes.count {
      if startsBlockComment {
        depth += 1
        index += 2
      } else if bytes[index] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        index += 2
        if depth == 0 { return true }
      } else {
        index += 1
      }
    }
    return false
  }
}
