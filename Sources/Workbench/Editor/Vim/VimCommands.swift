/// The words of vim's keys as commands, so that key files can bind them, the help shows them and users change them.
enum VimCommands {
  static let all: [Command] =
    motions.map { word($0.0, $0.1, .move($0.2)) } + objects + matches
    + operators.map { word($0.0, $0.1, .operate($0.2)) }
    + actions.map { word($0.0, $0.1, .act($0.2)) } + openWords.map { word($0.0, $0.1, .with($0.2)) } + shortWords

  /// Whether a command only makes sense while vim's normal or visual mode has the keys.
  static func isWord(_ name: String) -> Bool {
    ["motion.", "object.", "operator.", "vim."].contains { name.hasPrefix($0) }
  }

  private static func word(_ name: String, _ summary: String, _ word: VimWord) -> Command {
    Command(
      name, summary, unavailable: { $0.editor.mode == .direct ? "the keymap has no normal mode" : nil },
      run: { $0.say(word) })
  }

  private static let motions: [(String, String, VimMotion)] = [
    ("motion.left", "One character left", .left), ("motion.right", "One character right", .right),
    ("motion.up", "One line up", .up), ("motion.down", "One line down", .down),
    ("motion.nextLine", "To the text of the next line", .lineDown),
    ("motion.previousLine", "To the text of the line before", .lineUp),
    ("motion.thisLine", "To the text of the line, counting on below", .thisLine),
    ("motion.word", "To the next word", .wordForward(big: false)),
    ("motion.bigWord", "To the next word between spaces", .wordForward(big: true)),
    ("motion.wordBack", "To the start of the word", .wordBackward(big: false)),
    ("motion.bigWordBack", "To the start of the word between spaces", .wordBackward(big: true)),
    ("motion.wordEnd", "To the end of the word", .wordEnd(big: false)),
    ("motion.bigWordEnd", "To the end of the word between spaces", .wordEnd(big: true)),
    ("motion.wordEndBack", "To the end of the word before", .wordEndBackward(big: false)),
    ("motion.bigWordEndBack", "To the end of the word between spaces before", .wordEndBackward(big: true)),
    ("motion.lineStart", "To the start of the line", .lineStart),
    ("motion.lineText", "To the text of the line", .firstNonBlank),
    ("motion.lineEnd", "To the end of the line", .lineEnd),
    ("motion.lineTextEnd", "To the last text of the line", .lastNonBlank),
    ("motion.column", "To the screen column of the count", .column),
    ("motion.repeatFind", "To the next found character", .repeatFind(reversed: false)),
    ("motion.repeatFindBack", "To the found character the other way", .repeatFind(reversed: true)),
    ("motion.matchingBracket", "To the matching bracket", .matchingBracket),
    ("motion.paragraph", "Behind the paragraph", .paragraph(forward: true)),
    ("motion.paragraphBack", "Before the paragraph", .paragraph(forward: false)),
    ("motion.sentence", "To the next sentence", .sentence(forward: true)),
    ("motion.sentenceBack", "To the start of the sentence", .sentence(forward: false)),
    ("motion.statement", "To the next statement", .statement(forward: true)),
    ("motion.statementBack", "To the start of the statement", .statement(forward: false)),
    ("motion.firstLine", "To the first line, or the line of the count", .firstLine),
    ("motion.lastLine", "To the last line, or the line of the count", .lastLine),
    ("motion.screenTop", "To the top of the screen", .screenTop),
    ("motion.screenMiddle", "To the middle of the screen", .screenMiddle),
    ("motion.screenBottom", "To the bottom of the screen", .screenBottom),
    ("motion.sameWord", "To the next place of the word", .wordUnderCursor(forward: true, whole: true)),
    ("motion.sameWordBack", "To the place of the word before", .wordUnderCursor(forward: false, whole: true)),
    ("motion.sameText", "To the next place of the word's text", .wordUnderCursor(forward: true, whole: false)),
    ("motion.sameTextBack", "To the place of the word's text before", .wordUnderCursor(forward: false, whole: false)),
    ("motion.searchAgain", "To the next match of the search", .searchAgain(reversed: false)),
    ("motion.searchBack", "To the match of the search the other way", .searchAgain(reversed: true)),
  ]

