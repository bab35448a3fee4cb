import Glibc
import Testing
import TextUI

struct EmbeddedFilesTests {
  /// The names of the files in a folder of the repository, without `.toml`.
  private func names(in folder: String) throws -> Set<String> {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let directory = try #require(opendir("/\(root)/\(folder)"))
    defer { closedir(directory) }
    var names: Set<String> = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".toml") { names.insert(String(name.dropLast(5))) }
    }
    return names
  }

  @Test func `Every theme of the folder is part of the binary, and no other`() throws {
    #expect(try names(in: "themes") == Set(EmbeddedFiles.themes.map(\.name)))
  }

  @Test func `Every keymap of the folder is part of the binary, and no other`() throws {
    #expect(try names(in: "keymaps") == Set(EmbeddedFiles.keymaps.map(\.name)))
  }

  @Test func `Each embedded file is another one`() {
    for (name, toml) in EmbeddedFiles.themes + EmbeddedFiles.keymaps { #expect(!toml.isEmpty, "\(name)") }
    #expect(Set(EmbeddedFiles.themes.map(\.toml)).count == EmbeddedFiles.themes.count)
    #expect(Set(EmbeddedFiles.keymaps.map(\.toml)).count == EmbeddedFiles.keymaps.count)
  }
}
