/// Writes names and texts the way SQL needs them.
package enum Quoting {
  /// A name, in quotes only where PostgreSQL needs them: other letters than a-z, digits first, reserved words, or nothing at all.
  package static func identifier(_ name: String) -> String {
    let isPlain =
      name.utf8.enumerated().allSatisfy { index, byte in
        byte &- 0x61 < 26 || byte == 0x5F || (index > 0 && (ByteClass.isDigit(byte) || byte == 0x24))
      } && !name.isEmpty && !Keywords.needsQuotes(name)
    return isPlain ? name : "\"" + doubled(name, "\"") + "\""
  }

  /// A text as a string constant that means the same whatever `standard_conforming_strings` is.
  package static func literal(_ text: String) -> String {
    let hasBackslash = text.utf8.contains(UInt8(ascii: "\\"))
    let quoted = doubled(hasBackslash ? doubled(text, "\\") : text, "'")
    return (hasBackslash ? " E'" : "'") + quoted + "'"
  }

  private static func doubled(_ text: String, _ mark: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar)
      if scalar == mark { result.append(scalar) }
    }
    return String(result)
  }
}
