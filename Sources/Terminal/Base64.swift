/// Base64 of RFC 4648, as OSC 52 wants it.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
      for place in 0..<4 {
        let isPadding = place > count
        result.append(isPadding ? UInt8(ascii: "=") : letters[Int(group >> UInt32(18 - 6 * place) & 63)])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
