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

/// The parts of a text in their order, changed at one place at a time. What lies behind that place is kept by its distance from the text's end, so
/// a change costs as much as it changes, and as far as it is from the one before.
struct GapList<Element: Placed & Sendable>: Sendable {
  private var front: [Element]
  /// Last first; places count from the end of the text, and are therefore negative.
  private var back: [Element] = []
  /// The length of the text in bytes.
  private(set) var end: Int

  /// - Parameter end: the length of the text in bytes.
  init(_ elements: [Element], end: Int) {
    front = elements
    self.end = end
  }

  var count: Int { front.count + back.count }

  subscript(index: Int) -> Element {
    index < front.count ? front[index] : back[back.count - 1 - (index - front.count)].shifted(by: end)
  }

  /// Puts other elements in the place of some; all that follow move with the end of the text.
  mutating func replace(_ range: Range<Int>, with fresh: [Element], end newEnd: Int) {
    moveGap(to: range.lowerBound)
    back.removeLast(range.count)
    front.append(contentsOf: fresh)
    end = newEnd
  }

  private mutating func moveGap(to index: Int) {
    if front.count > index { Self.move(front.count - index, from: &front, to: &back, by: -end) }
    if front.count < index { Self.move(index - front.count, from: &back, to: &front, by: end) }
  }

  /// Takes elements off the end of one list and puts them to that of the other, the last first.
  private static func move(_ count: Int, from source: inout [Element], to target: inout [Element], by distance: Int) {
    let moved = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      source.withUnsafeBufferPointer { source in
        for place in 0..<count {
          (buffer.baseAddress! + place).initialize(to: source[source.count - 1 - place].shifted(by: distance))
        }
      }
      initialized = count
    }
    source.removeLast(count)
    target.append(contentsOf: moved)
  }

  /// The first element that fulfils the condition, which must hold for all behind it; the count when none does.
  func first(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The tokens of a text that is edited.
package struct TokenList: RandomAccessCollection, Sendable {
  var list: GapList<Token>

  package init(_ tokens: [Token]) { list = GapList(tokens, end: tokens.last?.end ?? 0) }

  package var startIndex: Int { 0 }
  package var endIndex: Int { list.count }
  package subscript(index: Int) -> Token { list[index] }
}
