import Glibc
import TestSupport
import Testing

struct SubcommandHelpStories {
  private let home = TemporaryDirectory()

  @Test func `Every subcommand that the help names tells how it is used`() throws {
    let help = try ProgramRun(["--help"], home: home.path)
    let names = help.output.split(separator: "\n").compactMap { line in
      line.hasPrefix("       perch ") ? line.split(separator: " ")[1] : nil
    }
    #expect(names.count >= 12)
    for name in names {
      let told = try ProgramRun([String(name), "--help"], home: home.path)
      #expect(told.code == 0 && told.errors.isEmpty, "\(name): \(told.errors)")
      #expect(told.output.hasPrefix("perch \(name)") && told.output.contains("\n    "), "\(name): \(told.output)")
    }
  }

  @Test func `Keys in each other's way are told by perch keys, and on the last line of the workbench`() throws {
    mkdir(home.path + "/keymaps", 0o700)
    home.write("[normal]\n\"z\" = \"app.quit\"\n[global]\n\"Ctrl-F\" = \"app.quit\"\n", to: "keymaps/vim.toml")
    let told = try ProgramRun(["keys", "--check", "--keymap", "vim"], home: home.path)
    #expect(told.code == 1)
    #expect(told.output.contains("vim.toml:2: \"z\" hides \"z M\""), "\(told.output)")
    #expect(told.output.contains("vim.toml:4: \"Ctrl-F\" does not reach [motion]"), "\(told.output)")
    let fine = try ProgramRun(["keys", "--check"], home: home.path)
    #expect(fine.code == 0 && fine.output == "nothing is in the way in the keymap default\n")
    let terminal = try PseudoTerminal(["--keymap", "vim", "host=/nonexistent"], home: home.path, columns: 200)
    try terminal.wait(for: "vim.toml:2: \"z\" hides")
  }
}