  private static let objects: [Command] = objectKinds.flatMap { name, what, kind in
    [
      word("object.inner\(name)", "Inside \(what)", .take(VimObject(kind: kind, isAround: false))),
      word("object.a\(name)", "Around \(what)", .take(VimObject(kind: kind, isAround: true))),
    ]
  }

  private static let matches: [Command] = [
    word(
      "object.match", "The next match of the search", .take(VimObject(kind: .match(forward: true), isAround: false))),
    word(
      "object.matchBack", "The match of the search before",
      .take(VimObject(kind: .match(forward: false), isAround: false))),
  ]

  private static let objectKinds: [(String, String, VimObject.Kind)] = [
    ("Word", "the word", .word), ("BigWord", "the word between spaces", .bigWord),
    ("Paragraph", "the paragraph", .paragraph), ("Statement", "the statement", .statement),
    ("Parentheses", "the parentheses", .brackets(0x28)), ("Brackets", "the brackets", .brackets(0x5B)),
    ("Braces", "the braces", .brackets(0x7B)), ("Angles", "the angle brackets", .brackets(0x3C)),
    ("DoubleQuotes", "the double quotes", .quotes(0x22)), ("Quotes", "the quotes", .quotes(0x27)),
    ("Backticks", "the backticks", .quotes(0x60)),
  ]

  private static let operators: [(String, String, VimOperator)] = [
    ("operator.delete", "Delete", .delete), ("operator.change", "Delete and insert", .change),
    ("operator.yank", "Copy", .yank), ("operator.indent", "Indent", .indent),
    ("operator.outdent", "Take indent away", .outdent), ("operator.reindent", "Indent by brackets", .reindent),
    ("operator.lower", "Make lower case", .lower), ("operator.upper", "Make upper case", .upper),
    ("operator.toggleCase", "Turn the case round", .toggleCase),
    ("operator.comment", "Make comments, or statements again", .comment),
  ]

