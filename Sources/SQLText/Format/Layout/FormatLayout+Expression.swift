extension FormatLayout {
  /// Where the nodes of an expression or a list may break.
  struct Breaks {
    /// Behind commas (before them in the leading style).
    var commas: LayoutStep?
    /// Before AND and OR.
    var booleans = false
    /// Before these words.
    var words: Set<String> = []
  }

  /// `breaksFirst` lets the first word break as well, behind what stands before the nodes.
  mutating func expression(_ nodes: ArraySlice<FormatNode>, _ breaks: Breaks, breaksFirst: Bool = false) {
    var openBetweens = 0
    for index in nodes.indices {
      let node = nodes[index]
      switch node.kind {
      case .parens: parens(node)
      case .brackets: brackets(node)
      case .cases: cases(node)
      case .token where tokens[node.token].kind == .comma && breaks.commas != nil:
        comma(node.token, breaks.commas!)
      case .token:
        let word = tokens[node.token].word
        if word == "between" { openBetweens += 1 }
        if word == "and", openBetweens > 0 {
          openBetweens -= 1
        } else if breaks.booleans, word == "and" || word == "or" {
          add(.line)
          if isRiver { add(.pad(max(0, Self.river - 1 - word.utf8.count))) }
        } else if breaks.words.contains(word), breaksFirst || index > nodes.startIndex {
          add(.line)
        }
        let isBeforeComma = breaks.commas != nil && index + 1 < nodes.endIndex && kind(nodes[index + 1]) == .comma
        put(node.token, leavingComments: isBeforeComma)
      }
    }
  }

  /// A comma and the place to break at it. Comments of the item before it come behind it, so that they stay on the item's line.
  private mutating func comma(_ index: Int, _ place: LayoutStep) {
    if options.commas == .leading, tokens[index].before.isEmpty, case .line = place {
      putComments(behind: index - 1)
      putComments(behind: index)
      add(.softLine)
      if isRiver { add(.pad(-2)) }
      put(index, leavingComments: true)
      add(.space)
    } else {
      put(index, leavingComments: true)
      putComments(behind: index - 1)
      putComments(behind: index)
      // A comment behind the last token of all is none of the list's.
      if index + 1 < tokens.count { add(place) }
    }
  }

  // MARK: Groups

  mutating func parens(_ node: FormatNode) {
    let children = node.children[...]
    guard !children.isEmpty else {
      put(node.token)
      if let close = node.close { put(close) }
      return
    }
    if isQuery(children) { return inParens(node) { $0.query(children) } }
    if isWindow(children) { return inParens(node) { $0.window(children) } }
    inParens(node) { $0.list(children) }
  }

  /// `(`, the body a step in, `)`.
  mutating func inParens(_ node: FormatNode, limit: Int = .max, _ body: (inout FormatLayout) -> Void) {
    group(limit: limit) { layout in
      layout.put(node.token)
      layout.add(.anchor)
      layout.indented(layout.options.indent) { layout in
        layout.add(.softLine)
        body(&layout)
      }
      if let close = node.close {
        layout.add(.softLine)
        layout.put(close, leavingComments: true)
      }
      layout.add(.release)
    }
    if let close = node.close { putComments(behind: close) }
  }

  /// What stands in parentheses that is no query.
  mutating func list(_ nodes: ArraySlice<FormatNode>) {
    let hasCommas = nodes.contains { kind($0) == .comma }
    let isSimple = nodes.allSatisfy { $0.kind == .token && tokens[$0.token].before.isEmpty }
    let isLong = nodes.count > 12
    expression(
      nodes,
      Breaks(commas: hasCommas ? (isSimple && isLong ? .fillLine : .line) : nil, booleans: !hasCommas, words: ["order"])
    )
  }

  private mutating func brackets(_ node: FormatNode) {
    put(node.token)
    expression(node.children[...], Breaks(commas: .fillLine))
    if let close = node.close { put(close) }
  }

  /// CASE … END: on one line, or each branch on its own.
  private mutating func cases(_ node: FormatNode) {
    group { layout in
      layout.put(node.token)
      layout.indented(layout.options.indent) { layout in
        layout.expression(node.children[...], Breaks(words: ["when", "else"]), breaksFirst: true)
      }
      guard let close = node.close else { return }
      layout.add(.line)
      layout.put(close, leavingComments: true)
    }
    if let close = node.close { putComments(behind: close) }
  }
}
