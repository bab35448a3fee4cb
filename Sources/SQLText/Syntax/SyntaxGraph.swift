/// A part of PostgreSQL's syntax as one graph: which words and names may follow one another. Made once from its synopses.
struct SyntaxGraph: Sendable {
  /// What a step from one place of the graph to the next takes.
  enum Label: Sendable, Hashable {
    case keyword(String)
    case symbol(Token.Kind)
    /// `=`
    case equals
    case name(SyntaxSlot)
    /// Anything up to a comma or a word that goes on behind it.
    case expression
    /// Anything up to the parenthesis that closes.
    case arguments
    /// A query or statement of its own: everything behind it.
    case statement
  }

  struct Step: Sendable {
    var label: Label
    var target: Int
    /// Place in the rules: what stands first is likelier.
    var order: Int
  }

  private(set) var steps: [[Step]] = []
  private(set) var skips: [[Int]] = []
  private(set) var start = 0
  private(set) var end = 0
  private var stepCount = 0

  /// For each place those that are reached from it without a token, itself first.
  private(set) var closures: [[Int]] = []
  /// Of these the ones with steps.
  private(set) var passages: [[Int]] = []
  /// The words that the steps of each place take.
  private(set) var keywords: [[String]] = []

  /// The statements that are no queries.
  static let statements = SyntaxGraph(SyntaxRules.statements)
  static let query = SyntaxGraph([QueryRules.statement])
  static let definition = SyntaxGraph([QueryRules.definition])
  static let window = SyntaxGraph([QueryRules.window])
  static let filter = SyntaxGraph([QueryRules.filter])
  static let withinGroup = SyntaxGraph([QueryRules.withinGroup])
  static let values = SyntaxGraph([QueryRules.values])
  static let calls = QueryRules.calls.mapValues { SyntaxGraph([$0]) }

  init(_ synopses: [String]) {
    start = node()
    end = node()
    for synopsis in synopses {
      var parser = SyntaxParser(synopsis)
      add(parser.choice(), from: start, to: end)
    }
    closures = steps.indices.map(closure)
    passages = closures.map { $0.filter { !steps[$0].isEmpty } }
    keywords = steps.map { $0.compactMap { if case .keyword(let word) = $0.label { word } else { nil } } }
  }

  private func closure(_ node: Int) -> [Int] {
    var found: [Int] = []
    func visit(_ node: Int) {
      guard !found.contains(node) else { return }
      found.append(node)
      for next in skips[node] { visit(next) }
    }
    visit(node)
    return found
  }

  private mutating func node() -> Int {
    steps.append([])
    skips.append([])
    return steps.count - 1
  }

  private mutating func addStep(_ label: Label, from: Int, to: Int) {
    steps[from].append(Step(label: label, target: to, order: stepCount))
    stepCount += 1
  }

  private mutating func add(_ pattern: SyntaxPattern, from: Int, to: Int) {
    switch pattern {
    case .label(.expression):
      // A place of its own, to which the tokens of the expression come back.
      let first = node()
      skips[from].append(first)
      addStep(.expression, from: first, to: to)
    case .label(let label): addStep(label, from: from, to: to)
    case .sequence(let parts):
      var place = from
      for (index, part) in parts.enumerated() {
        let next = index == parts.count - 1 ? to : node()
        add(part, from: place, to: next)
        place = next
      }
      if parts.isEmpty { skips[from].append(to) }
    case .choice(let parts): for part in parts { add(part, from: from, to: to) }
    case .optional(let part):
      // Places of their own, so that loops inside do not leak out.
      let (first, last) = (node(), node())
      skips[from].append(first)
      skips[first].append(last)
      skips[last].append(to)
      add(part, from: first, to: last)
    case .any(let part):
      let loop = node()
      skips[from].append(loop)
      skips[loop].append(to)
      add(part, from: loop, to: loop)
    case .list(let part):
      let (first, last) = (node(), node())
      skips[from].append(first)
      add(part, from: first, to: last)
      addStep(.symbol(.comma), from: last, to: first)
      skips[last].append(to)
    }
  }
}

indirect enum SyntaxPattern {
  case label(SyntaxGraph.Label)
  case sequence([SyntaxPattern])
  case choice([SyntaxPattern])
  case optional(SyntaxPattern)
  /// As often as one likes, also never.
  case any(SyntaxPattern)
  /// One or more between commas.
  case list(SyntaxPattern)
}
