import SQLText

extension CompletionEngine {
  /// The columns that `*` stands for, to be written in its place; nil where they are not known.
  func expansion(_ place: CompletionPlace) -> Completion? {
    guard let star = place.star else { return nil }
    let scope = Scope(place, index)
    let sources = star.qualifier.map { name in scope.near.filter { $0.qualifier == name } } ?? scope.near
    guard !sources.isEmpty, sources.allSatisfy({ !$0.columns.isEmpty }) else { return nil }
    let isQualified = star.qualifier != nil || scope.near.count > 1
    let names = sources.flatMap { source in
      source.columns.map { column in
        let qualifier = isQualified ? source.qualifier.map { quoted($0) + "." } ?? "" : ""
        return qualifier + quoted(column.name)
      }
    }
    let text = names.joined(separator: ", ")
    let item = CompletionItem(label: text, insert: text, kind: .snippet, detail: "\(names.count) columns")
    return Completion(replaceFrom: star.start, items: [item])
  }
}
