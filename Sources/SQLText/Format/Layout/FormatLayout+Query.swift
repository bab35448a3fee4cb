extension FormatLayout {
  static let queryVerbs: Set<String> = ["select", "insert", "update", "delete", "with", "values", "merge", "table"]

  /// The column behind the gap that the river layout ends first words at.
  static let river = 7

  /// A part of a query: its first words and what follows them.
  private struct Clause {
    enum Body { case list, sources, condition, ctes, tuples, plain }
    var body = Body.plain
    var head: ArraySlice<FormatNode>
    var rest: ArraySlice<FormatNode>
  }

  /// Whether the nodes are a query, with or without parentheses around its parts.
  func isQuery(_ nodes: ArraySlice<FormatNode>) -> Bool {
    guard let first = nodes.first else { return false }
    if first.kind == .parens {
      return nodes.dropFirst().first.map { ["union", "intersect", "except"].contains(word($0)) } ?? false
        && isQuery(first.children[...])
    }
    return Self.queryVerbs.contains(word(first)) && nodes.count > 1
  }

  func isWindow(_ nodes: ArraySlice<FormatNode>) -> Bool {
    nodes.first.map { word($0) == "partition" } ?? false && words(nodes, at: nodes.startIndex, are: "partition", "by")
  }

  // MARK: Clauses

  mutating func query(_ nodes: ArraySlice<FormatNode>) {
    for (place, clause) in clauses(nodes).enumerated() {
      if place > 0 { add(.line) }
      layOut(clause)
    }
  }

  private func clauses(_ nodes: ArraySlice<FormatNode>) -> [Clause] {
    let verb = nodes.first.map(word) ?? ""
    var starts: [(index: Int, length: Int, body: Clause.Body)] = []
    var index = nodes.startIndex
    var verbs = ClauseWords(verb: verb)
    while index < nodes.endIndex {
      let previous = index > nodes.startIndex ? word(nodes[index - 1]) : ""
      let following = (0..<4).map { index + $0 < nodes.endIndex ? word(nodes[index + $0]) : "" }
      if nodes[index].kind == .token, let length = verbs.clause(following, previous: previous) {
        let isFirst = index == nodes.startIndex
        starts.append(
          (index, length, isFirst ? Self.body(of: following, first: true) : Self.body(of: following, first: false)))
        index += length
      } else {
        index += 1
      }
    }
    if starts.first?.index != nodes.startIndex { starts.insert((nodes.startIndex, 0, .plain), at: 0) }
    return starts.indices.map { place in
      let start = starts[place]
      let end = place + 1 < starts.count ? starts[place + 1].index : nodes.endIndex
      let head = extent(of: nodes, from: start.index, start.length, end: end)
      return Clause(body: start.body, head: nodes[start.index..<head], rest: nodes[head..<end])
    }
  }

  /// The end of a clause's first words: DISTINCT ON (…) belongs to them.
  private func extent(of nodes: ArraySlice<FormatNode>, from start: Int, _ length: Int, end: Int) -> Int {
    var head = min(start + length, end)
    if word(nodes[start]) == "select", head < end, ["distinct", "all"].contains(word(nodes[head])) {
      head += 1
      if head + 1 < end, word(nodes[head]) == "on", nodes[head + 1].kind == .parens { head += 2 }
    }
    return head
  }

  private static func body(of words: [String], first: Bool) -> Clause.Body {
    switch words[0] {
    case "select", "group", "order", "returning", "set", "window": .list
    case "do": words[1] == "update" ? .list : .plain
    case "from", "using": .sources
    case "where", "having": .condition
    case "with": .ctes
    case "values": .tuples
    default: .plain
    }
  }

  private mutating func layOut(_ clause: Clause) {
    if isRiver, let first = clause.head.first { add(.pad(max(0, Self.river - 1 - word(first).utf8.count))) }
    expression(clause.head, Breaks())
    guard !clause.rest.isEmpty else { return }
    if clause.head.isEmpty { return expression(clause.rest, Breaks(commas: .fillLine)) }
    switch clause.body {
    case .list: items(clause.rest)
    case .sources: sources(clause.rest)
    case .condition: condition(clause.rest)
    case .ctes: ctes(clause.rest)
    case .tuples: tuples(clause.rest)
    case .plain:
      add(.space)
      group { layout in
        layout.indented(layout.step) { $0.expression(clause.rest, Breaks(commas: .fillLine, booleans: true)) }
      }
    }
  }

  /// Columns that what follows a clause's first words is indented by.
  var step: Int { isRiver ? Self.river : options.indent }

  /// A list behind first words: on their line, or one item a line below them.
  private mutating func items(_ nodes: ArraySlice<FormatNode>) {
    group { layout in
      layout.indented(layout.step) { layout in
        layout.add(layout.isRiver ? .space : .line)
        layout.expression(nodes, Breaks(commas: .line))
      }
    }
  }

  private mutating func condition(_ nodes: ArraySlice<FormatNode>) {
    add(.space)
    group { layout in
      layout.indented(layout.isRiver ? 0 : layout.options.indent) { $0.expression(nodes, Breaks(booleans: true)) }
    }
  }

  /// Each tuple on a line of its own when there are several.
  private mutating func tuples(_ nodes: ArraySlice<FormatNode>) {
    let isOne = !nodes.contains { kind($0) == .comma }
    indented(step) { layout in
      layout.add(isOne || layout.isRiver ? .space : .line)
      layout.expression(nodes, Breaks(commas: .line))
    }
  }

  private mutating func ctes(_ nodes: ArraySlice<FormatNode>) {
    add(.space)
    expression(nodes, Breaks(commas: .line))
  }

  // MARK: Sources

  private static let joinWords: Set<String> = ["join", "left", "right", "full", "inner", "cross", "natural"]

  /// FROM: each join on a line of its own when the query has several lines.
  private mutating func sources(_ nodes: ArraySlice<FormatNode>) {
    let joins = joins(in: nodes)
    guard !joins.isEmpty else {
      let isList = nodes.contains { kind($0) == .comma }
      if isList { return items(nodes) }
      add(.space)
      return group { $0.indented($0.step) { $0.expression(nodes, Breaks()) } }
    }
    let ends = joins.dropFirst() + [nodes.endIndex]
    add(.space)
    indented(isRiver ? 0 : options.indent) { layout in
      layout.expression(nodes[nodes.startIndex..<joins[0]], Breaks(commas: .line))
      for (start, end) in zip(joins, ends) {
        layout.add(.line)
        layout.join(nodes[start..<end])
      }
    }
  }

  private func joins(in nodes: ArraySlice<FormatNode>) -> [Int] {
    nodes.indices.filter { index in
      guard Self.joinWords.contains(word(nodes[index])) else { return false }
      guard index > nodes.startIndex else { return false }
      return !Self.joinWords.contains(word(nodes[index - 1])) && word(nodes[index - 1]) != "outer"
        && kind(nodes[index - 1]) != .dot
    }
  }

  /// `left join t on a = b and c = d`, its conditions under each other when they are long.
  private mutating func join(_ nodes: ArraySlice<FormatNode>) {
    if isRiver, let first = nodes.first { add(.pad(max(0, Self.river - 1 - word(first).utf8.count))) }
    group { layout in
      layout.indented(layout.isRiver ? 0 : layout.options.indent) {
        $0.expression(nodes, Breaks(commas: .line, booleans: true))
      }
    }
  }

  // MARK: Windows

  /// `partition by … order by … rows …`
  mutating func window(_ nodes: ArraySlice<FormatNode>) {
    expression(nodes, Breaks(commas: .fillLine, words: ["order", "rows", "range", "groups"]))
  }
}
