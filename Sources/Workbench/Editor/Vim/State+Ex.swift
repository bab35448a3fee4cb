/// What vim's keys ask of the last line.
extension State {
  mutating func openSearch(forward: Bool) {
    editor.searchesForward = forward
    overlay = .prompt(Prompt(.find, title: "Find", answer: ""))
  }

  mutating func openCommandLine(count: Int?) { openPalette() }

  mutating func runEx(_ line: String) -> [Effect] { leave(.quit) }
}
