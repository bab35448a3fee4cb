import Testing
import TextUI

struct ThemeTests {
  @Test(arguments: EmbeddedFiles.themes.map(\.name)) func `An embedded theme defines every role`(name: String) throws {
    let theme = try #require(try EmbeddedFiles.theme(name))
    #expect(theme.name == name)
  }

  private func decode(_ toml: String, over base: Theme? = nil) throws -> Theme {
    try Theme.decode(toml, name: "own", file: "own.toml", base: base)
  }

  private func base() -> Theme {
    Theme(name: "base", styles: Dictionary(uniqueKeysWithValues: Theme.Role.allCases.map { ($0, Style()) }))
  }

  @Test(arguments: [
    ("red", Style(foreground: .indexed(1))),
    ("bright-blue on black", Style(foreground: .indexed(12), background: .indexed(0))),
    ("on #102030", Style(background: .rgb(16, 32, 48))), ("default on 200", Style(background: .indexed(200))),
    ("ink bold underline", Style(foreground: .rgb(1, 2, 3), attributes: [.bold, .underline])),
    ("reverse", Style(attributes: .reverse)), ("italic dim", Style(attributes: [.italic, .dim])), ("", Style()),
    ("bold ink on ink", Style(foreground: .rgb(1, 2, 3), background: .rgb(1, 2, 3), attributes: .bold)),
  ]) func `A style is colours and attributes`(text: String, style: Style) throws {
    let theme = try decode("[colors]\nink = \"#010203\"\n[roles]\nkeyword = \"\(text)\"", over: base())
    #expect(theme[.keyword] == style)
    #expect(theme[.text] == Style())
  }

  @Test func `A theme that names only colours is its base in other colours`() throws {
    let first = try decode(EmbeddedFiles.themes[0].toml)
    let other = try decode("[colors]\nblue = \"#010203\"\n[roles]\nstring = \"blue bold\"", over: first)
    #expect(other[.keyword].foreground == .rgb(1, 2, 3) && other[.keyword].attributes == first[.keyword].attributes)
    #expect(other[.string] == Style(foreground: .rgb(1, 2, 3), attributes: .bold))
    #expect(other[.comment] == first[.comment])
  }

  @Test(arguments: [
    ("[roles]\nkeyword = \"red\"", "own.toml:1: role text is missing"),
    ("[roles]\n\nkeywrd = \"red\"", "own.toml:3: unknown role keywrd"),
    ("[roles]\ntext = \"red\"\nkeyword = \"rad\"", "own.toml:3: keyword: \"rad\" is neither a colour nor an attribute"),
    ("[colors]\nink = \"#12345\"", "own.toml:2: ink: \"#12345\" is not a colour"),
    ("[colors]\nink = \"#+1234f\"", "own.toml:2: ink: \"#+1234f\" is not a colour"),
    ("[colours]\nink = \"red\"", "own.toml:1: unknown section [colours]; a theme has [colors] and [roles]"),
    ("[roles]\ntext = \"red blue\"", "own.toml:2: text: a second foreground colour \"blue\""),
    ("[roles]\ntext = \"red on\"", "own.toml:2: text: \"on\" needs a colour after it"),
    ("[roles]\ntext = 5", "own.toml:2: text: a text in quotes is expected"),
  ]) func `What is wrong in a theme is told with its line`(toml: String, message: String) {
    let error = #expect(throws: ConfigError.self) { try decode(toml) }
    #expect(error?.description == message)
  }
}
