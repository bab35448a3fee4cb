/// What the syntax takes at a place.
package struct SyntaxPlace: Sendable, Hashable {
  /// Keywords and phrases of keywords, likelier ones first.
  package var keywords: [String] = []
  package var slots: [SyntaxSlot] = []
  package var takesExpression = false
  /// The table that was named last, as the tokens of its name.
  package var table: Range<Int>?
  /// The table whose own columns, keys and conditions it names: not one that a foreign key refers to.
  package var owner: Range<Int>?
  /// Names of columns that the statement itself makes.
  package var newColumns: [String] = []
  /// The setting that a value is given to, in lower case.
  package var setting: String?
  /// The name right before the place, such as that of a column whose type is due.
  package var named: String?
}

/// Follows the tokens of a statement through the graph of the syntax.
struct SyntaxReader {
  enum Outcome {
    /// The syntax knows no statement that begins like this.
    case unknown
    /// A query or statement of its own starts at this token.
    case statement(Int)
    case place(SyntaxPlace)
  }

  private let outline: StatementOutline
  private let start: Int
  private let end: Int
  private let graph: SyntaxGraph
  /// Places of the graph that are reached before each token from `start` on, in the order they were found.
  private var reached: [[Int]]
  private var place = SyntaxPlace()
  private var statement: Int?
  /// An expression whose parenthesis is open at the cursor.
  private var isInside = false

  init(_ outline: StatementOutline, _ graph: SyntaxGraph = .statements, from start: Int = 0, before end: Int) {
    self.outline = outline
    self.graph = graph
    self.start = start
    self.end = end
    reached = Array(repeating: [], count: end - start + 1)
    reached[0] = [graph.start]
  }

  mutating func read() -> Outcome {
    for position in start..<end where !reached[position - start].isEmpty {
      let nodes = union(graph.passages, of: reached[position - start])
      let word = keyword(position)
      let isKeyword = word.map { word in nodes.contains { graph.keywords[$0].contains(word) } } ?? false
      for node in nodes {
        for step in graph.steps[node] { take(step, from: node, at: position, word, beatenByKeyword: isKeyword) }
      }
    }
    let last = union(graph.closures, of: reached[end - start])
    place.named = outline.name(end - 1)
    if let statement, last.isEmpty, !isInside { return .statement(statement) }
    guard !last.isEmpty || isInside else { return .unknown }
    expect(last)
    return .place(place)
  }

  /// The places that some places reach without another token, first the given ones.
  private func union(_ closures: [[Int]], of nodes: [Int]) -> [Int] {
    if nodes.count == 1 { return closures[nodes[0]] }
    var found: [Int] = []
    var isFound = [Bool](repeating: false, count: closures.count)
    for node in nodes {
      for next in closures[node] where !isFound[next] {
        isFound[next] = true
        found.append(next)
      }
    }
    return found
  }

  /// The word at a position, unless it belongs to an operator.
  private func keyword(_ position: Int) -> String? {
    let word = outline.word(position)
    return word == "from" && outline.isOperator(from: position) ? nil : word
  }

  private mutating func reach(_ node: Int, _ position: Int) {
    guard position <= end, !reached[position - start].contains(node) else { return }
    reached[position - start].append(node)
  }

  private mutating func take(
    _ step: SyntaxGraph.Step, from node: Int, at position: Int, _ word: String?, beatenByKeyword: Bool
  ) {
    switch step.label {
    case .keyword(let keyword): if word == keyword { reach(step.target, position + 1) }
    case .symbol(let kind): if outline.kind(position) == kind { reach(step.target, position + 1) }
    case .equals: if outline.isEqualSign(position) { reach(step.target, position + 1) }
    case .name(let slot):
      if beatenByKeyword { return }
      takeName(slot, step.target, at: position)
    case .expression:
      if beatenByKeyword || outline.kind(position) == .comma || outline.kind(position) == .rightParen { return }
      takeOne(step, from: node, at: position)
    case .arguments: if outline.kind(position) != .rightParen { takeOne(step, from: node, at: position) }
    case .statement:
      if beatenByKeyword { return }
      let close = outline.kind(position - 1) == .leftParen ? outline.end(ofParen: position - 1) : end
      if close < end { reach(step.target, close) } else { statement = statement ?? position }
    }
  }

