import Database
import Postgres
import Terminal

extension LineMode {
  /// Answers the server's wish for data: from the script behind its statement, from standard input for `-c`, from a file for `\copy`.
  mutating func sendData(isBinary: Bool, _ progress: inout StatementProgress) throws {
    let isFirst = !progress.hasAskedForData
    progress.hasAskedForData = true
    progress.hasAllData = false
    do {
      if script == nil {
        script = try ScriptReader(path: "-", hasEscapes: false, endsAtLines: false, interrupt: signals.descriptor)
      }
      if isFirst, progress.name != nil { try script?.beginData() }
      if let data = try script?.nextData(isBinary: isBinary) {
        session.sendCopy(data)
      } else {
        progress.hasAllData = true
        session.endCopy()
      }
    } catch let stop as ScriptReader.Stop {
      switch stop {
      case .interrupted:
        try answerSignals()
        session.endCopy(failing: "interrupted")
      case .failed(let problem): session.endCopy(failing: problem.message)
      }
    }
  }

  /// Reads past the data of a copy that failed, also of one that the server refused before it asked for any: it is no SQL.
  mutating func skipData(_ progress: StatementProgress) throws {
    defer { script?.endStatement() }
    guard progress.name != nil, !progress.hasAllData else { return }
    if !progress.hasAskedForData {
      guard progress.hasFailed, progress.statement.readsInput, script != nil else { return }
      try script?.beginData()
    }
    while try script?.nextData(isBinary: false) != nil {}
  }
}
