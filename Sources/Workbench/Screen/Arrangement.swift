/// How the panes share the screen, as the user set it; kept from one start to the next.
package struct Arrangement: Sendable, Hashable {
  package enum Direction: String, Sendable, Hashable {
    case stacked
    case sideBySide = "side-by-side"
  }

  /// The editor above the results or beside them.
  package var direction = Direction.stacked
  package var showsCatalog = true
  /// Columns of the catalog; nil follows the size of the screen.
  package var catalogWidth: Int?
  /// The editor's part of the room that it shares with the results, in thousandths; nil is what suits the direction.
  package var editorShare: Int?
  /// Whether the focused pane has the whole screen.
  package var isZoomed = false

  package init() {}

  static let shares = 100...900
  static let narrowestCatalog = 12

  var share: Int { editorShare ?? (direction == .stacked ? 400 : 500) }

  func catalogWidth(in screenWidth: Int) -> Int {
    let usual = min(36, max(24, screenWidth / 5))
    return min(max(Self.narrowestCatalog, catalogWidth ?? usual), screenWidth - 30)
  }
}

/// What the user set on the screen itself, as the shell keeps it.
package struct Looks: Sendable, Hashable {
  package var arrangement: Arrangement
  /// nil when none was chosen in the workbench.
  package var theme: String?

  package init(arrangement: Arrangement = Arrangement(), theme: String? = nil) {
    self.arrangement = arrangement
    self.theme = theme
  }
}

extension State {
  var looks: Looks { Looks(arrangement: arrangement, theme: chosenTheme) }
}