  private static let actions: [(String, String, VimAction)] = [
    ("vim.insert", "Insert before the cursor", .insert(.before)), ("vim.append", "Insert behind it", .insert(.after)),
    ("vim.insertAtLineStart", "Insert at the text of the line", .insert(.lineStart)),
    ("vim.insertAtFirstColumn", "Insert at the start of the line", .insert(.firstColumn)),
    ("vim.appendAtLineEnd", "Insert at the end of the line", .insert(.lineEnd)),
    ("vim.insertAgain", "Insert where insert mode was left", .insert(.last)),
    ("vim.openBelow", "Insert on a new line below", .insert(.below)),
    ("vim.openAbove", "Insert on a new line above", .insert(.above)),
    ("vim.overtype", "Type over the text", .overtype),
    ("vim.put", "Put the register behind the cursor", .put(before: false, cursorBehind: false)),
    ("vim.putBefore", "Put the register before the cursor", .put(before: true, cursorBehind: false)),
    ("vim.putAndGo", "Put the register, cursor behind it", .put(before: false, cursorBehind: true)),
    ("vim.putBeforeAndGo", "Put the register before, cursor behind it", .put(before: true, cursorBehind: true)),
    ("vim.join", "Join lines", .join(spaces: true)),
    ("vim.joinAsIs", "Join lines without spaces", .join(spaces: false)),
    ("vim.toggleCase", "Turn the case of the character round", .toggleCase),
    ("vim.increase", "Add to the number", .add(sign: 1)), ("vim.decrease", "Take from the number", .add(sign: -1)),
    ("vim.undoEarlier", "Go to the text as it was before", .travel(-1)),
    ("vim.undoLater", "Go to the text as it was next", .travel(1)),
    ("vim.undo", "Undo", .undo), ("vim.redo", "Do again what was undone", .redo),
    ("vim.repeat", "Repeat the last change", .repeatChange),
    ("vim.visual", "Select characters", .visual(.characters)),
    ("vim.visualLines", "Select lines", .visual(.lines)), ("vim.visualBlock", "Select a block", .visual(.block)),
    ("vim.visualAgain", "Select again what was selected", .visualAgain),
    ("vim.swapEnds", "Go to the other end of the selection", .swapEnds(sameLine: false)),
    ("vim.swapCorners", "Go to the other corner of the block", .swapEnds(sameLine: true)),
    ("vim.insertInSelection", "Insert before the selection, on each line of a block", .blockInsert(atEnd: false)),
    ("vim.appendToSelection", "Insert behind the selection, on each line of a block", .blockInsert(atEnd: true)),
    ("vim.putOverSelection", "Put the register in place of the selection", .putOverSelection(keepsRegister: false)),
    (
      "vim.putOverSelectionAgain", "Put the register in place of the selection, and keep it",
      .putOverSelection(keepsRegister: true)
    ),
    ("vim.selectMatch", "Select the next match of the search", .selectMatch(forward: true)),
    ("vim.selectMatchBack", "Select the match of the search before", .selectMatch(forward: false)),
    ("vim.scrollToTop", "Show the line at the top", .scroll(.top)),
    ("vim.scrollToMiddle", "Show the line in the middle", .scroll(.middle)),
    ("vim.scrollToBottom", "Show the line at the bottom", .scroll(.bottom)),
    ("vim.scrollUp", "Scroll one line up", .scroll(.lineUp)),
    ("vim.scrollDown", "Scroll one line down", .scroll(.lineDown)),
    ("vim.halfPageUp", "Go half a page up", .scroll(.halfUp)),
    ("vim.halfPageDown", "Go half a page down", .scroll(.halfDown)),
    ("vim.pageUp", "Go a page up", .scroll(.pageUp)), ("vim.pageDown", "Go a page down", .scroll(.pageDown)),
    ("vim.jumpBack", "Go back to where the last jump began", .jump(forward: false)),
    ("vim.jumpForward", "Go on to where a jump went", .jump(forward: true)),
    ("vim.search", "Search forward", .search(forward: true)),
    ("vim.searchBackward", "Search backward", .search(forward: false)),
    ("vim.commandLine", "Type a command", .commandLine),
    ("vim.repeatSubstitution", "Substitute on this line as the last time", .repeatSubstitution),
    (
      "vim.repeatSubstitutionEverywhere", "Substitute on all lines as the last time", .repeatSubstitutionEverywhere
    ),
    ("vim.escape", "End the selection or the command", .escape),
  ]

  private static let openWords: [(String, String, VimWord.Open)] = [
    ("motion.find", "To a character on the line", .find(forward: true, till: false)),
    ("motion.findBack", "To a character before on the line", .find(forward: false, till: false)),
    ("motion.till", "Up to a character on the line", .find(forward: true, till: true)),
    ("motion.tillBack", "Back up to a character on the line", .find(forward: false, till: true)),
    ("motion.mark", "To the place of a mark", .mark(line: false)),
    ("motion.markLine", "To the line of a mark", .mark(line: true)),
    ("vim.replace", "Replace the character with the next key", .replace),
    ("vim.setMark", "Set a mark", .setMark), ("vim.record", "Record a macro, or end recording", .record),
    ("vim.play", "Play a macro", .play), ("vim.register", "Use a register for the next command", .register),
  ]

  private static let shortWords: [Command] = [
    word("vim.deleteCharacter", "Delete the character", .short(.delete, .right)),
    word("vim.deleteBefore", "Delete the character before", .short(.delete, .left)),
    word("vim.deleteToLineEnd", "Delete to the end of the line", .short(.delete, .lineEnd)),
    word("vim.changeToLineEnd", "Change to the end of the line", .short(.change, .lineEnd)),
    word("vim.changeCharacter", "Change the character", .short(.change, .right)),
    word("vim.changeLine", "Change the line", .shortLines(.change)),
    word("vim.yankLine", "Copy the line", .shortLines(.yank)),
    Command("vim.saveAndClose", "Save the buffer when it changed, and leave", run: { $0.runEx("x") }),
    Command("vim.leave", "Leave; buffers are kept", run: { $0.runEx("q!") }),
  ]
}
