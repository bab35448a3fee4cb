import Database
import SQLText

extension CompletionEngine {
  /// Values of the type that the place asks for: labels, truth, times, what ON CONFLICT calls the new row.
  func addValues(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    addLabels(place, scope, &list)
    addArgumentTexts(place, &list)
    addExcluded(place, &list)
    let type = expectedType(place, scope)
    let category = type.flatMap { TypeCategory($0) }
    if category == .boolean { addWords(["true", "false"], &list) }
    let isStored = place.isSyntax || place.clause == .set || place.isInsertedRow
    if isStored, type == "uuid" { addCalls(["gen_random_uuid()"], &list) }
    addTimes(place, isDate: type == "date", isTime: category == .time, isStored: isStored, &list)
  }

  /// The type of the other side of a comparison, of the column that a value goes into, or of one that is being defined.
  private func expectedType(_ place: CompletionPlace, _ scope: Scope) -> String? {
    if place.isSyntax, place.previousWord == "default" { return place.outline.definedType(before: place.index) }
    return place.compared.flatMap { scope.column($0) }?.type
  }

  /// `now()`, `date '…'` and the like where a time is compared, stored or counted with.
  private func addTimes(
    _ place: CompletionPlace, isDate: Bool, isTime: Bool, isStored: Bool, _ list: inout CandidateList
  ) {
    if isTime, !place.readsTime {
      let words = isStored ? (isDate ? ["current_date", "date"] : []) : isDate ? ["date", "current_date"] : ["date"]
      if isStored, !isDate { addCalls(["now()"], &list) }
      addWords(words, &list)
      if !isStored || isDate { addCalls(["now()"], &list, order: 2) }
      if !isDate { addWords(["current_date", "current_timestamp"], &list, order: 3) }
    }
    let types = ["date", "timestamp", "timestamptz", "interval", "time"]
    for (order, name) in types.enumerated() {
      let isDue = place.readsTime && name == "interval"
      let isLikely = isTime && name.hasPrefix("timestamp") || !list.typed.isEmpty
      list.add(
        name, group: isDue ? 0 : isLikely ? 4 : 6, order: isTime ? order : 12 + 3 * order,
        CompletionItem(label: name, insert: name, kind: .type))
    }
  }

  /// The texts that the column on the other side of a comparison takes: labels of its enumeration, values that a CHECK leaves it.
  func addLabels(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    let inList = place.compared == nil ? place.outline.comparedList(around: place.index) : nil
    guard let compared = place.compared ?? inList.map({ ($0.qualifier, $0.column) }),
      let column = scope.column(compared)
    else { return }
    let labels = index.labels(of: column)
    addTexts(labels.texts.filter { inList?.texts.contains($0) != true }, .enumeration, labels.origin, place, &list)
  }

  /// What the first argument of some functions is called by in quotes: `date_trunc('day', …)`, `nextval('…')`.
  func addArgumentTexts(_ place: CompletionPlace, _ list: inout CandidateList) {
    guard let call = place.call, call.argument == 0 else { return }
    switch call.name {
    case "date_trunc", "date_part": addTexts(StatementWords.timeUnits, .value, "unit", place, &list)
    case "nextval", "currval", "setval": addSequenceTexts(place, &list)
    case "current_setting", "set_config": addTexts(catalog.settings.map(\.name), .setting, "", place, &list)
    default: break
    }
  }

  private func addSequenceTexts(_ place: CompletionPlace, _ list: inout CandidateList) {
    let sequences = catalog.relations.filter { $0.kind == .sequence }
    addTexts(sequences.map { written($0) }, .table, "sequence", place, &list)
  }

  /// Texts as constants; the quotes that are written already are not written twice.
  private func addTexts(
    _ texts: [String], _ kind: CompletionItem.Kind, _ detail: String, _ place: CompletionPlace,
    _ list: inout CandidateList
  ) {
    for (order, text) in texts.enumerated() {
      var literal = Quoting.literal(text)
      if place.isClosed { literal.removeLast() }
      list.add(
        text, group: 0, order: order, CompletionItem(label: text, insert: literal, kind: kind, detail: detail))
    }
  }

  private func addWords(_ words: [String], _ list: inout CandidateList, order: Int = 0) {
    for (rank, word) in words.enumerated() {
      list.add(word, group: 0, order: order + rank, CompletionItem(label: word, insert: word, kind: .keyword))
    }
  }

  private func addCalls(_ calls: [String], _ list: inout CandidateList, order: Int = 0) {
    for call in calls {
      let subject = CompletionItem.Subject.function(schema: "pg_catalog", name: String(call.dropLast(2)))
      list.add(
        call, group: 0, order: order, CompletionItem(label: call, insert: call, kind: .function, subject: subject))
    }
  }

  /// The value that could not be inserted, for the column that ON CONFLICT sets.
  private func addExcluded(_ place: CompletionPlace, _ list: inout CandidateList) {
    guard place.clause == .set, place.verb == "insert" else { return }
    list.add("excluded", group: 2, CompletionItem(label: "excluded", insert: "excluded", kind: .alias))
    guard let column = place.compared?.column else { return }
    let name = "excluded.\(quoted(column))"
    list.add(name, group: 0, CompletionItem(label: name, insert: name, kind: .column, detail: "the new row"))
  }
}
