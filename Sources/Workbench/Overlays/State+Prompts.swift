import Database

extension State {
  mutating func accept(_ prompt: Prompt) -> [Effect] {
    let answer = prompt.input.text
    switch prompt.question {
    case .newBranch, .newTenant, .renameBranch, .expireBranch, .restoreFrom, .confirm, .copyByDump:
      return acceptPlatform(prompt)
    case .parameter(let name, let pieces): return accept(parameter: name, answer, pieces)
    case .leaveTransaction(let leaving):
      return end(transaction: answer, then: leaving)
    case .leaveChanges(let next): return accept(changes: answer, then: next)
    case .abandonTransactions:
      guard answer == "rollback" else { return complain("type rollback, or Esc to stay") }
      return [.quit]
    case .runDestructive(let pieces): return accept(destructive: answer, pieces)
    case .unlock: return accept(unlock: answer)
    case .statementTimeout: return accept(statementTimeout: answer)
    default: return acceptHere(prompt)
    }
  }

  /// Answers that need nobody else.
  private mutating func acceptHere(_ prompt: Prompt) -> [Effect] {
    let answer = prompt.input.text
    switch prompt.question {
    case .goToLine:
      guard let line = Int(answer), line > 0 else { return complain("a line is a number from 1") }
      editor.goTo(line: line)
    case .overwriteFile(let path, let buffer, _): return overwrite(path, buffer: buffer, answer: answer)
    case .find, .replace, .replaceWith, .vimSearch, .exLine: return acceptText(prompt)
    case .cellValue:
      overlay = nil
      return stageCell(answer)
    case .newValue(let number):
      overlay = nil
      takeNewValue(answer, number)
      return []
    case .applyChanges:
      guard answer == "apply" else { return complain("type apply, or Esc to leave the changes staged") }
      overlay = nil
      return applyChanges()
    case .watchInterval:
      guard let seconds = Double(answer), seconds >= 0.1, seconds <= 86_400 else {
        return complain("a number of seconds from 0.1 on")
      }
      overlay = nil
      return startWatching(every: seconds)
    case .exportTo(let choice):
      guard !answer.isEmpty else { return complain("a file needs a name") }
      overlay = nil
      return export(choice, to: answer)
    case .replaceExport(let job, let title):
      guard answer == "yes" else { return complain("type yes, or Esc to leave it") }
      overlay = nil
      return begin(job.replacing, title)
    case .saveQuery(let sql):
      switch savedQuery(named: answer, sql: sql) {
      case .failure(let failure): return complain(failure.message)
      case .success(let query):
        overlay = nil
        return [.saveQuery(query)]
      }
    case .gridSearch:
      return search(answer)
    case .gridFilter:
      let (complaint, effects) = filter(answer)
      if let complaint { return complain(complaint) }
      overlay = nil
      focus = .results
      return effects
    case .openFile:
      guard !answer.isEmpty else { return complain("a file needs a name") }
      overlay = nil
      return [open(file: answer)]
    case .saveAs:
      guard !answer.isEmpty else { return complain("a file needs a name") }
      overlay = nil
      return save(as: fileNames.path(answer))
    default: break
    }
    overlay = nil
    return []
  }

  private mutating func search(_ text: String) -> [Effect] {
    do throws(FilterError) {
      _ = try RowFilter.searching(text)
    } catch {
      return complain("character \(error.offset + 1): \(error.message)")
    }
    results.searchText = text
    overlay = nil
    focus = .results
    return search(isForward: true, includesStart: true)
  }
}
