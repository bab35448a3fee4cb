/// The text of `--help`.
enum Help {
  static var text: String {
    var lines = [
      "perch: an SQL workbench for PostgreSQL, its tenants and branches", "",
      "usage: perch [options] [DBNAME|URI|CONNINFO [USER]] [FILE.sql …]",
    ]
    lines += Subcommands.all.map { subcommand in
      "       perch \(subcommand.name)" + String(repeating: " ", count: 13 - subcommand.name.utf8.count)
        + subcommand.summary
    }
    lines += [
      "",
      "A subcommand tells more with --help. Without a database, the local platform's",
      "tenant acme opens. Files open in the editor. With -c, -f or input from a pipe,",
      "results are printed.",
      "",
    ]
    for option in Option.all {
      var left = option.letter.map { "  -\($0), " } ?? "      "
      left += "--" + option.name
      if case .value(let placeholder, _) = option.action { left += "=" + placeholder }
      lines.append(left + String(repeating: " ", count: max(1, 34 - left.utf8.count)) + option.summary)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
