import Testing

@testable import Database

@Suite struct RowOrderTests {
  private func rows(_ order: RowOrder) -> [Int] { (0..<order.count).map { order[$0] } }

  @Test func `Pieces of an order follow each other, listed ones and whole ranges`() {
    var order = RowOrder([5, 3])
    order.append(RowOrder([]))
    order.append(RowOrder(10..<13))
    order.append(RowOrder([1]))
    #expect(rows(order) == [5, 3, 10, 11, 12, 1])
    #expect(rows(order[1..<4]) == [3, 10, 11] && rows(order[2..<2]).isEmpty)
    #expect(rows(order[1..<6][1..<5]) == [10, 11, 12, 1])
    var seen: [Int] = []
    order.forEach(1..<5) { seen.append($0) }
    #expect(seen == [3, 10, 11, 12])
  }

  @Test func `Rows that go from the result leave the others in their order`() {
    var order = RowOrder([5, 3, 9])
    order.append(RowOrder(6..<9))
    #expect(rows(order.without([])) == [5, 3, 9, 6, 7, 8])
    #expect(rows(order.without([3, 7, 100])) == [4, 7, 5, 6])
  }

  @Test func `The place of a row that is left out is that of the next`() {
    var order = RowOrder([2, 4])
    order.append(RowOrder([8]))
    #expect(order.firstPlace(atOrBehind: 0) == 0 && order.firstPlace(atOrBehind: 3) == 1)
    #expect(order.firstPlace(atOrBehind: 8) == 2 && order.firstPlace(atOrBehind: 9) == nil)
  }

  @Test func `What is kept in scratch space is let go of and comes back`() {
    let kept = Kept()
    let space = ScratchSpace { kept.keep($0) }
    let order = RowOrder([7, 8, 9], in: space)
    order.forEach(0..<3) { _ in }
    #expect(kept.evictions == 1 && rows(order) == [7, 8, 9])
  }

  /// Scratch space that counts what it is asked to let go of.
  private final class Kept: @unchecked Sendable {
    // Sendable by hand: the test is one thread.
    var evictions = 0

    func keep(_ bytes: UnsafeRawBufferPointer) -> Arena {
      let copy = Arena(copying: bytes)
      return Arena(copy.bytes) { [self] _ in
        evictions += 1
      } release: { _ in
        withExtendedLifetime(copy) {}
      }
    }
  }
}
