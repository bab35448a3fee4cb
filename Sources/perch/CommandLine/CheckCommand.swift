import Database
import Glibc
import JSONText
import SQLGrammar
import SQLText

/// `perch check`: what PostgreSQL's parser says about each statement of files or standard input. Nothing is run or connected.
enum CheckCommand {
  /// 1 when a statement does not parse; what only a later PostgreSQL knows is warned of.
  static func run(_ arguments: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(arguments, valued: ["--format"])
    let isJSON: Bool
    switch arguments.values["--format"] ?? "text" {
    case "json": isJSON = true
    case "text": isJSON = false
    case let other: throw UsageError(message: "there is no format \"\(other)\" here; there are text, json")
    }
    let parser = ParserProcess()
    var output = Output(descriptor: STDOUT_FILENO, name: "standard output")
    var isClean = true
    for source in try SQLSource.all(arguments.words) {
      let lines = LineIndex(source.text)
      for range in StatementSplitter.statements(in: source.text) {
        let text = Array(source.text[range])
        let facts = StatementFacts(command: text) ?? parser.facts(of: text)
        let statement = Statement(range: range, text, facts, lines: lines)
        if !statement.facts.errors.isEmpty { isClean = false }
        if isJSON {
          output.bytes += statement.json(file: arguments.words.count > 1 ? source.name : nil)
        } else {
          output.add(statement.text(file: source.name))
        }
        if output.isFull { try output.flush() }
      }
    }
    try output.flush()
    return isClean ? 0 : 1
  }

  private struct Statement {
    var range: Range<Int>
    var facts: StatementFacts
    var warnings: [Diagnostic] = []
    var lines: LineIndex

    init(range: Range<Int>, _ text: [UInt8], _ facts: StatementFacts, lines: LineIndex) {
      self.range = range
      self.facts = facts
      self.lines = lines
      guard let refusal = facts.errors.first?.message,
        let newer = NewerSyntax.found(in: text, refused: refusal)
      else { return }
      warnings = facts.errors.map { Diagnostic(offset: $0.offset, message: newer.remark) }
      self.facts.errors = []
    }

    /// One object on one line; `file` is named only where there are several.
    func json(file: String?) -> [UInt8] {
      var json = JSONLine()
      if let file { json.add("file", text: file) }
      json.add("start", literal: String(range.lowerBound))
      json.add("end", literal: String(range.upperBound))
      json.add("line", literal: String(lines.position(of: range.lowerBound).line))
      json.add("kind", text: facts.kind)
      json.add("writes", literal: facts.writes ? "true" : "false")
      json.add("fingerprint", text: facts.fingerprint)
      json.add("errors", literal: "[" + facts.errors.map(object).joined(separator: ",") + "]")
      if !warnings.isEmpty { json.add("warnings", literal: "[" + warnings.map(object).joined(separator: ",") + "]") }
      return json.finish() + [0x0A]
    }

    private func object(_ error: Diagnostic) -> String {
      var json = JSONLine()
      json.add("offset", literal: String(range.lowerBound + error.offset))
      json.add("message", text: error.message)
      return String(decoding: json.finish(), as: UTF8.self)
    }

    func text(file: String) -> String {
      var text = line(file, 0, "\(facts.kind), \(facts.writes ? "writes" : "reads")")
      for error in facts.errors { text += line(file, error.offset, "error: \(error.message)") }
      for warning in warnings { text += line(file, warning.offset, "warning: \(warning.message)") }
      if let destruction = facts.destroys { text += line(file, 0, "warning: \(destruction.reason)") }
      return text
    }

    private func line(_ file: String, _ offset: Int, _ message: String) -> String {
      let position = lines.position(of: range.lowerBound + offset)
      return "\(file):\(position.line):\(position.column): \(message)\n"
    }
  }
}
