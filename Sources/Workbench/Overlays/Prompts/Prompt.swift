/// A question with a one-line answer.
package struct Prompt: Sendable {
  enum Question: Sendable {
    case newBranch(tenant: String, parent: String)
    case newTenant
    /// The value of a parameter of the statements that are to be run then.
    case parameter(name: String, [Run.Piece])
    case renameBranch(tenant: String, name: String)
    case expireBranch(tenant: String, name: String)
    case restoreFrom(tenant: String, name: String)
    /// The answer has to be the word itself.
    case confirm(PlatformChange, word: String)
    /// The parent is in use by others: copy by dump instead?
    case copyByDump(tenant: String, parent: String, name: String, expires: String?)
    /// The answer says whether to run them, or to rehearse them first.
    case runDestructive([Run.Piece])
    /// The answer has to be the name of the target.
    case unlock
    /// The answer is neither shown nor remembered.
    case password
    case leaveTransaction(then: Leaving)
    /// A statement still runs in the transaction.
    case abandonTransaction(then: Leaving)
    /// A statement that may write runs outside of a transaction.
    case stopRun(then: Leaving)
    /// What the question was about ended under it.
    case leaveNothing(then: Leaving)
    case leaveChanges(then: AfterChanges)
    /// Sessions that wait have open transactions.
    case abandonTransactions
    case statementTimeout
    case exportTo(CopyChoice)
    case cellValue, applyChanges, watchInterval
    case newValue(Int16)
    case replaceExport(ExportJob, title: String)
    /// The text to save.
    case saveQuery(String)
    case goToLine, gridSearch, gridFilter, openFile, saveAs
    /// Somebody else changed the file, or it is there already.
    case overwriteFile(path: String, buffer: Int)
    case find, replace, replaceWith, vimSearch, exLine

    var isSecret: Bool { if case .password = self { true } else { false } }

    /// Whether the line is searched for while it is typed.
    var searches: Bool {
      switch self {
      case .find, .replace, .vimSearch: true
      default: false
      }
    }
  }

  /// What waits for the answer about an open transaction, or a statement that runs.
  enum Leaving: Sendable, Hashable {
    case quit
    /// A new session where one is.
    case reconnect
    case place(tenant: String, branch: String)
    /// A live session that waits.
    case session(Int)

    /// Whether the session that is left can wait as it is.
    var canKeep: Bool { self != .quit && self != .reconnect }
  }

  let question: Question
  var title: String
  /// Sentences above the line.
  let lines: [String]
  var input: LineInput
  /// What is wrong with the answer so far.
  var complaint: String?
  /// Monotonic milliseconds until which nobody can have read it, as it opened by itself: keys belong to what it covers. Nil once it has them.
  var unreadUntil: Int64?

  init(_ question: Question, title: String, lines: [String] = [], answer: String = "") {
    self.init(question, title: title, lines: lines, input: LineInput(answer))
  }

  /// - Parameter answer: taken by Enter, or typed over.
  init(_ question: Question, title: String, lines: [String] = [], offering answer: String) {
    self.init(question, title: title, lines: lines, input: LineInput(offering: answer))
  }

  private init(_ question: Question, title: String, lines: [String], input: LineInput) {
    self.question = question
    self.title = title
    self.lines = lines
    self.input = input
  }
}
