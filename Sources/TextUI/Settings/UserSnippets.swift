/// The user's `snippets.toml`: under `[snippets]` a name and its text each.
package enum UserSnippets {
  /// Names and texts, placeholders unread; `problem` says what is wrong with a text, nil when nothing is.
  package static func read(
    toml text: String, file: String, problem: (String) -> String?
  ) throws(ConfigError) -> [(name: String, text: String)] {
    let source = try ConfigSource(text, file: file)
    for section in source.sections where section != "snippets" {
      throw source.error("unknown section [\(section)]; snippets go under [snippets]", in: section)
    }
    let snippets = try source.strings(in: "snippets")
    let errors = snippets.compactMap { snippet in
      problem(snippet.text).map { source.error("\(snippet.key): \($0)", key: snippet.key, in: "snippets") }
    }
    if let error = ConfigError(all: errors) { throw error }
    return snippets.map { ($0.key, $0.text) }
  }
}
