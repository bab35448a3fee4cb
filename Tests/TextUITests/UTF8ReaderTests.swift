import TestSupport
import Testing
import TextUI

struct UTF8ReaderTests {
  private func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    bytes.withUnsafeBytes { bytes in
      var scalars: [Unicode.Scalar] = []
      var index = 0
      while index < bytes.count { scalars.append(UTF8Reader.next(bytes, &index)) }
      return scalars
    }
  }

  @Test func `Every scalar is read back`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let read = scalars(Array(UTF8.encode(scalar)!))
      if read != [scalar] { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFF],
    ] as [[UInt8]]) func `Each byte that belongs to no valid sequence counts alone`(bytes: [UInt8])
  {
    #expect(scalars(bytes) == bytes.map { _ in "\u{FFFD}" })
    #expect(scalars(bytes + [0x61]).last == "a")
  }

  @Test func `What is valid among any bytes is found`() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<2000 {
      let bytes = random.bytes(pieces: ["é", "語", "😀", "a"], count: 8)
      let expected = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 != "\u{FFFD}" }
      #expect(scalars(bytes).filter { $0 != "\u{FFFD}" } == Array(expected), "\(bytes)")
    }
  }
}
