/// The themes and keymaps that are part of the binary, as TOML by name. The generated names of embedded files cannot be listed at run
/// time, so they are listed here; a test compares the lists with the folders.
package enum EmbeddedFiles {
  package static let themes: [(name: String, toml: String)] = [
    ("dark", text(PackageResources.dark_toml)), ("light", text(PackageResources.light_toml)),
    ("high-contrast", text(PackageResources.high_contrast_toml)), ("sixteen", text(PackageResources.sixteen_toml)),
    ("monochrome", text(PackageResources.monochrome_toml)),
  ]

  package static let keymaps: [(name: String, toml: String)] = [
    ("default", text(PackageResources.default_toml)), ("vim", text(PackageResources.vim_toml)),
    ("emacs", text(PackageResources.emacs_toml)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
