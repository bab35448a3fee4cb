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
}
