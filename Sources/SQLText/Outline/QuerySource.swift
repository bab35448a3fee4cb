/// Something in a FROM clause, or the target of a change: where columns come from.
package struct QuerySource: Sendable, Hashable {
  package enum Origin: Sendable, Hashable {
    /// A table, view or common table expression.
    case relation(schema: String?, name: String)
    case function(schema: String?, name: String)
    /// A query in parentheses, as a range of the outline's tokens.
    case query(Range<Int>)
  }

  package var origin: Origin
  package var alias: String?
  /// Names that the alias gives the columns, from the left.
  package var columnAliases: [String]
  /// Columns that the source itself defines, as JSON_TABLE and XMLTABLE do.
  package var ownColumns: [String] = []
  package var hasOrdinality = false
  /// Whether the statement changes it.
  package var isTarget = false
  /// Index of the outline's token that it starts with.
  package var position = 0

  package init(origin: Origin, alias: String? = nil, columnAliases: [String] = []) {
    self.origin = origin
    self.alias = alias
    self.columnAliases = columnAliases
  }

  /// What its columns are qualified with.
  package var qualifier: String? {
    if let alias { return alias }
    switch origin {
    case .relation(_, let name), .function(_, let name): return name
    case .query: return nil
    }
  }
}

/// A query named by WITH.
package struct NamedQuery: Sendable, Hashable {
  package var name: String
  package var columnAliases: [String]
  /// Range of the outline's tokens; empty while its parentheses are not written.
  package var query: Range<Int>
}

extension StatementOutline {
  private static let afterSource: Set<String> = [
    "join", "left", "right", "inner", "outer", "full", "cross", "natural", "on", "using", "where", "group", "order",
    "having", "limit", "offset", "fetch", "for", "union", "intersect", "except", "window", "set", "values", "returning",
    "tablesample", "default", "select", "from", "when", "with", "as", "do", "overriding", "conflict", "matched",
    "lateral",
  ]

  /// The sources of one branch of a query; `depth` counts the parentheses around a join that it stands in.
  package func sources(in branch: Range<Int>, depth: Int = 0) -> [QuerySource] {
    guard depth < Self.deepest else { return [] }
    var sources: [QuerySource] = []
    var index = branch.lowerBound
    var isInFrom = false
    let verb = word(branch.lowerBound)
    while index < branch.upperBound {
      let word = word(index)
      var opens = false
      switch word {
      case "from": opens = !isOperator(from: index)
      case "join": opens = true
      case "update": opens = index == branch.lowerBound || startsQuery(index)
      case "into": opens = true
      case "using": opens = kind(index + 1) != .leftParen || startsQuery(index + 2)
      case "where", "group", "order", "having", "limit", "set", "returning", "select", "values", "window":
        isInFrom = false
      default: opens = isInFrom && kind(index) == .comma
      }
      if opens {
        isInFrom = word == "from" || word == "join" || word == "using" || word == nil
        index = readSource(
          from: index + 1, branch, isTarget: word == "into" || word == "update" || (word == "from" && verb == "delete"),
          depth: depth, &sources)
      } else {
        index = kind(index) == .leftParen ? max(index + 1, end(ofParen: index)) : index + 1
      }
    }
    return sources
  }

  /// Reads one source; returns the index behind it.
  private func readSource(
    from start: Int, _ branch: Range<Int>, isTarget: Bool, depth: Int, _ sources: inout [QuerySource]
  ) -> Int {
    var index = start
    while let word = word(index), word == "only" || word == "lateral" { index += 1 }
    guard index < branch.upperBound else { return index }
    var source: QuerySource
    if kind(index) == .leftParen {
      let close = end(ofParen: index)
      guard startsQuery(index + 1) else {
        // Parentheses around a join.
        guard depth < Self.deepest, index < close else { return branch.upperBound }
        let inner = readSource(from: index + 1, index + 1..<close, isTarget: false, depth: depth + 1, &sources)
        if inner < close { sources += self.sources(in: inner..<close, depth: depth + 1) }
        return min(close + 1, branch.upperBound)
      }
      source = QuerySource(origin: .query(index + 1..<close), alias: nil, columnAliases: [])
      index = close + 1
    } else {
      guard let path = readPath(&index, branch) else { return index }
      let schema = path.count > 1 ? path[path.count - 2] : nil
      let name = path[path.count - 1]
      if kind(index) == .leftParen, !isTarget {
        source = QuerySource(origin: .function(schema: schema, name: name), alias: nil, columnAliases: [])
        source.ownColumns = definedColumns(name, index + 1..<min(end(ofParen: index), tokens.count))
        index = end(ofParen: index) + 1
        if word(index) == "with", word(index + 1) == "ordinality" {
          index += 2
          source.hasOrdinality = true
        }
      } else {
        source = QuerySource(origin: .relation(schema: schema, name: name), alias: nil, columnAliases: [])
      }
    }
    source.isTarget = isTarget
    source.position = start
    index = readAlias(from: index, branch, &source)
    sources.append(source)
    return min(index, branch.upperBound)
  }

