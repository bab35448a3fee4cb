import Database
import SQLText
package import TextUI

/// The workbench as a value: everything on the screen follows from it.
package struct State: Sendable {
  package enum Focus: Sendable, Hashable { case editor, results, catalog }

  package internal(set) var size: Size
  package internal(set) var focus = Focus.editor
  package var editor: EditorPane
  package var results = ResultsPane()
  package var browser = CatalogPane()
  package internal(set) var overlay: Overlay?
  /// The session in front.
  package internal(set) var link: Link
  /// Live sessions that wait; the last one was in front last.
  package internal(set) var parked: [Link] = []
  /// Whether transactions are begun by the first statement and ended by hand.
  var commitsByHand = false
  /// The longest time a statement may take, in milliseconds, when it was chosen here; 0 for none.
  var statementTimeout: Int64?
  var messages = MessageLog()
  /// Whether one may be asked for a password.
  package var asksForPassword = true
  /// Whether the server has been given a password that was typed.
  var hasTypedPassword = false
  package internal(set) var status = StatusLine()
  /// What is to be said of the key pressed last, over the status.
  var remarkNow: StatusLine?
  /// What was understood of the files and addresses that Perch was started with, until a key is pressed.
  var startRemark: StatusLine?
  package internal(set) var listing: PlatformListing?
  /// Recent and pinned places; set before the start.
  package var placeMemory = PlaceMemory()
  /// What the switcher is filtered by when it opens next.
  package var wantedTenant = ""
  package internal(set) var keymap: Keymap { didSet { keptFirstKeys = ([], []) } }
  package internal(set) var themes: [String: Theme]
  package internal(set) var themeName: String
  /// Keys of a sequence that is not complete yet.
  var pendingKeys: [Key] = []
  /// Monotonic milliseconds of the last tick.
  package internal(set) var now: Int64 = 0
  /// How the panes share the screen.
  package var arrangement = Arrangement()
  /// Whether the shell edits the lines of prompts and lists.
  package var editsLinesOutside = false
  var lineMode = EditedLine.Mode.emacs
  /// Counts overlays, so that each begins its line anew.
  var lineSession = 0
  /// The theme that was chosen in the workbench, now or at an earlier start.
  package var chosenTheme: String?
  var pointer = Pointer()
  /// What names of files mean; set before the start.
  package var fileNames = FileNames()
  /// Files that the start opens, by the names that were given; the last one comes in front.
  package var filesToOpen: [String] = []
  /// Rows after which a result pauses; nil reads everything.
  package var rowLimit: Int? = 1_000_000
  /// Numbers that tell answers to old questions from those to the last one.
  var lastNumber = 0
  var activeRun: Run?
  /// Changes of the platform under way, at most one of each tenant; the latest last.
  var operations: [RunningOperation] = []
  var exporting: RunningExport?
  /// Questions to the session that the workbench asked for itself, by number.
  var inquiries: [Int: (session: Int, inquiry: Inquiry)] = [:]
  var applying: Applying?
  /// The row that is being filled in.
  var newRow: NewRow?
  /// What the list of references offers.
  var links: [RowLink] = []
  var watch: Watch?
  var comparing: RunningComparison?
  /// Values that were open when one inside them was opened.
  var viewersBelow: [CellViewer] = []
  var inspections = Inspections()
  /// Whether a statement was run that may have made a temporary table, which the catalog does not list.
  var hasTemporaryTables = false
  /// The text whose statements run once they are known.
  var cutting: TextBeingCut?
  /// Statements that run once the parser has said what they do, and the texts it was asked about.
  var guarded: GuardedRun?
  var guardedTexts: [String] = []
  /// What the statements were handed in for last, while their parameters are asked for.
  var submitted = GuardedRun.Purpose.run
  var rehearsal: Rehearsal?
  /// What to say once the open transaction is rolled back.
  var afterRollback: String?
  /// Patterns of hosts, databases and places that are production.
  package var production: [String] = []
  /// The text that is being laid out.
  var formatting: RunningFormat?
  /// Questions that open once nothing else has the keys.
  var unbidden: [Prompt] = []
  /// Counts keys and pastes.
  var keysTaken = 0
  /// When a key last had something done, in keys and monotonic milliseconds.
  var order: (keys: Int, time: Int64) = (-1, 0)
  /// The last question to the history.
  var historyQuery = 0
  /// What to do once the open transaction is over.
  var afterTransaction: Prompt.Leaving?
  /// What to do once the statement that runs was stopped.
  var afterStop: Prompt.Leaving?
  /// What is worked out for panels of results and not there yet.
  var panelWork: Set<Int> = []
  /// What goes on once the changes of a result are applied.
  var afterChanges: AfterChanges?
  /// The theme to go back to when none is chosen.
  var themeBefore: String?
  /// The buffer whose file is read again.
  var reloading: Int?
  /// The change by others that was told last.
  var warned: FileStamp?
  /// Files as they were read or written just now, until what was asked of them is done.
  var stamps: [String: FileStamp] = [:]
  /// Where the cursor was when a search was begun, and the anchor.
  var searchFrom: (Int, Int?)?
  /// The search before the one that vim's `/` is typing.
  var searchBefore = EditorSearch()
  var halfTyped = HalfTypedKeys()
  /// The place before the search went on to other matches.
  var searchOrigin: (Int, Int?)?
  /// Replacements that are shown and not made yet.
  var replacements: Replacements?
  var lastSubstitution: ExSubstitution?
  /// The buffer after whose writing Perch is left.
  var leavesAfterWriting: Int?
  /// The editor's version when closing a buffer with unsaved text was asked for.
  var closing: Int?
  /// What is enough to begin with, by the contexts whose keys it tells.
  var keptFirstKeys: (contexts: [String], lines: [Help.Line]) = ([], [])
  var completion = CompletionEngine(Catalog())
  var parameters = ParameterValues()
  /// Offered where a statement starts.
  package var snippets = Snippet.own { didSet { completion.snippets = snippets } }
  /// Names that the history uses.
  var uses = NameUses()
  /// Monotonic milliseconds when somebody last asked whether the schema changed.
  var schemaCheckedAt: Int64 = 0

  package init(
    size: Size, keymap: Keymap, themes: [String: Theme], theme: String, destination: Destination,
    buffers: [BufferSnapshot] = [], activeBuffer: Int = 0
  ) {
    self.size = size
    self.keymap = keymap
    self.themes = themes
    themeName = theme
    link = Link(destination: destination)
    completion.snippets = snippets
    editor = EditorPane(buffers: buffers, active: activeBuffer)
    if !keymap.bindings(context: EditorPane.Mode.normal.rawValue).isEmpty { editor.mode = .normal }
  }

  package var theme: Theme { themes[themeName]! }

  mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }
}

extension State {
  /// Whether a search has something left to look at at once.
  package var isSearching: Bool { viewer?.search != nil }

  /// Whether something runs whose progress the screen shows.
  package var isWorking: Bool {
    isSearching || results.isSearching || activeRun != nil || !operations.isEmpty || exporting != nil
      || comparing != nil || watch != nil || applying != nil
      || link.phase == .connecting || link.hasOpenTransaction
  }
}
