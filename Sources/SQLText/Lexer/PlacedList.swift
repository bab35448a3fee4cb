/// Something that has a place in a text.
protocol Placed {
  /// The same, `distance` bytes on.
  func shifted(by distance: Int) -> Self
}

extension Token: Placed {
  func shifted(by distance: Int) -> Token {
    var token = self
    token.start &+= distance
    return token
  }
}

/// The parts of a text in their order, changed at any place: short arrays, each of which knows only how far its elements
/// are from where it begins, and a list of where they begin.
///
/// Why this. An array moves all that is behind an edit, and so does the `Deque` of swift-collections, whose rope is not
/// public. A gap buffer is cheap where one types, but walks as far as the cursor jumps, and from time to time it grows by
/// copying itself whole: 24 MB for the tokens of a hundred thousand lines, 20 ms for one key. Here an edit anywhere touches
/// one short array and a number for each behind it, and a copy that somebody keeps costs a reference for each; a hundred
/// thousand lines have a thousand of them. Another level, as a tree has, would only be slower to walk.
struct PlacedList<Element: Placed & Sendable>: Sendable {
  /// Where a chunk begins.
  private struct Head {
    var index: Int
    /// What the places of its elements are counted from.
    var base: Int
  }

  /// Never empty; nor is one of them, unless it is the only one.
  private(set) var chunks: [[Element]]
  private var heads: [Head]
  /// The most elements of a chunk.
  private let most: Int
  /// The chunk of the last change: what is looked up is nearly always there.
  private var near = 0
  private(set) var count: Int
  /// The length of the text in bytes.
  private(set) var end: Int

  /// Few enough bytes that moving them is nothing, enough that a text has few chunks.
  private static var usual: Int { 32_768 / MemoryLayout<Element>.stride }

  /// - Parameter end: the length of the text in bytes.
  init(_ elements: [Element], end: Int, most: Int = usual) {
    self.most = most
    self.end = end
    count = elements.count
    (chunks, heads) = Self.cut(elements, from: 0, most: most)
  }

  /// Chunks of about the same length, with room to grow.
  private static func cut(_ elements: [Element], from index: Int, most: Int) -> (chunks: [[Element]], heads: [Head]) {
    let parts = max(1, min(elements.count, (elements.count * 4 + most * 3 - 1) / (most * 3)))
    let cuts = (0...parts).map { $0 * elements.count / parts }
    return (
      zip(cuts, cuts.dropFirst()).map { Array(elements[$0..<$1]) },
      cuts.dropLast().map { Head(index: index + $0, base: 0) }
    )
  }

  // MARK: Finding

  subscript(index: Int) -> Element {
    let chunk = chunk(of: index)
    return self[chunk, index &- heads[chunk].index]
  }

  private subscript(chunk: Int, place: Int) -> Element { chunks[chunk][place].shifted(by: heads[chunk].base) }

  /// The chunk of the element at `index`; the last one for the end.
  private func chunk(of index: Int) -> Int {
    if range(ofChunk: near).contains(index) { return near }
    return Self.first(in: 1..<chunks.count) { heads[$0].index > index } - 1
  }

  private func range(ofChunk chunk: Int) -> Range<Int> {
    heads[chunk].index..<heads[chunk].index &+ chunks[chunk].count
  }

  /// The first element that fulfils the condition, which must hold for all behind it; the count when none does.
  func first(where holds: (Element) -> Bool) -> Int {
    let chunk = Self.first(in: 0..<chunks.count - 1) { holds(self[$0, chunks[$0].count - 1]) }
    return heads[chunk].index + Self.first(in: chunks[chunk].indices) { holds(self[chunk, $0]) }
  }

