import Glibc

/// Secrets that their own shape or a name before them gives away, whatever text they stand in.
enum SecretPatterns {
  private static let keyPrefixes = [
    "napi_", "sbp_", "dop_v1_", "neon_", "ghp_", "github_pat_", "sk-", "sk_live_", "eyJ", "SCRAM-SHA-256$",
  ]

  /// Secrets inside a text: `password=…`, `://user:…@`, and keys by their prefixes.
  static func redact(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text = Array(bytes)
    redactURIs(&text)
    for name in ["password", "passwd"] { redactAssignment(name, &text) }
    for prefix in keyPrefixes { redactKey(prefix, &text) }
    return text
  }

  /// Where the text stands next. The C library looks for its first byte: all that is kept of statements goes through here many times.
  private static func find(_ needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    text.withUnsafeBytes { text in
      needle.withUnsafeBytes { needle in
        guard let base = text.baseAddress, let first = needle.first else { return nil }
        var place = start
        while place <= text.count - needle.count {
          let room = text.count - needle.count - place + 1
          guard let found = memchr(base + place, Int32(first), room) else { return nil }
          place = UnsafeRawPointer(found) - base
          if memcmp(base + place, needle.baseAddress!, needle.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }

  private static func lowercased(_ text: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: text.count) { lower, count in
      text.withUnsafeBufferPointer { text in
        for index in 0..<text.count {
          let byte = text[index]
          lower[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        }
      }
      count = text.count
    }
  }

  static func redactURIs(_ text: inout [UInt8]) {
    var start = 0
    while let scheme = find(Array("://".utf8), in: text, from: start) {
      start = scheme + 3
      let end =
        text[start...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "'") } ?? text.count
      guard let at = text[start..<end].lastIndex(of: UInt8(ascii: "@")),
        let colon = text[start..<at].firstIndex(of: UInt8(ascii: ":"))
      else { continue }
      text.replaceSubrange(colon + 1..<at, with: Redaction.mark.utf8)
    }
  }

  /// `password=x`, `password = x`, `password='x y'`.
  private static func redactAssignment(_ name: String, _ text: inout [UInt8]) {
    var start = 0
    var lower = lowercased(text)
    while let place = find(Array(name.utf8), in: lower, from: start) {
      start = place + name.utf8.count
      var value = start
      while value < text.count, text[value] == 0x20 { value += 1 }
      guard value < text.count, text[value] == UInt8(ascii: "=") else { continue }
      value += 1
      while value < text.count, text[value] == 0x20 || text[value] == UInt8(ascii: "'") { value += 1 }
      let isQuoted = text[value - 1] == UInt8(ascii: "'")
      let end = text[value...].firstIndex {
        isQuoted ? $0 == UInt8(ascii: "'") : $0 <= 0x20 || $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "'")
      }
      text.replaceSubrange(value..<(end ?? text.count), with: Redaction.mark.utf8)
      lower.replaceSubrange(value..<(end ?? lower.count), with: Redaction.mark.utf8)
      start = value + Redaction.mark.utf8.count
    }
  }

  private static func redactKey(_ prefix: String, _ text: inout [UInt8]) {
    let needle = Array(prefix.utf8)
    var start = 0
    while let place = find(needle, in: text, from: start) {
      start = place + needle.count
      let end =
        text[start...].firstIndex { byte in
          !((byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "_-.$+/=:".utf8.contains(byte))
        } ?? text.count
      // Short words with such a beginning are no keys.
      guard end - start >= 16 else { continue }
      text.replaceSubrange(start..<end, with: Redaction.mark.utf8)
      start += Redaction.mark.utf8.count
    }
  }
}
