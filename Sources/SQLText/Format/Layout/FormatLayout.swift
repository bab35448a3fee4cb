/// Turns the tree of a statement into steps for the printer.
struct FormatLayout {
  let tokens: [FormatToken]
  let text: [UInt8]
  let options: FormatOptions
  let spacing: FormatSpacing
  /// Whether the last token ends the statement.
  private let isEnded: Bool
  private let keywordCase: FormatKeywords
  private(set) var steps: [LayoutStep] = []
  /// Whether nothing but a place to break stands behind the last token.
  private var isAtBreak = true
  /// The first step of the comments behind the last token.
  private var comments: Int?

  static func steps(
    of tokens: [FormatToken], isEnded: Bool, _ text: [UInt8], _ options: FormatOptions
  ) -> [LayoutStep] {
    var layout = FormatLayout(tokens: tokens, isEnded: isEnded, text: text, options: options)
    layout.statement(FormatNode.tree(tokens)[...])
    return layout.steps
  }

  private init(tokens: [FormatToken], isEnded: Bool, text: [UInt8], options: FormatOptions) {
    self.tokens = tokens
    self.isEnded = isEnded
    self.text = text
    self.options = options
    spacing = FormatSpacing(tokens)
    keywordCase = FormatKeywords(tokens, options.keywordCase)
    steps.reserveCapacity(tokens.count * 2)
  }

  var isRiver: Bool { options.layout == .river }

  // MARK: Steps

  mutating func add(_ step: LayoutStep) {
    switch step {
    case .line, .softLine, .fillLine, .hardLine, .space:
      isAtBreak = true
      comments = nil
    default: break
    }
    steps.append(step)
  }

  mutating func group(limit: Int = .max, _ body: (inout FormatLayout) -> Void) {
    steps.append(.begin(limit: limit))
    body(&self)
    // A comment behind the last token does not make its group break.
    if let place = comments {
      steps.insert(.end, at: place)
      comments = place + 1
    } else {
      steps.append(.end)
    }
  }

  mutating func indented(_ columns: Int, _ body: (inout FormatLayout) -> Void) {
    steps.append(.indent(columns))
    body(&self)
    steps.append(.indent(-columns))
  }

  /// The token with its comments; `movesComments` leaves those behind it to a comma that follows.
  mutating func put(_ index: Int, leavingComments: Bool = false) {
    let token = tokens[index]
    comments = nil
    for comment in token.before { put(comment) }
    if !isAtBreak, token.before.isEmpty, spacing.needsSpace(before: index) { steps.append(.space) }
    steps.append(.text(token.range, width: width(token.range), isKeyword: keywordCase.changes(index)))
    isAtBreak = false
    // What is said about the end of a statement goes behind its semicolon.
    if token.kind == .semicolon, index > 0, isBeforeSemicolon(index - 1) {
      putAllComments(behind: index - 1, isSemicolon: true)
    }
    if !leavingComments { putComments(behind: index) }
  }

  /// Nothing stands behind what is before the first token.
  mutating func putComments(behind index: Int) {
    guard index >= 0, !isBeforeSemicolon(index) else { return }
    putAllComments(behind: index, isSemicolon: tokens[index].kind == .semicolon)
  }

  /// Behind a semicolon that the text ends with, but no statement, comments would stand outside of what is laid out.
  private func isBeforeSemicolon(_ index: Int) -> Bool {
    index + 1 < tokens.count && tokens[index + 1].kind == .semicolon && tokens[index + 1].before.isEmpty
      && (isEnded || index + 2 < tokens.count)
  }

  private mutating func putAllComments(behind index: Int, isSemicolon: Bool = false) {
    if tokens[index].after.isEmpty { return }
    let place = comments ?? steps.count
    if isSemicolon { steps.append(.edge) }
    for comment in tokens[index].after { put(comment) }
    comments = place
  }

  private mutating func put(_ comment: FormatToken.Comment) {
    switch comment.place {
    case .alone: steps.append(.hardLine)
    case .behind: steps.append(.space)
    case .ahead: if !isAtBreak { steps.append(.space) }
    }
    steps.append(.text(comment.range, width: width(comment.range), isKeyword: false))
    if comment.isLine { steps.append(.endOfLine) }
    if comment.place == .alone { steps.append(.hardLine) }
    if comment.place == .ahead { steps.append(.space) }
    isAtBreak = comment.place != .behind || comment.isLine
  }

  private func width(_ range: Range<Int>) -> Int { text[range].count { $0 & 0xC0 != 0x80 } }

  // MARK: Words

  func word(_ node: FormatNode) -> String { node.kind == .token ? tokens[node.token].word : "" }

  func kind(_ node: FormatNode) -> Token.Kind? { node.kind == .token ? tokens[node.token].kind : nil }

  /// The words at a place of the nodes, as far as they are asked for.
  func words(_ nodes: ArraySlice<FormatNode>, at index: Int, are words: String...) -> Bool {
    words.enumerated().allSatisfy { offset, word in
      index + offset < nodes.endIndex && self.word(nodes[index + offset]) == word
    }
  }
}
