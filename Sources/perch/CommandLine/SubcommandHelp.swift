/// What `perch SUBCOMMAND --help` prints: each way to say it, and what it does.
struct SubcommandHelp: Sendable {
  struct Form: Sendable {
    /// What stands behind the subcommand's name.
    var words: String
    var meaning: String

    init(_ words: String, _ meaning: String) {
      self.words = words
      self.meaning = meaning
    }
  }

  var forms: [Form]
  /// What is to be said of all forms.
  var remarks: [String] = []

  init(_ forms: [Form], _ remarks: String...) {
    self.forms = forms
    self.remarks = remarks
  }

  func text(of subcommand: String) -> String {
    let lines = forms.map { form in
      "perch \(subcommand)\(form.words.isEmpty ? "" : " ")\(form.words)\n    \(form.meaning)\n"
    }
    return (lines + remarks.map { $0 + "\n" }).joined()
  }

  /// The verb that a subcommand is itself.
  init(_ verb: Verb) {
    self.init([Form(String(verb.usage.dropFirst(verb.name.utf8.count + 1)), verb.summary)])
  }

  init(_ verbs: [Verb]) {
    forms = verbs.map { Form($0.usage, $0.summary) }
    remarks = ["All take --format json and --platform NAME."]
  }
}

extension SubcommandHelp {
  private static let historyFilters = "[--failed] [--tenant NAME] [--branch NAME] [--slower-than SECONDS]"

  static let history = SubcommandHelp(
    [
      Form(
        "search [WORD…] \(historyFilters) [--limit N] [--format aligned|json]",
        "Show the newest statements that hold all words, 50 without --limit"),
      Form(
        "export [WORD…] \(historyFilters) [--format ndjson|json|csv|sql] [--output FILE]",
        "Write the statements that hold all words, oldest first"),
      Form(
        "prune [--older-than 90d] [--keep-size 500MB]",
        "Remove old statements: those of more than so many days, or the oldest until the rest is so small"),
    ], "Among the words tenant:NAME, branch:NAME, failed: and slow:SECONDS are filters too, as they are behind F4.")

  static let queries = SubcommandHelp([
    Form("list [--format aligned|json]", "List the saved queries with their folders, parameters and files"),
    Form("show NAME", "Print one of them; folder/name where a name is there twice"),
  ])

  static let keys = SubcommandHelp([
    Form("[--keymap NAME] [--theme NAME]", "Show what the terminal sends for a key, and which command it runs"),
    Form(
      "--check [--keymap NAME]", "Tell which lines of your own key file are in the way of other keys, or cannot work"),
  ])

  static let doctor = SubcommandHelp([
    Form(
      "[--platform NAME] [--format aligned|json]",
      "Check what Perch needs, and a platform's key; 1 where something is missing")
  ])

  static let platform = SubcommandHelp(
    [
      Form("status", "Tell whether the local server runs, and where its files are"),
      Form("stop", "Stop it; the next start of Perch starts it again"),
      Form("destroy --yes", "Remove it with all local tenants and branches for good"),
      Form("repair [--yes]", "Show what registry and server disagree on; --yes sets right what loses no data"),
      Form("operations", "List what was done to tenants and branches, and what is still under way"),
    ], "All take --format json.")

  static let completion = SubcommandHelp([
    Form("bash|zsh|fish", "Print the shell's script for completing words, as in: source <(perch completion bash)")
  ])

  static let format = SubcommandHelp(
    [
      Form("[OPTION…] FILE…", "Lay SQL files out in place"),
      Form("[OPTION…]", "Lay out what comes from standard input"),
      Form("--check FILE…", "Name the files that are not laid out; 1 when there are any"),
    ],
    "Options: --keywords lower|upper|preserve, --width N, --commas trailing|leading, --layout block|river; "
      + "the defaults are [format] of config.toml.")

  static let check = SubcommandHelp([
    Form(
      "[--format aligned|json] [FILE…]",
      "Say what PostgreSQL's parser finds in each statement: errors, what writes, what destroys; 1 when there are errors"
    )
  ])

  static let complete = SubcommandHelp([
    Form(
      "--stdio [--schema FILE|URI]",
      "Answer completions for other editors, one JSON object a line: {\"id\":1,\"text\":\"select * from or\",\"cursor\":16}"
    ),
    Form("--save FILE --schema FILE|URI", "Keep a schema in a file that --schema reads at once"),
  ])
}
