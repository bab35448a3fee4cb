import Database

/// One statement while it runs.
struct StatementProgress {
  let statement: Script.Statement
  /// The file it comes from.
  let name: String?
  let isSilent: Bool
  var writer: any ResultWriter
  var hasColumns = false
  /// The rows are what COPY puts out: they are printed as they are.
  var isCopying = false
  /// Of a copy from here to the server.
  var hasAskedForData = false
  var hasAllData = false
  var isLimited = false
  var hasFailed = false
  var isFinished = false
  /// Rows returned or changed, nil when the statement does neither.
  var rows: Int?
  var sqlState: String?
  var seconds = 0.0

  init(statement: Script.Statement, name: String?, isSilent: Bool, writer: any ResultWriter) {
    self.statement = statement
    self.name = name
    self.isSilent = isSilent
    self.writer = writer
  }

  /// Another of the statements that were joined to one.
  mutating func beginNext(_ writer: any ResultWriter) {
    self.writer = writer
    hasColumns = false
    isCopying = false
    rows = nil
  }
}
