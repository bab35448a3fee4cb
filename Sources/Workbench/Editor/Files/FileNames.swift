/// How names of files that the user gives become paths. A buffer keeps its path from one start to the next, wherever the next one is made.
package struct FileNames: Sendable {
  /// The directory that Perch was started in, absolute.
  package var directory: String
  /// The user's own directory, absolute.
  package var home: String?

  package init(directory: String = "/", home: String? = nil) {
    self.directory = directory
    self.home = home
  }

  /// The absolute path of a name; `~/` begins at the home directory.
  func path(_ name: String) -> String {
    if name.hasPrefix("/") { return name }
    if let home, name == "~" || name.hasPrefix("~/") { return home + name.dropFirst() }
    var rest = name[...]
    while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    return Self.below(directory) + rest
  }

  /// A path as short as the user would write it.
  func shown(_ path: String) -> String {
    if path.hasPrefix(Self.below(directory)), directory != "/" {
      return String(path.dropFirst(Self.below(directory).count))
    }
    if let home, path.hasPrefix(Self.below(home)) { return "~/" + path.dropFirst(Self.below(home).count) }
    return path
  }

  private static func below(_ directory: String) -> String { directory.hasSuffix("/") ? directory : directory + "/" }
}
