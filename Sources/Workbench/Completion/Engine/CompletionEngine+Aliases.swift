import SQLText

extension CompletionEngine {
  /// An alias for the table that was just named: the first letters of its words, unless they are taken.
  func addAlias(_ place: CompletionPlace, _ list: inout CandidateList) {
    let scope = Scope(place, index)
    guard let last = scope.near.last(where: { $0.source.position < place.index }), last.source.alias == nil,
      case .relation(_, let name) = last.source.origin, place.outline.name(place.index - 1) == name
    else { return }
    var taken = Set((scope.near + scope.far).compactMap(\.qualifier))
    taken.remove(name)
    let alias = Self.alias(for: name, taken: taken)
    guard alias != name else { return }
    list.add(
      alias, group: 0, order: 3,
      CompletionItem(label: alias, insert: quoted(alias), kind: .alias, detail: "alias of \(name)"))
  }
}
