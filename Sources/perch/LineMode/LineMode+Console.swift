import Terminal

extension LineMode {
  /// Runs what the user types until he leaves; a statement that fails ends nothing, Ctrl-C only what is typed or running.
  mutating func runConsole() throws -> Int32 {
    isConsole = true
    var console = Console(facts: record.facts, history: record.log, endsAtLines: arguments.isSingleLine)
    console.read(hasEscapes: stringsHaveEscapes)
    while true {
      switch console.next(interrupt: signals.descriptor) {
      case .ended: return 0
      case .lost:
        output.add("A semicolon ends a statement, Ctrl-C drops or cancels it, \\q leaves.\n")
        output.add("perch without --plain opens the workbench; perch --help lists the options.\n")
        try output.flush()
      case .interrupted:
        try answerSignals()
        interrupted = false
      case .statements(let statements):
        for statement in statements {
          let isDone = try run(statement, name: nil)
          try output.flush()
          console.transaction = transaction
          if !isDone { break }
        }
        console.read(hasEscapes: stringsHaveEscapes)
      }
    }
  }
}
