import SQLText
import TextUI

/// Commands of the `:` line that work on lines of the text.
struct ExTextCommand: Sendable {
  let short: String
  let long: String
  let run: @Sendable (inout State, ExLine, ClosedRange<Int>) throws(PatternError) -> [Effect]

  private init(
    _ short: String, _ long: String,
    _ run: @escaping @Sendable (inout State, ExLine, ClosedRange<Int>) throws(PatternError) -> [Effect]
  ) {
    self.short = short
    self.long = long
    self.run = run
  }

  static let all: [ExTextCommand] = [
    ExTextCommand("s", "substitute") { state, line, lines throws(PatternError) in
      try state.substitute(line.argument, lines)
    },
    ExTextCommand("&", "&&") { state, line, lines throws(PatternError) in try state.substitute(line.argument, lines) },
    operating("d", "delete", .delete), operating("y", "yank", .yank), operating(">", ">", .indent),
    operating("<", "<", .outdent), operating("=", "=", .reindent), operating("comment", "comment", .comment),
    ExTextCommand("j", "join") { state, line, lines throws(PatternError) in
      try state.join(line, lines)
    },
    ExTextCommand("pu", "put") { state, line, lines in state.put(line, behind: lines.upperBound) },
    ExTextCommand("sor", "sort") { state, line, lines throws(PatternError) in
      try state.sort(line, line.hasRange ? lines : nil)
    },
    ExTextCommand("m", "move") { state, line, lines throws(PatternError) in
      try state.copyLines(lines, to: line.argument, removing: true)
    },
    ExTextCommand("t", "t") { state, line, lines throws(PatternError) in
      try state.copyLines(lines, to: line.argument, removing: false)
    },
    ExTextCommand("co", "copy") { state, line, lines throws(PatternError) in
      try state.copyLines(lines, to: line.argument, removing: false)
    },
    ExTextCommand("norm", "normal") { state, line, lines in
      guard line.hasRange else { return state.playNormal(line.argument) }
      return state.eachLine(Array(lines)) { state in state.playNormal(line.argument) }
    },
    ExTextCommand("g", "global") { state, line, lines throws(PatternError) in
      try state.global(line.argument, line.hasRange ? lines : nil, inverted: line.hasBang)
    },
    ExTextCommand("v", "vglobal") { state, line, lines throws(PatternError) in
      try state.global(line.argument, line.hasRange ? lines : nil, inverted: true)
    },
    ExTextCommand("k", "k") { state, line, lines in state.mark(line.argument, lines) },
    ExTextCommand("ma", "mark") { state, line, lines in state.mark(line.argument, lines) },
  ]

  /// An operator on the lines; a name behind it is a register, a number the lines from the last one on.
  private static func operating(_ short: String, _ long: String, _ op: VimOperator) -> ExTextCommand {
    ExTextCommand(short, long) { state, line, lines throws(PatternError) in
      let (register, count) = try line.registerAndCount
      let lines = state.lines(lines, count: count)
      state.goTo(lines.lowerBound)
      let effects = state.carryOut(
        VimSentence(register: register, count: lines.count, content: .operate(op, .lines)))
      if op.isLinewise { state.editor.place(cursor: state.editor.buffer.firstNonBlank(ofLine: lines.upperBound)) }
      return effects
    }
  }
}
