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
    ExTextCommand("j", "join") { state, line, lines in
      state.goTo(lines.lowerBound)
      let count = lines.count == 1 ? 2 : lines.count
      let sentence = VimSentence(register: nil, count: count, content: .act(.join(spaces: !line.hasBang)))
      return state.carryOut(sentence)
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
      let hasRange = !line.addresses.isEmpty || line.isWhole
      return state.eachLine(hasRange ? Array(lines) : [nil]) { state in state.playNormal(line.argument) }
    },
    ExTextCommand("g", "global") { state, line, lines throws(PatternError) in
      try state.global(line.argument, line.isWhole || !line.addresses.isEmpty ? lines : nil, inverted: line.hasBang)
    },
    ExTextCommand("v", "vglobal") { state, line, lines throws(PatternError) in
      try state.global(line.argument, line.isWhole || !line.addresses.isEmpty ? lines : nil, inverted: true)
    },
    ExTextCommand("k", "k") { state, line, lines in state.mark(line.argument, lines) },
    ExTextCommand("ma", "mark") { state, line, lines in state.mark(line.argument, lines) },
  ]

  /// An operator on the lines; a name behind it is a register.
  private static func operating(_ short: String, _ long: String, _ op: VimOperator) -> ExTextCommand {
    ExTextCommand(short, long) { state, line, lines in
      state.goTo(lines.lowerBound)
      let register = line.argument.unicodeScalars.first.flatMap { VimRegisters.isName($0) ? $0 : nil }
      let effects = state.carryOut(
        VimSentence(register: register, count: lines.count, content: .operate(op, .lines)))
      if op.isLinewise { state.editor.place(cursor: state.editor.buffer.firstNonBlank(ofLine: lines.upperBound)) }
      return effects
    }
  }
}
