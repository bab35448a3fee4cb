/// Where a cursor stands in SQL text: what may be written there, and what was written already.
package struct CompletionPlace: Sendable {
  /// What may stand at the cursor.
  package enum Slot: Sendable, Hashable {
    case statementStart
    case relation
    case joinTarget
    case joinCondition
    case joinColumns
    case expression
    /// Behind a complete operand: operators and the clauses that may follow.
    case afterOperand(clause: Clause)
    case insertColumns
    case setTarget
    case type
    case function
    /// The name of a source of the query, as FOR UPDATE OF takes it.
    case sourceName
    /// A constraint of the table that rows are put into.
    case constraint
    /// In a statement that is no query.
    case syntax(SyntaxPlace)
    case anything
    /// Where a statement of PL/pgSQL starts.
    case bodyStart
    /// Where one of them takes a query: behind `FOR r IN`, `RETURN QUERY`, `OPEN c FOR`.
    case bodyQuery
    /// In quotes: only labels of an enumeration fit.
    case string
    /// Nothing but these keywords.
    case words([String])
    case nothing
  }

  package enum Clause: String, Sendable, Hashable {
    /// An expression of PL/pgSQL.
    case body
    case none, select, from, on, whereClause, groupBy, having, orderBy, limit, set, returning, values, insert, with,
      update, window, lock
  }

  package var slot: Slot
  /// Names before the dots before the cursor, such as `o` of `o.na|`.
  package var qualifiers: [String]
  /// What is being typed, unquoted, as typed.
  package var prefix: String
  package var isQuoted: Bool
  /// UTF-8 byte offset in the whole text where the prefix starts.
  package var replaceFrom: Int
  package var outline: StatementOutline
  /// Index of the outline's first token at or behind the cursor.
  package var index: Int
  /// The expression's left side when the cursor stands behind a comparison: `status` of `o.status = |`.
  package var compared: (qualifier: String?, column: String)?
  /// The clause of the innermost query that holds the cursor.
  package var clause = Clause.none
  /// The word that this query begins with, that behind its WITH.
  package var verb: String?
  /// Whether this query is what a CREATE TABLE AS or CREATE VIEW is made of.
  package var isDefinition = false
  /// What is before the cursor in an expression that is complete so far.
  package var operand = OperandState.plain
  /// The last word before the cursor, in lower case.
  package var previousWord: String?
  /// What the syntax of queries takes at the cursor; nil where what stands before is none of it.
  package var query: SyntaxPlace?
  /// Whether a query may start here: behind a parenthesis that opens no call.
  package var opensParenthesis = false
  /// The function whose first argument is typed, in lower case.
  package var callee: String?
  /// Whether the token before the cursor ends an operand.
  package var isOperandDone = false
  /// The function whose arguments the cursor is in, in lower case, and the number of the argument, from 0.
  package var call: (name: String, argument: Int)?
  /// Arguments of that call before the cursor that are written `name => value`, and the name of the one that the cursor is in.
  package var namedArguments: (written: [String], current: String?) = ([], nil)
  /// The function whose parenthesis closes right before the cursor, in lower case.
  package var closedCall: String?
  /// Whether a call closes right before the cursor that FROM draws rows from.
  package var isSourceCall = false
  /// Whether a time is added to or subtracted from right before the cursor.
  package var readsTime = false
  /// Whether a parenthesis stands behind the cursor already.
  package var isCallWritten = false
  /// Whether the last table that JOIN brought in has no condition yet.
  package var isJoinOpen = false
  /// Whether the first item of a select list is written.
  package var isBehindItem = false
  /// A `*` of a select list right before the cursor: where it starts, qualifier included, and that qualifier.
  package var star: (start: Int, qualifier: String?)?
  /// Whether the quote that was opened before the cursor is closed right behind it.
  package var isClosed = false

  /// Arguments and variables of the function whose body holds the cursor.
  package var variables: [String] = []
  /// Set in the body of a trigger function.
  package var trigger: TriggerFunction?

  /// `cursor` is a UTF-8 byte offset.
  package init(text: Rope, cursor: Int) {
    self.init(text: text, sql: SQLTokens(text), cursor: cursor)
  }

  package init(text: Rope, sql: SQLTokens, cursor: Int) {
    self = Self.inBody(text, sql, cursor) ?? CompletionPlace(statementOf: text, sql: sql, cursor: cursor, isBody: false)
  }

  init(statementOf text: Rope, sql: SQLTokens, cursor: Int, isBody: Bool) {
    let (piece, isInString) = Self.cut(sql, at: cursor, in: text)
    var tokens = piece.filter { !$0.isTrivia }
    var lead = Lead()
    if isBody {
      lead = Self.lead(tokens, text, before: cursor)
      tokens.removeFirst(lead.count)
    }
    let isHidden =
      Self.isInCommand(sql, text, cursor)
      || piece.prefix { $0.start < cursor }.contains { Self.hides($0, cursor) && !(isInString && $0.kind == .string) }
    let typed = TypedName(takenFrom: &tokens, text, cursor, isInString: isInString)
    (prefix, isQuoted, replaceFrom) = (typed.prefix, typed.isQuoted, typed.start)
    (isClosed, qualifiers) = (typed.isClosed, typed.qualifiers)
    outline = StatementOutline(text: text, tokens: tokens, cursor: typed.index)
    index = typed.index
    slot = .nothing
    guard !isHidden else { return }
    let syntax = Self.syntax(&outline, index)
    let reader = SlotReader(outline: outline, index: index)
    isOperandDone = reader.isOperandDone
    slot = isInString ? .string : syntax.map { .syntax($0) } ?? reader.slot()
    if !isInString, outline.kind(index - 1) == .cast { slot = .type }
    if isBody, !isInString, let own = Self.bodySlot(outline, index, isOperandDone, lead) { slot = own }
    readSurroundings(reader)
    if syntax == nil, !isInString, !isBody, qualifiers.isEmpty { readQuery(reader) }
    readBehind(reader, cursor)
  }

  /// The query and the call around the cursor.
  private mutating func readSurroundings(_ reader: SlotReader) {
    call = reader.call()
    namedArguments = reader.namedArguments()
    compared = reader.compared() ?? reader.insertedColumn().map { (nil, $0) }
    clause = reader.currentClause
    verb = reader.verb(of: outline.branch(of: outline.queries(around: index)[0], at: index))
    isDefinition = outline.start > 0 && outline.word(0) == "create" && reader.isOutermost
    isJoinOpen = reader.isJoinOpen
    isCallWritten = outline.kind(index) == .leftParen
  }

  /// What stands right before the cursor.
  private mutating func readBehind(_ reader: SlotReader, _ cursor: Int) {
    operand = reader.operandState()
    readsTime = reader.readsTime
    isSourceCall = reader.closesSourceCall
    previousWord = outline.word(index - 1)
    let kind = outline.kind(index - 1)
    isBehindItem = kind == .comma || kind == .symbol
    if kind == .rightParen { closedCall = outline.word(outline.start(ofParen: index - 1) - 1) }
    if kind == .leftParen {
      callee = outline.word(index - 2)
      opensParenthesis =
        callee.map { ["in", "exists", "any", "all", "some", "and", "or", "not", "lateral"].contains($0) } ?? true
    }
    if prefix.isEmpty, index > 1, kind == .symbol, outline.tokens[index - 1].end == cursor, reader.isStar,
      outline.kind(index - 2) != .leftParen
    {
      let qualifier = outline.kind(index - 2) == .dot ? outline.name(index - 3) : nil
      star = (outline.tokens[qualifier == nil ? index - 1 : index - 3].start, qualifier)
    }
  }

  /// What the syntax of a statement that is no query says. A statement inside it is read from its own start.
  private static func syntax(_ outline: inout StatementOutline, _ index: Int) -> SyntaxPlace? {
    guard index > 0, !outline.startsQuery(0), outline.word(0) != nil else { return nil }
    guard outline.queries(around: index).count == 1 else { return nil }
    var reader = SyntaxReader(outline, before: index)
    switch reader.read() {
    case .unknown: return nil
    case .statement(let start):
      outline.start = start
      return nil
    case .place(let place): return place
    }
  }

  /// Whether the cursor stands inside something that holds no names.
  private static func hides(_ token: Token, _ cursor: Int) -> Bool {
    let isOpen = !token.isTerminated || token.kind == .lineComment
    let isInside = token.start < cursor && (cursor < token.end || cursor == token.end && isOpen)
    switch token.kind {
    case .string, .dollarString, .lineComment, .blockComment: return isInside
    case .number, .parameter: return token.start < cursor && cursor <= token.end
    default: return false
    }
  }

  /// Whether the cursor stands in a command of psql or in the data of a COPY: no statement.
  private static func isInCommand(_ sql: SQLTokens, _ text: Rope, _ cursor: Int) -> Bool {
    let index = cursor > 0 ? sql.index(at: cursor - 1) : sql.tokens.count
    guard index < sql.tokens.count else { return false }
    let token = sql.tokens[index]
    guard token.kind == .command, token.end - token.start > 1 else {
      return [.command, .copyData].contains(token.kind)
    }
    // What is typed behind `\;` and `\\` is SQL.
    let isOver = text[token.end - 2..<token.end].elementsEqual("\\\\".utf8) || text[token.end - 1] == UInt8(ascii: ";")
    return cursor < token.end || !isOver
  }

  /// The queries around the cursor, innermost first, each as the branch that holds the cursor and the whole query.
  package var queries: [(branch: Range<Int>, query: Range<Int>)] {
    outline.queries(around: index).map { (outline.branch(of: $0, at: index), $0) }
  }
}
