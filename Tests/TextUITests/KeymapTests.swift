import Testing
import TextUI

struct KeymapTests {
  private func map(_ toml: String) throws -> Keymap {
    try Keymap.decode(
      toml, file: "keys.toml", knownCommands: ["a.one", "a.two", "a.three"], knownContexts: ["editor", "global"])
  }

  private func keys(_ names: String) -> [Key] { names.split(separator: " ").map { Key(name: String($0))! } }

  private func meaning(_ lookup: Keymap.Lookup) -> String {
    switch lookup {
    case .command(let name): name
    case .pending(let ends): "pending " + ends.map { "\($0.keys)=\($0.command)" }.joined(separator: " ")
    case .none: "none"
    }
  }

  private static let toml = """
    [editor]
    "g g" = "a.one"
    "g x" = "a.two"
    "Ctrl-S" = "a.three"
    [global]
    "F5" = "a.one"
    "Ctrl-S" = "a.two"
    "g" = "a.three"
    """

  @Test(arguments: [
    ("g g", ["editor"], "a.one"), ("g", ["editor"], "pending g g=a.one g x=a.two"), ("g y", ["editor"], "none"),
    ("Ctrl-S", ["editor", "global"], "a.three"), ("Ctrl-S", ["global", "editor"], "a.two"),
    ("F5", ["editor", "global"], "a.one"), ("F5", ["editor"], "none"), ("F5", [], "none"),
    ("g", ["editor", "global"], "pending g g=a.one g x=a.two"), ("g", ["global", "editor"], "a.three"),
    ("F5 g", ["editor", "global"], "none"), ("x", ["elsewhere"], "none"),
  ]) func `Keys mean a command, the start of one, or nothing`(names: String, contexts: [String], expected: String)
    throws
  {
    #expect(meaning(try map(Self.toml).lookup(keys(names), contexts: contexts)) == expected)
  }

  @Test func `A user's keys go over those of the keymap, and an empty command takes a key away`() throws {
    let own = try map("[global]\n\"F5\" = \"a.two\"\n\"Ctrl-S\" = \"\"\n\"F6\" = \"a.three\"")
    let merged = own.merged(over: try map(Self.toml))
    for (names, expected) in [("F5", "a.two"), ("Ctrl-S", "none"), ("F6", "a.three"), ("g", "a.three")] {
      #expect(meaning(merged.lookup(keys(names), contexts: ["global"])) == expected, "\(names)")
    }
    #expect(meaning(merged.lookup(keys("g g"), contexts: ["editor"])) == "a.one")
    #expect(merged.bindings(context: "global").map(\.keys) == ["F5", "F6", "g"])
  }

  @Test func `A key taken away in one context does not reach an outer one`() throws {
    let merged = try map("[editor]\n\"Ctrl-S\" = \"\"").merged(over: try map(Self.toml))
    #expect(meaning(merged.lookup(keys("Ctrl-S"), contexts: ["editor", "global"])) == "none")
  }

  @Test func `The key shown for a command is the shortest, function keys first`() throws {
    let keymap = try map(
      "[global]\n\"Ctrl-Enter\" = \"a.one\"\n\"F5\" = \"a.one\"\n\"y\" = \"a.one\"\n\"Alt-x\" = \"a.two\"")
    #expect(keymap.key(for: "a.one") == "F5")
    #expect(keymap.key(for: "a.two") == "Alt-x")
    #expect(keymap.key(for: "a.three") == nil)
  }

  @Test(arguments: [
    ("[global]\n\"F5\" = \"a.nine\"", "keys.toml:2: unknown command \"a.nine\""),
    ("[global]\n\n\"Foo\" = \"a.one\"", "keys.toml:3: unknown key \"Foo\""),
    ("[global]\n\"g Foo\" = \"a.one\"", "keys.toml:2: unknown key \"Foo\""),
    ("\n[nowhere]\n\"x\" = \"a.one\"", "keys.toml:2: unknown context [nowhere]; there are editor, global"),
    ("[global]\nF5 = 5", "keys.toml:2: F5: a text in quotes is expected"),
    ("[editor]\n\"F5\" = \"a.one\"\n[global]\n\"F5\" = \"a.nine\"", "keys.toml:4: unknown command \"a.nine\""),
    ("[global]\n\"\" = \"a.one\"", "keys.toml:2: a key is missing before ="),
    ("[global]\n\"F6\" = \"a.one\"\n\"\\\"\" = \"a.nine\"", "keys.toml:3: unknown command \"a.nine\""),
    ("[global]\n\"F6\" = \"a.one\"\n'\\' = \"a.nine\"", "keys.toml:3: unknown command \"a.nine\""),
    ("global = 1", "keys.toml:1: [global] is not a table"),
  ]) func `What is wrong in a key file is told with its line`(toml: String, message: String) {
    let error = #expect(throws: ConfigError.self) { try map(toml) }
    #expect(error?.description == message)
  }

  @Test func `A file that is no TOML is told with its line`() {
    let error = #expect(throws: ConfigError.self) { try map("[global]\n\"F5\" = \"a.one\"\n\"F6\" \"a.one\"\n") }
    #expect(error?.line == 3 && error?.file == "keys.toml" && error?.message.isEmpty == false)
  }

  @Test(arguments: [
    ("[editor]\n\"Ctrl-A\" = \"edit.undo\"\n\"Ctrl-a\" = \"edit.redo\"\n", "is the same key as"),
    ("[editor]\n\"g\" = \"edit.undo\"\n\"g g\" = \"edit.redo\"\n", "can never be typed"),
    ("[editor]\n\n\"g\" = \"edit.undoo\"\n", "is \"edit.undo\" meant?"),
  ]) func `Keys that cannot work are told with their line and what to do`(toml: String, told: String) {
    #expect {
      try Keymap.decode(
        toml, file: "own.toml", knownCommands: ["edit.undo", "edit.redo"], knownContexts: ["editor"])
    } throws: { error in
      guard let error = error as? ConfigError else { return false }
      return error.message.contains(told) && error.line >= 2
    }
  }
}