  /// The names behind COLUMNS; none for functions that have no such clause.
  private func definedColumns(_ function: String, _ arguments: Range<Int>) -> [String] {
    guard function == "json_table" || function == "xmltable",
      let start = outer(arguments).first(where: { word($0) == "columns" })
    else { return [] }
    let isListed = kind(start + 1) == .leftParen
    let list = isListed ? start + 2..<min(end(ofParen: start + 1), tokens.count) : start + 1..<arguments.upperBound
    return list.lowerBound <= list.upperBound ? columnNames(list, depth: 0) : []
  }

  /// Those of NESTED PATH too.
  private func columnNames(_ list: Range<Int>, depth: Int) -> [String] {
    guard depth < Self.deepest else { return [] }
    var names: [String] = []
    var isFirst = true
    for index in outer(list) {
      if kind(index) == .comma {
        isFirst = true
      } else if word(index) == "columns", kind(index + 1) == .leftParen {
        names += columnNames(
          index + 2..<max(index + 2, min(end(ofParen: index + 1), tokens.count)), depth: depth + 1)
      } else {
        if isFirst, word(index) != "nested", let name = name(index) { names.append(name) }
        isFirst = false
      }
    }
    return names
  }

  /// Columns that JOIN … USING makes one of two.
  package func mergedColumns(in branch: Range<Int>) -> Set<String> {
    var names: Set<String> = []
    for index in outer(branch) where word(index) == "using" && kind(index + 1) == .leftParen && !startsQuery(index + 2)
    {
      names.formUnion(listedNames(index + 2..<max(index + 2, min(end(ofParen: index + 1), tokens.count))))
    }
    return names
  }

  private func readPath(_ index: inout Int, _ branch: Range<Int>) -> [String]? {
    var path: [String] = []
    while index < branch.upperBound, let name = name(index) {
      if path.isEmpty, let word = word(index), Self.afterSource.contains(word) || Keywords.isReserved(word) {
        return nil
      }
      path.append(name)
      index += 1
      guard kind(index) == .dot else { break }
      index += 1
    }
    return path.isEmpty ? nil : path
  }

  private func readAlias(from start: Int, _ branch: Range<Int>, _ source: inout QuerySource) -> Int {
    var index = start
    if kind(index) == .symbol, text[tokens[index].start] == UInt8(ascii: "*") { index += 1 }
    let isExplicit = word(index) == "as"
    if isExplicit { index += 1 }
    guard index < branch.upperBound, let name = name(index) else { return index }
    if let word = word(index), Self.afterSource.contains(word) || (!isExplicit && Keywords.isReserved(word)) {
      return index
    }
    source.alias = name
    index += 1
    guard kind(index) == .leftParen, !source.isTarget else { return index }
    let close = end(ofParen: index)
    source.columnAliases = listedNames(index + 1..<close)
    return close + 1
  }

  /// The first name of each part between commas.
  func listedNames(_ range: Range<Int>) -> [String] {
    var names: [String] = []
    var isFirst = true
    for index in outer(range) {
      if kind(index) == .comma {
        isFirst = true
      } else if isFirst {
        if let name = name(index) { names.append(name) }
        isFirst = false
      }
    }
    return names
  }

  /// The queries that WITH names at the start of a query.
  package func namedQueries(in query: Range<Int>) -> [NamedQuery] {
    var index = query.lowerBound
    guard word(index) == "with" else { return [] }
    index += 1
    if word(index) == "recursive" { index += 1 }
    var found: [NamedQuery] = []
    while index < query.upperBound, let name = name(index) {
      var named = NamedQuery(name: name, columnAliases: [], query: 0..<0)
      index += 1
      if kind(index) == .leftParen {
        named.columnAliases = listedNames(index + 1..<end(ofParen: index))
        index = end(ofParen: index) + 1
      }
      while let word = word(index), ["as", "not", "materialized"].contains(word) { index += 1 }
      if kind(index) == .leftParen {
        named.query = min(index + 1, tokens.count)..<end(ofParen: index)
        index = end(ofParen: index) + 1
      }
      found.append(named)
      guard kind(index) == .comma else { break }
      index += 1
    }
    return found
  }
}