  /// One token of an expression, or all in a pair of parentheses; more may follow. An expression ends behind an operand.
  private mutating func takeOne(_ step: SyntaxGraph.Step, from node: Int, at position: Int) {
    var next = position + 1
    if outline.kind(position) == .leftParen {
      next = outline.end(ofParen: position) + 1
      if next > end { isInside = true }
    }
    if step.label == .arguments || SlotReader(outline: outline, index: next).isOperandDone { reach(step.target, next) }
    reach(node, next)
  }

  private mutating func takeName(_ slot: SyntaxSlot, _ target: Int, at position: Int) {
    switch slot {
    case .string:
      if outline.kind(position) == .string || outline.kind(position) == .dollarString { reach(target, position + 1) }
    case .number: if outline.kind(position) == .number { reach(target, position + 1) }
    case .value:
      if [.word, .string, .number, .quotedIdentifier].contains(outline.kind(position)) { reach(target, position + 1) }
    default:
      guard let next = outline.endOfPath(position, before: end) else { return }
      note(slot, position..<next)
      reach(target, slot == .type ? outline.endOfType(next, before: end) : next)
    }
  }

  private mutating func note(_ slot: SyntaxSlot, _ tokens: Range<Int>) {
    switch slot {
    case .target: place.table = tokens
    case .table, .relation, .view, .materialized:
      place.table = tokens
      place.owner = tokens
    case .setting: place.setting = outline.name(tokens.lowerBound)
    case .new where outline.kind(tokens.upperBound) != .leftParen:
      if let name = outline.name(tokens.lowerBound), !place.newColumns.contains(name) { place.newColumns.append(name) }
    default: break
    }
  }

  // MARK: What may come next

  private mutating func expect(_ nodes: [Int]) {
    place.takesExpression = isInside
    for step in nodes.flatMap({ graph.steps[$0] }).sorted(by: { $0.order < $1.order }) {
      switch step.label {
      case .keyword(let word):
        let phrase = phrase(word, step.target)
        if !place.keywords.contains(phrase) { place.keywords.append(phrase) }
      case .name(let slot): if !place.slots.contains(slot) { place.slots.append(slot) }
      case .expression, .arguments: place.takesExpression = true
      case .statement:
        for word in ["select", "with", "values", "insert into", "update", "delete from"] {
          if !place.keywords.contains(word) { place.keywords.append(word) }
        }
      case .symbol, .equals: break
      }
    }
  }

  /// The word with those that must follow it.
  private func phrase(_ word: String, _ node: Int) -> String {
    var phrase = word
    var node = node
    while graph.skips[node].isEmpty, graph.steps[node].count == 1, node != graph.end,
      case .keyword(let next) = graph.steps[node][0].label
    {
      phrase += " " + next
      node = graph.steps[node][0].target
    }
    return phrase
  }
}

extension StatementOutline {
  func isEqualSign(_ index: Int) -> Bool {
    guard kind(index) == .symbol else { return false }
    return text[tokens[index].range].elementsEqual("=".utf8)
  }

  /// Behind `name` or `schema.name`; nil when there is no name.
  func endOfPath(_ index: Int, before end: Int) -> Int? {
    guard index < end, name(index) != nil else { return nil }
    var place = index + 1
    while place + 1 < end, kind(place) == .dot, name(place + 1) != nil { place += 2 }
    return place
  }

  /// Behind the words, lengths and brackets that belong to a type: `varying(10)`, `with time zone`, `[]`.
  func endOfType(_ index: Int, before end: Int) -> Int {
    var place = index
    while place < end {
      switch kind(place) {
      case .word where ["precision", "varying", "with", "without", "time", "zone", "array"].contains(word(place) ?? ""):
        place += 1
      case .leftBracket, .rightBracket: place += 1
      case .number where kind(place - 1) == .leftBracket: place += 1
      case .leftParen where self.end(ofParen: place) < end: place = self.end(ofParen: place) + 1
      default: return place
      }
    }
    return place
  }
}
