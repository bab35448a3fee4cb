extension Lexer {
  /// What psql takes for itself: from a backslash to the end of the line, or to the `\\` behind which SQL goes on.
  mutating func command() -> Token.Kind {
    index += 1
    guard index < bytes.count, peek() != UInt8(ascii: ";"), peek() != UInt8(ascii: ":"), peek() != UInt8(ascii: "\\")
    else {
      index = min(index + 1, bytes.count)
      return .command
    }
    let name = index
    while index < bytes.count, !ByteClass.isSpace(bytes[index]), bytes[index] != UInt8(ascii: "\\") { index += 1 }
    let takesLine = Self.takesLine(UnsafeBufferPointer(rebasing: bytes[name..<index]))
    var quote: UInt8 = 0
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      let byte = bytes[index]
      if byte == quote {
        quote = 0
      } else if quote == 0, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
        quote = byte
      } else if byte == UInt8(ascii: "\\"), !takesLine, quote == UInt8(ascii: "'") || quote == 0 {
        if quote == 0 { return endCommand() }
        if peek(1) != 0x0A, peek(1) != 0x0D { index = min(index + 1, bytes.count - 1) }
      }
      index += 1
    }
    return .command
  }

  /// A backslash ends the command before it; two are its end, one begins the next.
  private mutating func endCommand() -> Token.Kind {
    if peek(1) == UInt8(ascii: "\\") { index += 2 }
    return .command
  }

  /// Commands whose argument is the rest of the line, whatever stands there.
  private static func takesLine(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    switch name.count {
    case 1: name[0] == UInt8(ascii: "!") || name[0] == UInt8(ascii: "h")
    case 2: ["ef", "ev", "sf", "sv"].contains { $0.utf8.elementsEqual(name) }
    case 3: "sf+".utf8.elementsEqual(name) || "sv+".utf8.elementsEqual(name)
    case 4: "copy".utf8.elementsEqual(name) || "help".utf8.elementsEqual(name)
    default: false
    }
  }

  /// Moves over the lines up to and with the one that is `\.`. Stays when there is none: statements that follow one without its data are not
  /// taken for it.
  mutating func skipCopyData() -> Bool {
    let start = index
    while index < bytes.count {
      let line = index
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      let end = index > line && bytes[index - 1] == 0x0D ? index - 1 : index
      if end - line == 2, bytes[line] == UInt8(ascii: "\\"), bytes[line + 1] == UInt8(ascii: ".") { return true }
      index = min(index + 1, bytes.count)
    }
    index = start
    return false
  }
}
