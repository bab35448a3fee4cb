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
    case .abandonTransaction(let leaving): return accept(abandoningRun: answer, then: leaving)
    case .stopRun(let leaving): return accept(stoppingRun: answer, then: leaving)
    case .leaveNothing(let leaving): return accept(leavingNothing: answer, then: leaving)
    case .leaveChanges(let next): return accept(changes: answer, then: next)
    case .abandonTransactions: return accept(abandoning: answer)
    case .runDestructive(let pieces): return accept(destructive: answer, pieces)
    case .unlock: return accept(unlock: answer)
    case .password: return accept(password: answer)
    case .statementTimeout: return accept(statementTimeout: answer)
    default: return acceptHere(prompt)
    }
  }

  /// Answers that need nobody else.
  private mutating func acceptHere(_ prompt: Prompt) -> [Effect] {
    let answer = prompt.input.text
    switch prompt.question {
    case .goToLine: return accept(line: answer)
    case .overwriteFile(let path, let buffer): return overwrite(path, buffer: buffer, answer: answer)
    case .find, .replace, .replaceWith, .vimSearch, .exLine: return acceptText(prompt)
    case .openFile, .saveAs, .exportTo: return accept(file: answer, prompt.question)
    case .saveQuery(let sql): return accept(queryName: answer, sql)
    case .cellValue, .newValue, .applyChanges, .watchInterval, .replaceExport, .gridSearch, .gridFilter:
      return acceptForRows(prompt)
    default:
      overlay = nil
      return []
    }
  }

  private mutating func accept(line answer: String) -> [Effect] {
    guard let line = Int(answer), line > 0 else { return complain("a line is a number from 1") }
    editor.goTo(line: line)
    overlay = nil
    return []
  }

  private mutating func accept(file name: String, _ question: Prompt.Question) -> [Effect] {
    guard !name.isEmpty else { return complain("a file needs a name") }
    overlay = nil
    switch question {
    case .saveAs: return save(as: fileNames.path(name))
    case .exportTo(let choice): return export(choice, to: name)
    default: return [open(file: name)]
    }
  }

  private mutating func accept(queryName name: String, _ sql: String) -> [Effect] {
    switch savedQuery(named: name, sql: sql) {
    case .failure(let failure): return complain(failure.message)
    case .success(let query):
      overlay = nil
      return [.saveQuery(query)]
    }
  }

  /// Answers about the rows of a result.
  private mutating func acceptForRows(_ prompt: Prompt) -> [Effect] {
    let answer = prompt.input.text
    switch prompt.question {
    case .cellValue:
      overlay = nil
      return stageCell(answer)
    case .newValue(let number):
      overlay = nil
      takeNewValue(answer, number)
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
    case .replaceExport(let job, let title):
      guard answer == "yes" else { return complain("type yes, or Esc to leave it") }
      overlay = nil
      return begin(job.replacing, title)
    case .gridSearch: return search(answer)
    case .gridFilter:
      let (complaint, effects) = filter(answer)
      if let complaint { return complain(complaint) }
      overlay = nil
      focus = .results
      return effects
    default: break
    }
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
