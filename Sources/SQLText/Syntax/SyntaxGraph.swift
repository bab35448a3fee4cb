/// The statements of PostgreSQL as one graph: which words and names may follow one another. Made once from `SyntaxRules`.
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

  static let shared = SyntaxGraph(SyntaxRules.statements)

  init(_ statements: [String]) {
    start = node()
    end = node()
    for statement in statements {
      var parser = SyntaxParser(statement)
      add(parser.choice(), from: start, to: end)
    }
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