  /// The first number for which it is so; the end of the range when it is for none.
  private static func first(in range: Range<Int>, where isSo: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isSo(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  // MARK: Changing

  /// Puts other elements in the place of some; all that follow move with the end of the text.
  mutating func replace(_ range: Range<Int>, with fresh: [Element], end newEnd: Int) {
    let distance = newEnd - end
    let first = chunk(of: range.lowerBound)
    let last = range.isEmpty ? first : chunk(of: range.upperBound - 1)
    let start = range.lowerBound - heads[first].index
    let rest = range.upperBound - heads[last].index
    let left = chunks[first].count - range.count + fresh.count
    if first == last, left <= most, left >= fewest || chunks.count == 1 {
      change(first, start..<rest, with: fresh, distance: distance)
      near = first
    } else {
      let behind = elements(last, rest..<chunks[last].count, distance: distance)
      near = recut(first...last, elements(first, 0..<start) + fresh + behind, distance: distance)
    }
    let more = fresh.count - range.count
    for chunk in near + 1..<heads.count {
      heads[chunk].index += more
      heads[chunk].base += distance
    }
    count += more
    end = newEnd
  }

  /// Below that, elements are put into a chunk with those beside them.
  private var fewest: Int { max(1, most / 8) }

  private mutating func change(_ chunk: Int, _ places: Range<Int>, with fresh: [Element], distance: Int) {
    let base = heads[chunk].base
    chunks[chunk].replaceSubrange(places, with: fresh.lazy.map { $0.shifted(by: -base) })
    chunks[chunk].withUnsafeMutableBufferPointer { elements in
      for place in places.lowerBound + fresh.count..<elements.count {
        elements[place] = elements[place].shifted(by: distance)
      }
    }
  }

  /// Puts elements at their final places in the place of some chunks, or of one more when they are few; gives the last of
  /// the chunks that they fill.
  private mutating func recut(_ old: ClosedRange<Int>, _ elements: [Element], distance: Int) -> Int {
    var (first, last, all) = (old.lowerBound, old.upperBound, elements)
    if all.count < fewest, first > 0 {
      first -= 1
      all = self.elements(first, chunks[first].indices) + all
    } else if all.count < fewest, last + 1 < chunks.count {
      last += 1
      all += self.elements(last, chunks[last].indices, distance: distance)
    }
    let new = Self.cut(all, from: heads[first].index, most: most)
    chunks.replaceSubrange(first...last, with: new.chunks)
    heads.replaceSubrange(first...last, with: new.heads)
    return first + new.chunks.count - 1
  }

  /// Some elements of a chunk, moved.
  private func elements(_ chunk: Int, _ places: Range<Int>, distance: Int = 0) -> [Element] {
    let distance = heads[chunk].base + distance
    return chunks[chunk][places].map { $0.shifted(by: distance) }
  }

  // MARK: Reading

  /// Reads elements in their order, or any that are near each other: it remembers the chunk of the last one.
  struct Reader: Sendable {
    private let list: PlacedList
    private var chunk: [Element] = []
    private var head = Head(index: 0, base: 0)

    fileprivate init(_ list: PlacedList) { self.list = list }

    subscript(index: Int) -> Element {
      mutating get {
        if index < head.index || index >= head.index &+ chunk.count {
          let found = list.chunk(of: index)
          (chunk, head) = (list.chunks[found], list.heads[found])
        }
        return chunk[index &- head.index].shifted(by: head.base)
      }
    }
  }

  func reader() -> Reader { Reader(self) }
}

/// The tokens of a text that is edited.
package struct TokenList: RandomAccessCollection, Sendable {
  package typealias SubSequence = TokenSlice

  var list: PlacedList<Token>

  package init(_ tokens: [Token]) { self.init(list: PlacedList(tokens, end: tokens.last?.end ?? 0)) }

  init(list: PlacedList<Token>) { self.list = list }

  package var startIndex: Int { 0 }
  package var endIndex: Int { list.count }
  package subscript(index: Int) -> Token { list[index] }
  package subscript(range: Range<Int>) -> TokenSlice {
    TokenSlice(tokens: self, startIndex: range.lowerBound, endIndex: range.upperBound)
  }
  package func makeIterator() -> TokenReader { TokenReader(self, indices) }
}

/// Some of the tokens, at their numbers.
package struct TokenSlice: RandomAccessCollection, Sendable {
  fileprivate let tokens: TokenList
  package let startIndex: Int
  package let endIndex: Int

  package subscript(index: Int) -> Token { tokens[index] }
  package subscript(range: Range<Int>) -> TokenSlice { tokens[range] }
  package func makeIterator() -> TokenReader { TokenReader(tokens, indices) }
}

/// Reads tokens in their order.
package struct TokenReader: IteratorProtocol, Sendable {
  private var reader: PlacedList<Token>.Reader
  private var indices: Range<Int>

  fileprivate init(_ tokens: TokenList, _ indices: Range<Int>) {
    reader = tokens.list.reader()
    self.indices = indices
  }

  package mutating func next() -> Token? { indices.popFirst().map { reader[$0] } }
}
