/// A part of a rope: some bytes, or a row of parts of equal height. It never changes, so texts share what they have in common.
final class RopeNode: Sendable {
  /// A part of an inner node, and how far the node reaches with it.
  struct Child: Sendable {
    let node: RopeNode
    let end: Int
    let lineFeeds: Int
  }

  /// Small enough that copying one is nothing, large enough that a text has few of them.
  static let largestLeaf = 1024
  private static let smallestLeaf = 256
  private static let mostChildren = 16
  private static let fewestChildren = 4

  /// Empty for inner nodes.
  let bytes: [UInt8]
  /// Empty for leaves.
  let children: [Child]
  let height: Int
  /// In bytes.
  let count: Int
  let lineFeeds: Int

  init(leaf bytes: [UInt8]) {
    self.bytes = bytes
    children = []
    height = 0
    count = bytes.count
    lineFeeds = bytes.lineFeeds(before: bytes.count)
  }

  /// - Parameter nodes: at least one, of equal height.
  private init(_ nodes: some Sequence<RopeNode>) {
    var end = 0
    var lineFeeds = 0
    children = nodes.map { node in
      end += node.count
      lineFeeds += node.lineFeeds
      return Child(node: node, end: end, lineFeeds: lineFeeds)
    }
    bytes = []
    height = children[0].node.height + 1
    count = end
    self.lineFeeds = lineFeeds
  }

  /// The node above some nodes of equal height: itself, when there is only one.
  private static func above(_ nodes: some Collection<RopeNode>) -> RopeNode {
    if nodes.isEmpty { return RopeNode(leaf: []) }
    return nodes.count == 1 ? nodes.first! : RopeNode(nodes)
  }

  static func make(_ bytes: ArraySlice<UInt8>) -> RopeNode {
    var nodes = stride(from: bytes.startIndex, to: bytes.endIndex, by: largestLeaf * 3 / 4).map {
      RopeNode(leaf: Array(bytes[$0..<min(bytes.endIndex, $0 + largestLeaf * 3 / 4)]))
    }
    while nodes.count > 1 {
      let parts = (nodes.count + mostChildren - 1) / mostChildren
      nodes = (0..<parts).map { RopeNode(nodes[$0 * nodes.count / parts..<($0 + 1) * nodes.count / parts]) }
    }
    return above(nodes)
  }

  // MARK: Cutting and joining

  /// The first `length` bytes.
  func prefix(_ length: Int) -> RopeNode {
    if length >= count { return self }
    if height == 0 { return RopeNode(leaf: Array(bytes[..<length])) }
    let index = child(at: length)
    let rest = children[index].node.prefix(length - start(of: index))
    return Self.above(children[..<index].map(\.node)).joined(with: rest)
  }

  /// All but the first `length` bytes.
  func dropFirst(_ length: Int) -> RopeNode {
    if length <= 0 { return self }
    if length >= count { return RopeNode(leaf: []) }
    if height == 0 { return RopeNode(leaf: Array(bytes[length...])) }
    let index = child(at: length)
    let rest = children[index].node.dropFirst(length - start(of: index))
    return rest.joined(with: Self.above(children[(index + 1)...].map(\.node)))
  }

  func joined(with other: RopeNode) -> RopeNode {
    if count == 0 { return other }
    if other.count == 0 { return self }
    return Self.above(Self.join(self, other))
  }

  /// One node or two, as high as the higher one.
  private static func join(_ left: RopeNode, _ right: RopeNode) -> [RopeNode] {
    if left.height == 0, right.height == 0 { return joinLeaves(left, right) }
    let before = left.height >= right.height ? left.children.dropLast().map(\.node) : []
    let behind = right.height >= left.height ? right.children.dropFirst().map(\.node) : []
    let seam = join(
      left.height >= right.height ? left.children.last!.node : left,
      right.height >= left.height ? right.children.first!.node : right)
    let all = before + seam + behind
    if all.count <= mostChildren { return [RopeNode(all)] }
    // Where the seam was, unless that leaves one side with too few.
    let middle = before.count + (seam.count + 1) / 2
    let isEven = middle >= fewestChildren && all.count - middle >= fewestChildren
    let cut = isEven && middle <= mostChildren && all.count - middle <= mostChildren ? middle : all.count / 2
    return [RopeNode(all[..<cut]), RopeNode(all[cut...])]
  }

  private static func joinLeaves(_ left: RopeNode, _ right: RopeNode) -> [RopeNode] {
    let total = left.count + right.count
    if total > largestLeaf, min(left.count, right.count) >= smallestLeaf { return [left, right] }
    let bytes = left.bytes + right.bytes
    if total <= largestLeaf { return [RopeNode(leaf: bytes)] }
    return [RopeNode(leaf: Array(bytes[..<(total / 2)])), RopeNode(leaf: Array(bytes[(total / 2)...]))]
  }

  // MARK: Finding

  /// The index of the child that holds the byte at `offset`, the last one for the end.
  func child(at offset: Int) -> Int { children.firstIndex { $0.end > offset } ?? children.count - 1 }

  /// The bytes before a child.
  func start(of index: Int) -> Int { index > 0 ? children[index - 1].end : 0 }

  /// The leaf that holds the byte at `offset`, and where it starts.
  func leaf(at offset: Int) -> (bytes: [UInt8], start: Int) {
    var node = self
    var start = 0
    while node.height > 0 {
      let index = node.child(at: offset - start)
      start += node.start(of: index)
      node = node.children[index].node
    }
    return (node.bytes, start)
  }

  /// Copies some of the bytes, leaf by leaf.
  func copy(_ range: Range<Int>, to target: UnsafeMutablePointer<UInt8>) {
    if height == 0 {
      bytes.withUnsafeBufferPointer { bytes in
        _ = UnsafeMutableBufferPointer(start: target, count: range.count).initialize(from: bytes[range])
      }
      return
    }
    var place = range.lowerBound
    var index = child(at: place)
    while place < range.upperBound {
      let (start, end) = (start(of: index), min(children[index].end, range.upperBound))
      children[index].node.copy(place - start..<end - start, to: target + (place - range.lowerBound))
      place = end
      index += 1
    }
  }

  func lineFeeds(before offset: Int) -> Int {
    var node = self
    var start = 0
    var found = 0
    while node.height > 0 {
      let index = node.child(at: offset - start)
      start += node.start(of: index)
      found += index > 0 ? node.children[index - 1].lineFeeds : 0
      node = node.children[index].node
    }
    return found + node.bytes.lineFeeds(before: offset - start)
  }

  /// The offset behind the line feed with this number, counted from one, of at most `lineFeeds`.
  func offset(behindLineFeed number: Int) -> Int {
    var node = self
    var start = 0
    var left = number
    while node.height > 0 {
      let wanted = left
      let index = node.children.firstIndex { $0.lineFeeds >= wanted } ?? node.children.count - 1
      start += node.start(of: index)
      left -= index > 0 ? node.children[index - 1].lineFeeds : 0
      node = node.children[index].node
    }
    for (place, byte) in node.bytes.enumerated() where byte == 0x0A {
      left -= 1
      if left == 0 { return start + place + 1 }
    }
    return start + node.count
  }
}

extension [UInt8] {
  fileprivate func lineFeeds(before end: Int) -> Int {
    withUnsafeBufferPointer { bytes in
      var found = 0
      for index in 0..<end where bytes[index] == 0x0A { found &+= 1 }
      return found
    }
  }
}
