import Database
import SQLText

/// The function whose arguments are being typed, and which of them is due.
struct SignatureHelp: Sendable, Hashable {
  /// `round(numeric, integer) → numeric`
  var text: String
  /// The argument that is due, as UTF-8 offsets of the text; empty when the function takes no more.
  var current: Range<Int>
  /// How many functions of the name there are besides this one.
  var others: Int
}

extension CompletionEngine {
  /// The signature for the call around the cursor; nil outside of calls and for names that no function has.
  func signature(_ place: CompletionPlace) -> SignatureHelp? {
    guard let call = place.call, place.slot != .nothing || place.prefix.isEmpty else { return nil }
    let functions = index.functions(schema: nil, name: call.name)
    let read = functions.map { (function: $0, arguments: FunctionArguments($0.arguments).list.filter { !$0.isOutput }) }
    if let name = place.namedArguments.current,
      let best = read.first(where: { $0.arguments.contains { $0.name == name } }),
      let number = best.arguments.firstIndex(where: { $0.name == name })
    {
      return Self.help(best.function, best.arguments, number, others: functions.count - 1)
    }
    guard
      let best = read.first(where: { call.argument < $0.arguments.count || $0.arguments.last?.isVariadic == true })
        ?? read.first
    else { return nil }
    return Self.help(best.function, best.arguments, call.argument, others: functions.count - 1)
  }

  private static func help(
    _ function: Catalog.Function, _ arguments: [FunctionArguments.Argument], _ number: Int, others: Int
  ) -> SignatureHelp {
    var text = function.name + "("
    var current = 0..<0
    // The last of a VARIADIC function is due again and again.
    let due = arguments.last?.isVariadic == true ? min(number, arguments.count - 1) : number
    for (place, argument) in arguments.enumerated() {
      if place > 0 { text += ", " }
      let start = text.utf8.count
      text += argument.text
      if place == due { current = start..<text.utf8.count }
    }
    text += ")" + (function.result.isEmpty ? "" : " → \(function.result)")
    return SignatureHelp(text: text, current: current, others: others)
  }
}
