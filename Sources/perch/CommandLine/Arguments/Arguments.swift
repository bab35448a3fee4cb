/// What the command line asks for, before anything is looked up or connected.
struct Arguments {
  /// What `-c` and `-f` give, in their order.
  enum Script: Equatable {
    case command(String)
    /// A path, `-` for standard input.
    case file(String)
  }

  var scripts: [Script] = []
  /// libpq keywords of `-h`, `-p` and `-U`.
  var keywords: [String: String] = [:]
  /// The `-d` value or the first plain word: a name, a URI or `keyword=value` text.
  var database: String?
  /// Files to open in the workbench: plain words that end in `.sql`.
  var files: [String] = []
  var asksPassword = false
  var neverAsksPassword = false
  var listsDatabases = false
  var variables: [String: String] = [:]
  var isQuiet = false
  var format: String?
  var tuplesOnly = false
  var isExpanded = false
  var fieldSeparator: String?
  var recordSeparator: String?
  var null = ""
  var border = 1
  var hasFooter = true
  var output: String?
  var log: String?
  var echoesAll = false
  var echoesQueries = false
  var echoesErrors = false
  var echoesHidden = false
  var isOneTransaction = false
  var isSingleStep = false
  var isSingleLine = false
  var isReadOnly = false
  /// Name of a protected or production target that may be written to.
  var unlocked: String?
  /// Seconds.
  var timeout: Double?
  var limit: Int?
  var platform: String?
  var tenant: String?
  var branch: String?
  var isLocal = false
  var theme: String?
  var keymap: String?
  var isPlain = false
  var showsVersion = false
  var showsHelp = false
}

/// Why a command line cannot be read, in one sentence.
struct UsageError: Error, Equatable {
  var message: String
}
