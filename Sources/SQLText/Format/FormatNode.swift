/// The tokens of a statement, nested by parentheses, brackets and CASE … END.
struct FormatNode {
  enum Kind { case token, parens, brackets, cases }

  var kind = Kind.token
  /// The token, or the one that opens the group.
  var token: Int
  var children: [FormatNode] = []
  /// The token that closes the group, nil where the text forgets it.
  var close: Int?

  /// Groups deeper than this stay flat: nobody reads them, and what walks the tree calls itself.
  private static let deepest = 48

  static func tree(_ tokens: [FormatToken]) -> [FormatNode] {
    var open: [FormatNode] = []
    var nodes: [FormatNode] = []
    func add(_ node: FormatNode) {
      if open.isEmpty { nodes.append(node) } else { open[open.count - 1].children.append(node) }
    }
    /// Depth of groups that were not opened because they were too deep.
    var skipped = 0
    func close(_ kind: Kind, _ index: Int) {
      if skipped > 0 {
        skipped -= 1
        return add(FormatNode(token: index))
      }
      // A parenthesis ends every CASE in it that has no END.
      if kind != .cases {
        while open.last?.kind == .cases, open.contains(where: { $0.kind == kind }) { add(open.removeLast()) }
      }
      guard open.last?.kind == kind, var group = open.popLast() else { return add(FormatNode(token: index)) }
      group.close = index
      add(group)
    }
    for (index, token) in tokens.enumerated() {
      guard let (kind, opens) = role(of: token, previous: index > 0 ? tokens[index - 1] : nil) else {
        add(FormatNode(token: index))
        continue
      }
      if !opens {
        close(kind, index)
      } else if open.count >= deepest {
        skipped += 1
        add(FormatNode(token: index))
      } else {
        open.append(FormatNode(kind: kind, token: index))
      }
    }
    while let group = open.popLast() { add(group) }
    return nodes
  }

  private static func role(of token: FormatToken, previous: FormatToken?) -> (Kind, opens: Bool)? {
    switch token.kind {
    case .leftParen: (.parens, true)
    case .rightParen: (.parens, false)
    case .leftBracket: (.brackets, true)
    case .rightBracket: (.brackets, false)
    case .word where previous?.kind == .dot: nil
    case .word where token.word == "case": (.cases, true)
    case .word where token.word == "end": (.cases, false)
    default: nil
    }
  }
}
