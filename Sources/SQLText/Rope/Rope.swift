/// The bytes of a text that is edited, as a rope: a balanced tree of short arrays that knows its line feeds.
///
/// Why a rope. An array moves the rest of the text at each edit, and copies all of it when somebody, such as the journal, still reads what it was
/// before. A gap buffer is as cheap for typing in one place, but not for cursors in many places, and a copy of it is a whole copy too. A piece
/// tree costs the same per edit as a rope, and keeps the text as it was read untouched; but its pieces grow with the number of edits, and reading
/// a place of it touches two buffers. In a rope of immutable nodes an edit, a megabyte of paste and a lookup by byte or line all take the height
/// of the tree (four for a hundred thousand lines), and a copy is a reference: the journal, the completion and a search read theirs on other
/// threads while typing goes on. Bytes, not characters: files keep invalid UTF-8, and the offsets of tokens and servers are in bytes.
package struct Rope: Sendable {
  private(set) var root: RopeNode

  package init(_ bytes: some Sequence<UInt8>) { root = RopeNode.make(Array(bytes)[...]) }

  private init(root: RopeNode) { self.root = root }

  package mutating func replaceSubrange(_ range: Range<Int>, with new: [UInt8]) {
    let before = root.prefix(range.lowerBound)
    let behind = root.dropFirst(range.upperBound)
    root = before.joined(with: RopeNode.make(new[...])).joined(with: behind)
  }

  /// Some of its bytes, which it shares.
  package func part(_ range: Range<Int>) -> Rope {
    Rope(root: root.prefix(range.upperBound).dropFirst(range.lowerBound))
  }

  /// Calls with some bytes in one piece of memory; they are copied unless they lie in one leaf.
  package func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
    -> Result
  {
    let (leaf, start) = root.leaf(at: range.lowerBound)
    guard range.upperBound > start + leaf.count else {
      return try leaf.withUnsafeBufferPointer { bytes in
        try body(UnsafeBufferPointer(rebasing: bytes[range.lowerBound - start..<range.upperBound - start]))
      }
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      root.copy(range, to: buffer.baseAddress!)
      count = range.count
    }
    return try bytes.withUnsafeBufferPointer(body)
  }

  // MARK: Lines

  /// The number of line feeds before `offset`.
  package func line(at offset: Int) -> Int { root.lineFeeds(before: Swift.min(offset, count)) }

  package var lineStarts: LineStarts { LineStarts(rope: self) }

  /// The offset of the first byte of each line; never empty.
  package struct LineStarts: RandomAccessCollection {
    fileprivate let rope: Rope

    package var startIndex: Int { 0 }
    package var endIndex: Int { rope.root.lineFeeds + 1 }
    package subscript(line: Int) -> Int { line == 0 ? 0 : rope.root.offset(behindLineFeed: line) }
  }

  // MARK: Leaves

  fileprivate func leaf(at offset: Int) -> (bytes: [UInt8], start: Int) { root.leaf(at: offset) }
}

extension Rope: RandomAccessCollection {
  package typealias SubSequence = RopeSlice

  package var startIndex: Int { 0 }
  package var endIndex: Int { root.count }
  package subscript(offset: Int) -> UInt8 {
    let (bytes, start) = root.leaf(at: offset)
    return bytes[offset - start]
  }
  package subscript(range: Range<Int>) -> RopeSlice {
    RopeSlice(rope: self, startIndex: range.lowerBound, endIndex: range.upperBound)
  }
  package func makeIterator() -> RopeReader { RopeReader(self, from: 0, to: count) }
}

extension Rope: Hashable {
  package static func == (left: Rope, right: Rope) -> Bool {
    left.root === right.root || left.count == right.count && left.elementsEqual(right)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for byte in self { hasher.combine(byte) }
  }
}

/// Some bytes of a rope, at their offsets.
package struct RopeSlice: RandomAccessCollection, Sendable {
  fileprivate let rope: Rope
  package let startIndex: Int
  package let endIndex: Int

  package subscript(offset: Int) -> UInt8 { rope[offset] }
  package subscript(range: Range<Int>) -> RopeSlice { rope[range] }
  package func makeIterator() -> RopeReader { RopeReader(rope, from: startIndex, to: endIndex) }

  package func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    let (leaf, start) = rope.leaf(at: startIndex)
    guard endIndex <= start + leaf.count else { return nil }
    return try leaf.withUnsafeBufferPointer { bytes in
      try body(UnsafeBufferPointer(rebasing: bytes[startIndex - start..<endIndex - start]))
    }
  }
}

/// Reads the bytes of a rope in their order, or any that are near each other: it remembers the leaf of the last one.
package struct RopeReader: IteratorProtocol, Sendable {
  private let rope: Rope
  private var place: Int
  private let end: Int
  private var leaf: [UInt8] = []
  private var start = 0

  package init(_ rope: Rope, from place: Int = 0, to end: Int? = nil) {
    self.rope = rope
    self.place = place
    self.end = end ?? rope.count
  }

  package mutating func next() -> UInt8? {
    guard place < end else { return nil }
    place += 1
    return self[place - 1]
  }

  package subscript(offset: Int) -> UInt8 {
    mutating get {
      if offset < start || offset >= start + leaf.count { (leaf, start) = rope.leaf(at: offset) }
      return leaf[offset - start]
    }
  }
}
