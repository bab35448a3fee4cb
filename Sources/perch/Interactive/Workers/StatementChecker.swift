import SQLGrammar
import SQLText
import Workbench

/// Asks PostgreSQL's parser, on a thread that may wait for it.
final class StatementChecker: Sendable {
  private let queue = WorkQueue("parser")
  private let parser = ParserProcess()
  private let style: FormatOptions
  private let post: @Sendable (Event) -> Void

  init(_ style: FormatOptions, post: @escaping @Sendable (Event) -> Void) {
    self.style = style
    self.post = post
  }

  func inspect(_ number: Int, _ statements: [String]) {
    queue.async { [self] in
      post(.inspected(number: number, statements.map { parser.facts(of: Array($0.utf8)) }))
    }
  }

  func cut(_ number: Int, _ text: Rope, from start: Int, _ strings: StringRule) {
    queue.async { [self] in post(.cut(number: number, TextPieces(text, from: start, strings: strings))) }
  }

  func format(_ number: Int, _ text: [UInt8], _ strings: StringRule) {
    queue.async { [self] in
      var style = style
      style.strings = strings
      post(.formatted(number: number, FormatOutcome(text, style, parser)))
    }
  }
}
