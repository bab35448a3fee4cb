import Testing
import TextUI

struct KeymapOverlapTests {
  private static let base = """
    [editor]
    "Ctrl-F" = "find.open"
    "g g" = "go.first"
    "g x" = "go.link"
    "z" = "fold.all"
    [global]
    "Ctrl-Q" = "app.quit"
    "F2 a" = "app.one"
    """

  private func map(_ toml: String) throws -> Keymap {
    try Keymap.decode(
      toml, file: "own.toml", knownCommands: ["find.open", "go.first", "go.link", "fold.all", "app.quit", "app.one"],
      knownContexts: ["editor", "global"])
  }

  @Test(arguments: [
    (
      "[editor]\n\"g\" = \"app.quit\"\n",
      [
        "own.toml:2: \"g\" hides \"g g\" (go.first) and 1 more; choose another key, or take those away by a line \"g g\" = \"\""
      ]
    ),
    (
      "[editor]\n\"z a\" = \"app.quit\"\n",
      [
        "own.toml:2: \"z a\" can never be typed: \"z\" runs fold.all first; take that away by a line \"z\" = \"\""
      ]
    ),
    (
      "[global]\n\"Ctrl-F\" = \"app.quit\"\n",
      [
        "own.toml:2: \"Ctrl-F\" does not reach [editor], where \"Ctrl-F\" is find.open; put it under [editor] too, "
          + "or take that away there by a line \"Ctrl-F\" = \"\""
      ]
    ),
    (
      "[editor]\n\"Ctrl-Q x\" = \"find.open\"\n",
      [
        "own.toml:2: \"Ctrl-Q x\" hides \"Ctrl-Q\" (app.quit) of [global] in [editor]; choose another key, "
          + "or take that away by a line \"Ctrl-Q\" = \"\""
      ]
    ),
    // Meant: another command for the same key, here or further in; or what is in the way is taken away.
    ("[editor]\n\"z\" = \"find.open\"\n\"Ctrl-Q\" = \"find.open\"\n", []),
    ("[editor]\n\"g\" = \"app.quit\"\n\"g g\" = \"\"\n\"g x\" = \"\"\n", []),
    ("[editor]\n\"Ctrl-F\" = \"app.one\"\n[global]\n\"Ctrl-F\" = \"app.quit\"\n", []),
  ]) func `Keys of an own file that are in the way of others are told with what to do`(toml: String, told: [String])
    throws
  {
    let overlaps = try map(toml).overlaps(
      over: try map(Self.base), stacks: [["editor", "global"]], toml: toml, file: "own.toml")
    #expect(overlaps.map(\.description) == told)
  }

  @Test func `All that is wrong in a key file is told at once, in the order of its lines`() throws {
    let toml = """
      [global]
      "F9" = "app.quite"
      "Hyper-x" = "app.quit"
      [nowhere]
      "a" = "app.quit"
      [editor]
      "b b" = "app.quit"
      "b" = "app.quit"
      "B" = 7
      """
    let error = try #require(throws: ConfigError.self) { try map(toml) }
    #expect(
      error.description.split(separator: "\n").map(String.init) == [
        "own.toml:2: unknown command \"app.quite\"; is \"app.quit\" meant?",
        "own.toml:3: unknown key \"Hyper-x\"",
        "own.toml:4: unknown context [nowhere]; there are editor, global",
        "own.toml:7: \"b b\" can never be typed: \"b\" runs its command first; take one of the lines away",
        "own.toml:9: B: a text in quotes is expected",
      ])
  }
}
