/// The themes and keymaps that are part of the binary, as TOML by name. The generated names of embedded files cannot be listed at run
/// time, so they are listed here; a test compares the lists with the folders.
package enum EmbeddedFiles {
  package static let themes: [(name: String, toml: String)] = [
    ("dark", text(PackageResources.dark_toml)), ("light", text(PackageResources.light_toml)),
    ("high-contrast", text(PackageResources.high_contrast_toml)), ("sixteen", text(PackageResources.sixteen_toml)),
    ("monochrome", text(PackageResources.monochrome_toml)),
    ("catppuccin", text(PackageResources.catppuccin_toml)), ("dracula", text(PackageResources.dracula_toml)),
    ("everforest", text(PackageResources.everforest_toml)), ("gruvbox", text(PackageResources.gruvbox_toml)),
    ("nord", text(PackageResources.nord_toml)), ("one-dark", text(PackageResources.one_dark_toml)),
    ("rose-pine", text(PackageResources.rose_pine_toml)),
    ("solarized-dark", text(PackageResources.solarized_dark_toml)),
    ("solarized-light", text(PackageResources.solarized_light_toml)),
    ("tokyo-night", text(PackageResources.tokyo_night_toml)),
  ]

  /// A theme of the binary by name; those that name only colours stand on the first.
  package static func theme(_ name: String) throws(ConfigError) -> Theme? {
    guard let found = themes.first(where: { $0.name == name }) else { return nil }
    let base: Theme? = found.toml.contains("[roles]") ? nil : try theme(themes[0].name)
    return try Theme.decode(found.toml, name: name, file: "themes/\(name).toml", base: base)
  }

  package static let keymaps: [(name: String, toml: String)] = [
    ("default", text(PackageResources.default_toml)), ("vim", text(PackageResources.vim_toml)),
    ("emacs", text(PackageResources.emacs_toml)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
