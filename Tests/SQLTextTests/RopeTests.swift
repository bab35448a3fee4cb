import TestSupport
import Testing

@testable import SQLText

struct RopeTests {
  /// A rope beside the array that it must be equal to.
  private struct Pair {
    var rope: Rope
    var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      rope = Rope(bytes)
    }

    mutating func replace(_ range: Range<Int>, with new: [UInt8]) {
      bytes.replaceSubrange(range, with: new)
      rope.replaceSubrange(range, with: new)
    }

    var lineStarts: [Int] { [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 } }
  }

  private static func bytes(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in
      Int.random(in: 0..<20, using: &random) == 0 ? 0x0A : UInt8.random(in: 0...255, using: &random)
    }
  }

  private static func range(in count: Int, atMost length: Int, _ random: inout SeededGenerator) -> Range<Int> {
    let start = Int.random(in: 0...count, using: &random)
    return start..<min(count, start + Int.random(in: 0...length, using: &random))
  }

  @Test(arguments: UInt64(0)..<20)
  func `After any edits a rope holds what an array does, line by line and byte by byte`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var pair = Pair(Self.bytes(Int.random(in: 0...20_000, using: &random), &random))
    for round in 0..<60 {
      let large = round % 10 == 0
      let new = Self.bytes(Int.random(in: 0...(large ? 9000 : 5), using: &random), &random)
      pair.replace(Self.range(in: pair.bytes.count, atMost: large ? 9000 : 300, &random), with: new)
      #expect(pair.rope.count == pair.bytes.count)
      #expect(pair.rope.elementsEqual(pair.bytes))
      let part = Self.range(in: pair.bytes.count, atMost: 3000, &random)
      #expect(Array(pair.rope[part]) == Array(pair.bytes[part]))
      #expect(pair.rope.withBytes(part) { Array($0) } == Array(pair.bytes[part]))
      #expect(part.allSatisfy { pair.rope[$0] == pair.bytes[$0] })
    }
    #expect(Array(pair.rope.lineStarts) == pair.lineStarts)
    for _ in 0..<200 {
      let place = Int.random(in: 0...pair.bytes.count, using: &random)
      #expect(pair.rope.line(at: place) == pair.lineStarts.lastIndex { $0 <= place })
    }
  }

  @Test func `Typing at one place, in the middle and at both ends, keeps the tree low and its leaves filled`() {
    var rope = Rope(Array(repeating: UInt8(ascii: "x"), count: 200_000))
    for place in [0, 100_000, 200_000] {
      for step in 0..<3000 { rope.replaceSubrange(place + step..<place + step, with: [UInt8(ascii: "y")]) }
    }
    for _ in 0..<3000 { rope.replaceSubrange(50_000..<50_007, with: []) }
    #expect(rope.shape.height <= 3)
    #expect(rope.shape.leaves < rope.count / 256)
  }

  @Test func `A copy keeps what it was while the original is edited`() {
    var rope = Rope("select 1;\nselect 2;\n".utf8)
    let copy = rope
    rope.replaceSubrange(0..<10, with: [])
    #expect(String(decoding: copy, as: UTF8.self) == "select 1;\nselect 2;\n")
    #expect(String(decoding: rope, as: UTF8.self) == "select 2;\n")
    #expect(copy != rope && copy.lineStarts.count == 3 && rope.lineStarts.count == 2)
  }

  @Test func `Bytes that are no UTF-8 stay as they are`() {
    let bytes: [UInt8] = [0xFF, 0x41, 0xC3, 0x0A, 0x80, 0xED, 0xA0, 0x80]
    var rope = Rope(bytes)
    rope.replaceSubrange(2..<2, with: [0xFE])
    #expect(Array(rope) == [0xFF, 0x41, 0xFE, 0xC3, 0x0A, 0x80, 0xED, 0xA0, 0x80])
  }
}

extension Rope {
  fileprivate var shape: (height: Int, leaves: Int) {
    func leaves(_ node: RopeNode) -> Int {
      node.height == 0 ? 1 : node.children.reduce(0) { $0 + leaves($1.node) }
    }
    return (root.height, leaves(root))
  }
}
