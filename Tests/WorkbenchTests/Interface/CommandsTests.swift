import Testing
import TextUI
import Workbench

struct CommandsTests {
  @Test func `Every command has a name of its own, noun and verb`() {
    var seen: Set<String> = []
    for command in Commands.all {
      #expect(seen.insert(command.name).inserted, "\(command.name)")
      let parts = command.name.split(separator: ".", omittingEmptySubsequences: false)
      let isPlain = parts.allSatisfy { part in
        !part.isEmpty && part.unicodeScalars.allSatisfy { $0.properties.isAlphabetic && $0.isASCII }
      }
      #expect(parts.count == 2 && isPlain, "\(command.name)")
    }
    #expect(seen == Commands.names)
  }

  @Test func `Every command is summed up in one line`() {
    for command in Commands.all {
      #expect(!command.summary.isEmpty && command.summary.utf8.count <= 80, "\(command.name)")
      #expect(!command.summary.contains { $0.isNewline } && command.summary.last != ".", "\(command.name)")
    }
  }

  @Test(arguments: EmbeddedFiles.keymaps.map(\.name)) func `Every key runs a command that exists`(name: String) throws {
    let toml = try #require(EmbeddedFiles.keymaps.first { $0.name == name }).toml
    let keymap = try Keymap.decode(
      toml, file: "\(name).toml", knownCommands: Commands.names, knownContexts: Commands.contexts)
    for context in ["global", "editor", "popup", "grid", "tree", "list", "prompt"] {
      #expect(!keymap.bindings(context: context).isEmpty, "\(context)")
    }
    // Without these nobody gets anything done, or out again.
    for command in ["query.run", "query.cancelOrCopy", "branch.switch", "app.palette", "app.quit", "app.help"] {
      #expect(keymap.key(for: command) != nil || name == "vim", "\(command)")
    }
  }

  @Test(arguments: EmbeddedFiles.keymaps.map(\.name)) func `No key of a keymap hides a longer one`(name: String) throws
  {
    let toml = try #require(EmbeddedFiles.keymaps.first { $0.name == name }).toml
    let keymap = try Keymap.decode(
      toml, file: "\(name).toml", knownCommands: Commands.names, knownContexts: Commands.contexts)
    for context in keymap.contexts {
      let all = keymap.bindings(context: context).map(\.keys)
      for keys in all {
        #expect(!all.contains { $0 != keys && $0.hasPrefix(keys + " ") }, "\(context): \(keys)")
      }
    }
  }
}
