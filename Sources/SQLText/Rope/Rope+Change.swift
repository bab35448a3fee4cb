extension Rope {
  /// What turned `old` into this text: the bytes of `old` that went, and the bytes of this text that stand in their place. Parts that both
  /// texts share are not looked at, so that the change of a text of megabytes is found in the time of the edits that made it.
  package func change(since old: Rope) -> (gone: Range<Int>, come: Range<Int>) {
    let before = old.root.sharedLength(with: root, from: .start)
    let left = Swift.min(old.count, count) - before
    let behind = left > 0 ? Swift.min(left, old.root.sharedLength(with: root, from: .end)) : 0
    return (before..<old.count - behind, before..<count - behind)
  }
}

extension RopeNode {
  enum Side { case start, end }

  /// The number of bytes that are the same in two texts, seen from one side.
  func sharedLength(with other: RopeNode, from side: Side) -> Int {
    // What is still to be compared, the next part last.
    var ours = [self]
    var theirs = [other]
    // How much of the next parts, which are leaves then, is compared already.
    var (ourUsed, theirUsed) = (0, 0)
    var shared = 0
    while let our = ours.last, let their = theirs.last {
      if our === their, ourUsed == 0, theirUsed == 0 {
        shared += our.count
        ours.removeLast()
        theirs.removeLast()
      } else if our.height > 0, our.height >= their.height {
        ours.replaceLast(by: our, from: side)
      } else if their.height > 0 {
        theirs.replaceLast(by: their, from: side)
      } else {
        let length = min(our.count - ourUsed, their.count - theirUsed)
        let same = our.sameBytes(as: their, after: ourUsed, theirUsed, atMost: length, from: side)
        shared += same
        if same < length { break }
        ourUsed += same
        theirUsed += same
        if ourUsed == our.count { (_, ourUsed) = (ours.removeLast(), 0) }
        if theirUsed == their.count { (_, theirUsed) = (theirs.removeLast(), 0) }
      }
    }
    return shared
  }

  /// Of two leaves, each without the bytes that were compared before.
  private func sameBytes(
    as other: RopeNode, after used: Int, _ otherUsed: Int, atMost length: Int, from side: Side
  ) -> Int {
    bytes.withUnsafeBufferPointer { ours in
      other.bytes.withUnsafeBufferPointer { theirs in
        for index in 0..<length {
          let isSame =
            switch side {
            case .start: ours[used + index] == theirs[otherUsed + index]
            case .end: ours[ours.count - 1 - used - index] == theirs[theirs.count - 1 - otherUsed - index]
            }
          if !isSame { return index }
        }
        return length
      }
    }
  }
}

extension [RopeNode] {
  /// Goes from a node to its children.
  fileprivate mutating func replaceLast(by node: RopeNode, from side: RopeNode.Side) {
    removeLast()
    switch side {
    case .start: append(contentsOf: node.children.reversed().lazy.map(\.node))
    case .end: append(contentsOf: node.children.lazy.map(\.node))
    }
  }
}
