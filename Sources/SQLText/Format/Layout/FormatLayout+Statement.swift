extension FormatLayout {
  /// A whole statement without its semicolon.
  mutating func statement(_ nodes: ArraySlice<FormatNode>) {
    guard let first = nodes.first else { return }
    if isQuery(nodes) { return group(limit: options.inlineWidth) { $0.query(nodes) } }
    if let body = atomicBody(nodes) { return routine(nodes, body: body) }
    if let start = queryStart(nodes) {
      return group(limit: options.inlineWidth) { layout in
        layout.expression(nodes[..<start], Breaks(commas: .fillLine))
        layout.add(.line)
        layout.query(nodes[start...])
      }
    }
    let verb = word(first)
    if verb == "create", let list = definitions(nodes) { return table(nodes, list: list) }
    group { layout in
      layout.expression(
        nodes[nodes.startIndex...nodes.startIndex], Breaks())
      layout.indented(layout.options.indent) { layout in
        layout.expression(nodes.dropFirst(), Breaks(commas: .line, words: layout.breakWords(nodes)), breaksFirst: true)
      }
    }
  }

  /// Words that begin a line in statements too long for one.
  private func breakWords(_ nodes: ArraySlice<FormatNode>) -> Set<String> {
    let head = Set(nodes.prefix(6).map(word))
    switch nodes.first.map(word) ?? "" {
    case "create" where head.contains("function") || head.contains("procedure"): return ["returns", "language", "as"]
    case "create" where head.contains("trigger"): return ["before", "after", "instead", "for", "when", "execute"]
    case "create" where head.contains("policy"): return ["to", "using", "with"]
    case "create" where head.contains("index"): return ["where", "include", "with"]
    case "grant": return ["on", "to"]
    case "revoke": return ["on", "from"]
    default: return []
    }
  }

  /// Where the query begins in CREATE VIEW … AS, EXPLAIN and the like.
  private func queryStart(_ nodes: ArraySlice<FormatNode>) -> Int? {
    let verb = nodes.first.map(word) ?? ""
    let head = Set(nodes.prefix(6).map(word))
    let isView = verb == "create" && (head.contains("view") || head.contains("table"))
    guard isView || ["explain", "declare", "prepare"].contains(verb) else { return nil }
    return nodes.indices.dropFirst().first { index in
      let before = word(nodes[index - 1])
      guard Self.queryVerbs.contains(word(nodes[index])), word(nodes[index]) != "table" || verb == "explain",
        isQuery(nodes[index...])
      else { return false }
      return verb == "explain" || before == "as" || before == "for"
    }
  }

  // MARK: Tables

  /// The list of columns and constraints of CREATE TABLE.
  private func definitions(_ nodes: ArraySlice<FormatNode>) -> Int? {
    guard nodes.prefix(4).contains(where: { word($0) == "table" }) else { return nil }
    return nodes.indices.first { nodes[$0].kind == .parens && !isQuery(nodes[$0].children[...]) }
  }

  private mutating func table(_ nodes: ArraySlice<FormatNode>, list: Int) {
    let node = nodes[list]
    expression(nodes[..<list], Breaks())
    let hasSeveral = node.children.contains { kind($0) == .comma }
    inParens(node, limit: hasSeveral ? 0 : .max) { $0.expression(node.children[...], Breaks(commas: .line)) }
    expression(nodes[(list + 1)...], Breaks(commas: .fillLine), breaksFirst: true)
  }

  // MARK: Routines

  /// The place of BEGIN ATOMIC.
  private func atomicBody(_ nodes: ArraySlice<FormatNode>) -> Int? {
    nodes.indices.first { words(nodes, at: $0, are: "begin", "atomic") }
  }

  private mutating func routine(_ nodes: ArraySlice<FormatNode>, body: Int) {
    group { layout in
      layout.expression(nodes[..<body], Breaks(commas: .fillLine, words: layout.breakWords(nodes)))
    }
    add(.hardLine)
    expression(nodes[body..<(body + 2)], Breaks())
    var start = body + 2
    let end = nodes.indices.last { $0 >= start && word(nodes[$0]) == "end" } ?? nodes.endIndex
    indented(options.indent) { layout in
      while start < end {
        let stop = nodes[start..<end].firstIndex { layout.kind($0) == .semicolon } ?? end
        layout.add(.hardLine)
        layout.statement(nodes[start..<stop])
        if stop < end { layout.put(nodes[stop].token) }
        start = stop + 1
      }
    }
    guard end < nodes.endIndex else { return }
    add(.hardLine)
    expression(nodes[end...], Breaks())
  }
}
