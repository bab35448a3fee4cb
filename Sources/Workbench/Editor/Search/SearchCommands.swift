/// Finding, replacing, and going to places of the text.
enum SearchCommands {
  static let all: [Command] = [
    .change("edit.find", "Find text in the buffer") { $0.openFind() },
    .change("edit.findNext", "Find the same text again") { state in
      if let problem = state.find("") { state.remark(problem, .warning) }
    },
    .change("edit.findPrevious", "Find the same text before the cursor") { state in
      if let problem = state.find("", forward: false) { state.remark(problem, .warning) }
    },
    .change("edit.replace", "Replace text in the buffer, after a look at each place") { $0.openReplace() },
    .change("edit.goToStatement", "Go to a statement of the buffer") { $0.openStatements() },
    .change("edit.goToBracket", "Go to the matching bracket") { state in
      guard let place = state.editor.buffer.matchingBracket(from: state.editor.buffer.cursor) else {
        return state.remark("no bracket here has a partner", .warning)
      }
      state.editor.move(selecting: state.editor.isSelecting) { _ in place }
    },
    .change("find.next", "Go on to the next match while the search is typed") { $0.searchOn(forward: true) },
    .change("find.previous", "Go back to the match before while the search is typed") { $0.searchOn(forward: false) },
    .change("find.regex", "Search for a regular expression, or plain text again") { state in
      state.changeSearch { $0.isRegex.toggle() }
    },
    .change("find.case", "Tell capitals from small letters, or not") { state in
      state.changeSearch { $0.letterCase = $0.letterCase == .matters ? .smart : .matters }
    },
    .change("find.word", "Search for whole words only, or not") { state in
      state.changeSearch { $0.wholeWord.toggle() }
    },
    .change("find.hideMarks", "Mark no matches any more") { $0.editor.search.showsMarks = false },
    .change("replace.toggle", "Leave the replacement out, or take it in again") { $0.toggleReplacement() },
    .change("replace.take", "Make this replacement and go on to the next") { $0.decideReplacement(takes: true) },
    .change("replace.skip", "Leave this replacement out and go on to the next") { $0.decideReplacement(takes: false) },
    .change("replace.takeRest", "Make this replacement and all behind it") {
      $0.decideReplacements(takes: true, rest: true)
    },
    .change("replace.takeLast", "Make this replacement and none behind it") {
      $0.decideReplacements(takes: true, rest: false)
    },
    .change("replace.skipRest", "Make no replacement from this one on") {
      $0.decideReplacements(takes: false, rest: false)
    },
  ]
}
