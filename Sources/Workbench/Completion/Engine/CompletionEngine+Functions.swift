import Database
import SQLText

extension CompletionEngine {
  /// What the types of an argument have in common, over all functions of the name; nil where they differ.
  func category(ofArgument number: Int, of name: String) -> TypeCategory? {
    if ["sum", "avg", "round", "stddev", "variance"].contains(name), number == 0 { return .number }
    if ["date_trunc", "date_part"].contains(name) { return number == 1 ? .time : .text }
    let categories = index.functions(schema: nil, name: name).map { function -> TypeCategory? in
      let arguments = FunctionArguments(function.arguments).list
      guard number < arguments.count else { return nil }
      return TypeCategory(arguments[number].type)
    }
    guard let first = categories.first, categories.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// `name => ` for the arguments of the call around the cursor; behind one that is written so no other may follow.
  func addArgumentNames(_ place: CompletionPlace, _ list: inout CandidateList) {
    let before = place.outline.kind(place.index - 1)
    guard let call = place.call, place.namedArguments.current == nil, before == .comma || before == .leftParen else {
      return
    }
    let written = place.namedArguments.written
    var offered = Set(written)
    for function in index.functions(schema: nil, name: call.name) {
      for (order, argument) in FunctionArguments(function.arguments).list.enumerated() where !argument.isOutput {
        // Those before the cursor that have no name are taken by their place.
        guard let name = argument.name, !name.contains("\""), order >= call.argument - written.count,
          offered.insert(name).inserted
        else { continue }
        list.add(
          name, group: written.isEmpty ? 4 : 0, order: order - 1000,
          CompletionItem(label: "\(name) =>", insert: "\(name) => ", kind: .value, detail: argument.type))
      }
    }
  }
}
