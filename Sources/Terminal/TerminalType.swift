import CNcurses

/// The type of terminal that terminfo is asked for.
package enum TerminalType {
  /// `type` (TERM) itself where it is known here. Newer terminals have names of their own that most machines one works on have never heard of,
  /// but they speak xterm's language: then it is the nearest type that is known. An unknown one without relatives is left as it is.
  package static func known(_ type: String) -> String {
    if isKnown(type) { return type }
    let family = families.first { family in family.names.contains { type == $0 || type.hasPrefix($0 + "-") } }
    return family?.relatives.first(where: isKnown) ?? type
  }

  private static func isKnown(_ type: String) -> Bool { !type.isEmpty && cn_describe(type) > 0 }

  private static let families: [(names: [String], relatives: [String])] = [
    (["xterm-16color", "xterm-88color"], ["xterm"]),
    (
      [
        "xterm", "alacritty", "contour", "foot", "ghostty", "gnome", "iTerm2.app", "iterm2", "kitty", "konsole",
        "mintty",
        "rio", "st", "vte", "wezterm",
      ], ["xterm-256color", "xterm"]
    ),
    (["tmux", "screen"], ["tmux-256color", "screen-256color", "screen"]),
    (["rxvt"], ["rxvt-unicode-256color", "rxvt"]),
  ]
}
