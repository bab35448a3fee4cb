import TestSupport
import Testing

@testable import Terminal

struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("\u{0}", "AA=="), ("¿>", "wr8+"),
  ]) func `Text is encoded as RFC 4648 has it`(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
  }

  @Test func `Any bytes come back when they are decoded`() {
    var random = SeededGenerator(seed: 12)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(decode(Base64.encode(bytes)) == bytes)
    }
  }

  private func decode(_ text: String) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var bits: UInt32 = 0
    var count = 0
    var bytes: [UInt8] = []
    for letter in text where letter != "=" {
      bits = bits << 6 | UInt32(letters.firstIndex(of: letter)!)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
