import Platform

extension Option {
  /// Every option, in the order of the help.
  nonisolated(unsafe) static let all: [Option] = connecting + running + printing + own + general

  private static var connecting: [Option] {
    [
      .value("h", "host", "HOST", "server's host or socket directory") { a, v in a.keywords["host"] = v },
      .value("p", "port", "PORT", "server's port") { a, v in a.keywords["port"] = v },
      .value("U", "username", "NAME", "user to connect as") { a, v in a.keywords["user"] = v },
      .value("d", "dbname", "DBNAME", "database, URI or connection string") { a, v in a.database = v },
      .flag("W", "password", "ask for the password") { $0.asksPassword = true },
      .flag("w", "no-password", "never ask for a password") { $0.neverAsksPassword = true },
    ]
  }

  private static var running: [Option] {
    [
      .value("c", "command", "SQL", "run this and exit; may be repeated") { a, v in a.scripts.append(.command(v)) },
      .value("f", "file", "FILE", "run this file and exit; - is standard input") { a, v in a.scripts.append(.file(v)) },
      .flag("l", "list", "list the databases and exit") { $0.listsDatabases = true },
      .value("v", "set", "NAME=VALUE", "set a variable such as ON_ERROR_STOP=1") { a, v in a.setVariable(v) },
      .value(nil, "variable", "NAME=VALUE", "the same as --set") { a, v in a.setVariable(v) },
      .flag("X", "no-psqlrc", "read no start-up file") { _ in },
      .flag("1", "single-transaction", "run everything as one transaction") { $0.isOneTransaction = true },
      .flag("a", "echo-all", "print all input") { $0.echoesAll = true },
      .flag("b", "echo-errors", "print statements that failed") { $0.echoesErrors = true },
      .flag("e", "echo-queries", "print statements before they run") { $0.echoesQueries = true },
      .flag("E", "echo-hidden", "print queries that Perch itself runs") { $0.echoesHidden = true },
      .value("L", "log-file", "FILE", "write the session to a file too") { a, v in a.log = v },
      .flag("n", "no-readline", "read plain lines") { $0.isPlain = true },
      .value("o", "output", "FILE", "write results to a file") { a, v in a.output = v },
      .flag("q", "quiet", "print results only") { $0.isQuiet = true },
      .flag("s", "single-step", "confirm each statement") { $0.isSingleStep = true },
      .flag("S", "single-line", "a line break ends a statement") { $0.isSingleLine = true },
    ]
  }

  private static var printing: [Option] {
    [
      .flag("A", "no-align", "unaligned output") { $0.format = "unaligned" },
      .flag(nil, "csv", "comma-separated values") { $0.format = "csv" },
      .flag("H", "html", "an HTML table") { $0.format = "html" },
      .value("F", "field-separator", "TEXT", "between fields of unaligned output") { a, v in a.fieldSeparator = v },
      .value("R", "record-separator", "TEXT", "between rows of unaligned output") { a, v in a.recordSeparator = v },
      .flag("z", "field-separator-zero", "a zero byte between fields") { $0.fieldSeparator = "\0" },
      .flag("0", "record-separator-zero", "a zero byte between rows") { $0.recordSeparator = "\0" },
      .value("P", "pset", "NAME[=VALUE]", "set a printing option") { a, v throws(UsageError) in try a.setPrinting(v) },
      .flag("t", "tuples-only", "rows only") { $0.tuplesOnly = true },
      .flag("x", "expanded", "one column a line") { $0.isExpanded = true },
      .value(nil, "format", "FORMAT", "\(Arguments.formats.joined(separator: "|"))") { a, v throws(UsageError) in
        try a.setFormat(v)
      },
    ]
  }

  private static var own: [Option] {
    [
      .flag(nil, "read-only", "refuse to write") { $0.isReadOnly = true },
      .value(nil, "unlock", "NAME", "write to the protected or production branch or database of this name") { a, v in
        a.unlocked = v
      },
      .value(nil, "timeout", "SECONDS", "cancel statements that take longer") { a, v throws(UsageError) in
        a.timeout = try Arguments.positive(v, of: "--timeout")
      },
      .value(nil, "limit", "ROWS", "print at most so many rows of a result") { a, v throws(UsageError) in
        a.limit = Int(try Arguments.positive(v, of: "--limit").rounded(.up))
      },
      .value(nil, "platform", "NAME", "platform of tenants and branches") { a, v throws(UsageError) in
        guard Platforms.names.contains(v) else {
          let names = Platforms.names.joined(separator: ", ")
          throw UsageError(message: "--platform: there is no platform \"\(v)\"; there are \(names)")
        }
        a.platform = v
      },
      .value(nil, "tenant", "TENANT", "connect to this tenant") { a, v in a.tenant = v },
      .value(nil, "branch", "BRANCH", "connect to this branch of the tenant") { a, v in a.branch = v },
      .flag(nil, "local", "use the local platform whatever the environment says") { $0.isLocal = true },
      .value(nil, "theme", "NAME", "colours of the workbench") { a, v in a.theme = v },
      .value(nil, "keymap", "NAME", "keys of the workbench") { a, v in a.keymap = v },
      .flag(nil, "plain", "line mode on a terminal too") { $0.isPlain = true },
    ]
  }

  private static var general: [Option] {
    [
      .flag("V", "version", "print the version") { $0.showsVersion = true },
      .flag("?", "help", "print this help") { $0.showsHelp = true },
    ]
  }
}
