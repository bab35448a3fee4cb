import TextUI
import Workbench

/// The themes and the keymap: those of the binary, the user's own files over them.
struct Appearance {
  let themes: [String: Theme]
  let theme: String
  let keymap: Keymap

  init(_ options: WorkbenchOptions, configDirectory: String) throws {
    var themes: [String: Theme] = [:]
    for (name, toml) in EmbeddedFiles.themes {
      themes[name] = try Theme.decode(toml, name: name, file: "themes/\(name).toml")
    }
    for (name, path) in Self.files(in: configDirectory + "/themes") {
      let toml = String(decoding: try Self.read(path), as: UTF8.self)
      themes[name] = try Theme.decode(toml, name: name, file: path, base: themes[name] ?? themes["dark"])
    }
    let wanted = options.theme ?? "dark"
    guard themes[wanted] != nil else {
      throw UnknownName(
        message: "there is no theme \"\(wanted)\"; there are \(themes.keys.sorted().joined(separator: ", "))")
    }
    self.themes = themes
    theme = wanted
    keymap = try Self.keymap(options.keymap ?? "default", configDirectory)
  }

  private static func keymap(_ name: String, _ configDirectory: String) throws -> Keymap {
    let own = files(in: configDirectory + "/keymaps").first { $0.name == name }
    let embedded = EmbeddedFiles.keymaps.first { $0.name == name }
    guard own != nil || embedded != nil else {
      let names = Set(EmbeddedFiles.keymaps.map(\.name) + files(in: configDirectory + "/keymaps").map(\.name)).sorted()
      throw UnknownName(message: "there is no keymap \"\(name)\"; there are \(names.joined(separator: ", "))")
    }
    func decode(_ toml: String, _ file: String) throws -> Keymap {
      try Keymap.decode(toml, file: file, knownCommands: Commands.names, knownContexts: Commands.contexts)
    }
    let base = embedded ?? EmbeddedFiles.keymaps.first { $0.name == "default" }!
    let map = try decode(base.toml, "keymaps/\(base.name).toml")
    guard let own else { return map }
    return try decode(String(decoding: try read(own.path), as: UTF8.self), own.path).merged(over: map)
  }

  /// The TOML files of a directory by name.
  private static func files(in directory: String) -> [(name: String, path: String)] {
    FileText.names(in: directory).filter { $0.hasSuffix(".toml") }.map {
      (String($0.dropLast(5)), directory + "/" + $0)
    }
  }

  private static func read(_ path: String) throws -> [UInt8] { try FileText.read(path) }
}

/// A name that nothing has.
struct UnknownName: Error {
  var message: String
}
