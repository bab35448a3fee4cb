extension Key {
  private static let codes: [(String, Code)] = [
    ("Enter", .enter), ("Tab", .tab), ("Backspace", .backspace), ("Delete", .delete), ("Insert", .insert),
    ("Esc", .escape), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
    ("PageUp", .pageUp), ("PageDown", .pageDown), ("Space", .character(" ")),
  ]

  private static let prefixes: [(String, Modifiers)] = [("Ctrl-", .control), ("Alt-", .alt), ("Shift-", .shift)]

  /// Reads a name as key files write it: `Ctrl-p`, `Alt-Enter`, `F12`, `Shift-Left`, `g`, `G`, `/`, `Space`. With `Ctrl-` and `Alt-` the case
  /// of a letter does not matter.
  package init?(name: String) {
    var rest = Substring(name)
    var modifiers: Modifiers = []
    var isPrefixed = true
    while isPrefixed {
      isPrefixed = false
      for (prefix, modifier) in Self.prefixes where rest.hasPrefix(prefix) && rest.count > prefix.count {
        rest = rest.dropFirst(prefix.count)
        modifiers.insert(modifier)
        isPrefixed = true
      }
    }
    if let named = Self.codes.first(where: { $0.0 == rest }) {
      self.init(named.1, modifiers)
    } else if rest.first == "F", let number = Int(rest.dropFirst()), (1...24).contains(number) {
      self.init(.function(number), modifiers)
    } else if rest.unicodeScalars.count == 1, let scalar = rest.unicodeScalars.first {
      let folds = !modifiers.isDisjoint(with: [.control, .alt])
      self.init(.character(folds ? scalar.properties.lowercaseMapping.unicodeScalars.first! : scalar), modifiers)
    } else {
      return nil
    }
  }

  /// The name as key files write it.
  package var name: String {
    let prefix = Self.prefixes.filter { modifiers.contains($0.1) }.map(\.0).joined()
    if let named = Self.codes.first(where: { $0.1 == code }) { return prefix + named.0 }
    switch code {
    case .function(let number): return "\(prefix)F\(number)"
    case .character(let scalar):
      return prefix + (modifiers.contains(.control) ? scalar.properties.uppercaseMapping : String(scalar))
    default: return prefix
    }
  }
}
