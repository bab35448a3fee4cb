/// All commands: the palette, the help, the key files and the documents draw on this one list.
package enum Commands {
  package static let all: [Command] =
    AppCommands.all
    + PaneCommands.all
    + HistoryCommands.all
    + SavedQueryCommands.all
    + MenuCommands.all
    + QueryCommands.all + DescribeCommands.all
    + SessionCommands.all
    + PlatformCommands.all + TenantCommands.all
    + ListCommands.all
    + BufferCommands.all
    + EditorCommands.all + FoldCommands.all
    + SearchCommands.all + FormatCommands.all + SafetyCommands.all
    + EmacsCommands.all
    + GridCommands.all
    + ColumnCommands.all
    + ArrangeCommands.all
    + ChartCommands.all
    + ExportCommands.all + ViewerCommands.all + EditCommands.all + FollowCommands.all + TabCommands.all
    + CompareCommands.all
    + CatalogCommands.all
    + VimCommands.all

  static let named = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

  package static var names: Set<String> { Set(named.keys) }

  /// The contexts that keys can be bound in.
  package static let contexts: Set<String> = [
    "global", "editor", "normal", "visual", "pending", "operator", "motion", "object", "insert", "popup", "grid",
    "tree", "list", "viewer", "record", "links", "replacements", "switcher", "history", "prompt",
  ]

  /// The contexts that are asked one after the other, the innermost first, as far as their keys could stand in each other's way. What lies over a
  /// pane only for a moment takes what keys it wants.
  package static let contextStacks: [[String]] = [
    ["editor", "global"], ["insert", "editor"], ["normal", "operator", "motion", "editor", "global"],
    ["visual", "object", "operator", "motion", "editor", "global"], ["pending", "object", "operator", "motion"],
    ["grid", "global"], ["tree", "global"], ["switcher", "list"], ["history", "list"], ["replacements", "list"],
    ["viewer", "list"],
  ]
}
