import Terminal
import TextUI
import Workbench

/// The theme and the keymap: those of the binary, the user's own files over them.
struct Appearance {
  let theme: Theme
  let keymap: Keymap
  /// What the user's own key file hides, or has hidden from it.
  let overlaps: [ConfigError]

  /// Without names the theme `dark` and the keymap `default`. A chosen theme that is gone is no error, unlike a wanted one.
  init(theme wanted: String?, chosenTheme: String?, keymap keymapName: String?, configDirectory: String) throws {
    let chosen = chosenTheme.flatMap { Self.themeNames(configDirectory).contains($0) ? $0 : nil }
    let name = wanted ?? chosen ?? "dark"
    guard let theme = try Self.theme(name, configDirectory) else {
      let names = Self.themeNames(configDirectory).joined(separator: ", ")
      throw UnknownName(message: "there is no theme \"\(name)\"; there are \(names)")
    }
    self.theme = theme
    (keymap, overlaps) = try Self.keymap(keymapName ?? "default", configDirectory)
  }

  /// A theme that tells by attributes what cannot be told by colour where there is none, and by the user's own 16 colours where there are no
  /// more, unless the user chose one.
  static func fitting(
    _ theme: Theme, isChosen: Bool, _ depth: ColorDepth, _ configDirectory: String
  ) throws -> Theme {
    switch depth {
    case .none: try Self.theme("monochrome", configDirectory) ?? theme
    case .sixteen where !isChosen: try Self.theme("sixteen", configDirectory) ?? theme
    default: theme
    }
  }

  /// Every theme there is, for choosing; reading them all takes longer than starting should.
  static func themes(configDirectory: String) throws -> [String: Theme] {
    var themes: [String: Theme] = [:]
    for name in themeNames(configDirectory) { themes[name] = try theme(name, configDirectory) }
    return themes
  }

  private static func themeNames(_ configDirectory: String) -> [String] {
    Set(EmbeddedFiles.themes.map(\.name) + files(in: configDirectory + "/themes").map(\.name)).sorted()
  }

  /// A theme by name, nil when there is none; what the user's file leaves out comes from the binary's of that name, or from dark.
  static func theme(_ name: String, _ configDirectory: String) throws -> Theme? {
    let own = files(in: configDirectory + "/themes").first { $0.name == name }
    let embedded = try EmbeddedFiles.theme(name)
    guard let base = try embedded ?? (own == nil ? nil : EmbeddedFiles.theme(EmbeddedFiles.themes[0].name)) else {
      return nil
    }
    guard let own else { return base }
    return try Theme.decode(String(decoding: try read(own.path), as: UTF8.self), name: name, file: own.path, base: base)
  }

  /// A keymap by name with the user's own keys over it, and what is in the way there.
  static func keymap(_ name: String, _ configDirectory: String) throws -> (keymap: Keymap, overlaps: [ConfigError]) {
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
    guard let own else { return (map, []) }
    let toml = String(decoding: try read(own.path), as: UTF8.self)
    let keys = try decode(toml, own.path)
    let overlaps = try keys.overlaps(over: map, stacks: Commands.contextStacks, toml: toml, file: own.path)
    return (keys.merged(over: map), overlaps)
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
