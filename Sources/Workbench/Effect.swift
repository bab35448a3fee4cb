package import Database
package import SQLText

/// What the shell has to do; answers come back as events.
package enum Effect: Sendable {
  case connect(session: Int, Destination)
  case disconnect(session: Int)
  /// Connects to the place of the command line with this password from now on. It is kept in memory only.
  case usePassword(String)
  /// Runs the statements in order, each with its own result, up to the first error.
  /// `begins` says for each statement whether a transaction is begun before it when none is open; empty when never.
  case run(session: Int, id: Int, statements: [String], rowLimit: Int?, begins: [Bool])
  /// Keeps what runs in a read-only session from making it write, or ends that.
  case hold(session: Int, isReadOnly: Bool)
  case cancel(session: Int)
  /// Goes on reading a result that paused at the row limit.
  case continueReading(session: Int)
  /// Filters and sorts rows; answered by `Event.rows`, as is a search.
  case arrange(request: Int, ArrangeJob)
  case search(request: Int, SearchJob)
  case statistics(request: Int, StatisticsJob)
  case chart(request: Int, ChartJob)
  case stopRowWork(request: Int)
  case loadCatalog(session: Int)
  /// Reads the catalog again if the schema changed.
  case probeCatalog(session: Int)
  /// Counts the names in the history, for completion.
  case countUses
  /// `starts` brings up a local server that is down.
  case listTenants(starts: Bool)
  /// For a tenant whose branches were not told with the list.
  case listBranches(tenant: String)
  /// `parking` are the sessions that have to step aside for it.
  case changePlatform(operation: Int, PlatformChange, parking: [Int])
  case cancelOperation(Int)
  /// How the schema of a branch differs from that of another.
  case compareSchemas(PlatformComparison)
  /// Asks what a tenant uses and may use.
  case askUsage(tenant: String)
  /// Asks who would be disturbed by a change; the answer is `sessions`.
  case previewChange(PlatformChange)
  /// Keeps recent and pinned places for the next start.
  case keepPlaces(PlaceMemory)
  /// What PostgreSQL's parser says of each text.
  case inspect(number: Int, statements: [String])
  /// Cuts a text into its statements. `start` is where it begins in its buffer, as a UTF-8 byte offset.
  case cut(number: Int, text: Rope, start: Int, strings: StringRule)
  /// Lays a text out, and proves that it still means the same.
  case format(number: Int, text: [UInt8], strings: StringRule)
  case searchHistory(query: Int, text: String)
  case recordHistory(HistoryItem)
  case readFile(path: String)
  /// `buffer` comes back with the answer.
  case writeFile(path: String, buffer: Int, [UInt8], FileExpectation)
  /// Looks whether files changed since.
  case checkFiles([String])
  /// Copies or writes rows; `number` comes back with progress and outcome.
  case export(number: Int, ExportRequest)
  /// Stops the export or the comparison with that number.
  case cancelExport(number: Int)
  /// Asks the session something of the workbench's own; the answer comes as a whole.
  case inquire(session: Int, id: Int, statements: [String])
  /// Asks the session what columns a statement would return, without running it; answered as an inquiry.
  case describe(session: Int, id: Int, statement: String)
  case compare(number: Int, ComparisonRequest)
  /// Lays out a large value for reading; `width` is the room for its text.
  case layOutCell(number: Int, Arena, CellDocument.Form, width: Int)
  /// Runs a statement as `run` does; its rows go to a file.
  case runExport(session: Int, id: Int, StreamRequest)
  case copyToClipboard(String)
  /// Edits the line of the overlay; the answer comes before anything else.
  case editLine(LineEdit)
  case rememberLine(kind: String, String)
  case listQueries
  case saveQuery(SavedQuery)
  /// Gives the terminal to the user's editor with this text; `line` and `column` count from 1.
  case editOutside(buffer: Int, name: String, [UInt8], line: Int, column: Int)
  /// Whether the terminal reports the mouse, or keeps it for its own selections.
  case takeMouse(Bool)
  /// Keeps what the user set on the screen for the next start.
  case keepLooks(Looks)
  case suspend
  case quit
}

/// Where a session goes.
package enum Destination: Sendable, Hashable {
  /// The database that the command line or the environment names.
  case given
  case branch(tenant: String, branch: String)
  /// None yet: it is chosen in the switcher.
  case nowhere
}
