/// A regular expression as steps of a machine that follows all ways at once: time grows with the text times the pattern, never more.
struct PatternProgram: Sendable {
  enum Step: Sendable, Hashable {
    case take(ScalarSet)
    /// Both ways, the first one liked better.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case check(PatternPlace)
    case match
  }

  private(set) var steps: [Step] = []
  let groups: Int
  /// Bytes that a match can begin with; nil when it can begin anywhere, as an empty one does.
  private(set) var firstBytes: [Bool]?

  /// Steps at most: `{}` inside `{}` multiply.
  private static let largest = 20_000

  init(_ node: PatternNode, groups: Int, foldsCase: Bool) throws(PatternError) {
    self.groups = groups
    steps.append(.save(0))
    try add(node, foldsCase)
    steps.append(.save(1))
    steps.append(.match)
    firstBytes = findFirstBytes()
  }

  private mutating func add(_ node: PatternNode, _ folds: Bool) throws(PatternError) {
    guard steps.count < Self.largest else { throw PatternError("the pattern is too large") }
    switch node {
    case .nothing: break
    case .scalars(let set): steps.append(.take(folds ? set.foldingCase : set))
    case .sequence(let nodes): for node in nodes { try add(node, folds) }
    case .place(let place): steps.append(.check(place))
    case .group(let node, let number):
      steps.append(.save(2 * number))
      try add(node, folds)
      steps.append(.save(2 * number + 1))
    case .either(let nodes): try addEither(nodes[...], folds)
    case .many(let node, let least, let most, let isGreedy):
      for _ in 0..<least { try add(node, folds) }
      if let most {
        var splits: [Int] = []
        for _ in least..<most {
          splits.append(steps.count)
          steps.append(.match)
          try add(node, folds)
        }
        for split in splits { steps[split] = Self.split(split + 1, steps.count, isGreedy) }
      } else {
        let split = steps.count
        steps.append(.match)
        try add(node, folds)
        steps.append(.jump(split))
        steps[split] = Self.split(split + 1, steps.count, isGreedy)
      }
    }
  }

  private static func split(_ inside: Int, _ behind: Int, _ isGreedy: Bool) -> Step {
    isGreedy ? .split(inside, behind) : .split(behind, inside)
  }

  private mutating func addEither(_ nodes: ArraySlice<PatternNode>, _ folds: Bool) throws(PatternError) {
    var ends: [Int] = []
    for (index, node) in nodes.enumerated() {
      let split = steps.count
      if index < nodes.count - 1 { steps.append(.match) }
      try add(node, folds)
      guard index < nodes.count - 1 else { break }
      ends.append(steps.count)
      steps.append(.match)
      steps[split] = .split(split + 1, steps.count)
    }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  private func findFirstBytes() -> [Bool]? {
    var bytes = [Bool](repeating: false, count: 256)
    var seen = Set<Int>()
    var open = [0]
    while let step = open.popLast() {
      guard seen.insert(step).inserted else { continue }
      switch steps[step] {
      case .match: return nil
      case .jump(let target): open.append(target)
      case .split(let one, let other): open += [one, other]
      case .save, .check: open.append(step + 1)
      case .take(let set):
        for byte in 0..<0x80 where set.contains(UInt32(byte)) { bytes[byte] = true }
        let reachesFar = set.isInverted || set.ranges.contains { $0.upperBound >= 0x80 }
        if reachesFar { for byte in 0x80..<0x100 { bytes[byte] = true } }
      }
    }
    return bytes
  }
}
