/// The user's `snippets.toml`: under `[snippets]` a name and its text each.
package enum UserSnippets {
  /// Names and texts, placeholders unread.
  package static func read(toml text: String, file: String) throws(ConfigError) -> [(name: String, text: String)] {
    let source = try ConfigSource(text, file: file)
    for section in source.sections where section != "snippets" {
      throw source.error("unknown section [\(section)]; snippets go under [snippets]", in: section)
    }
    return try source.strings(in: "snippets").map { ($0.key, $0.text) }
  }
}
