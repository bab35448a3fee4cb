import Glibc
import Workbench

/// The saved queries: those of the binary, and the user's own .sql files in `queries/` and the folders in it.
struct QueryLibrary {
  let directory: String

  init(configDirectory: String) { directory = configDirectory + "/queries" }

  /// One of the user's own stands in the place of one of the binary with its folder and name.
  func all() throws(FileText.Problem) -> [SavedQuery] {
    var own: [SavedQuery] = []
    for name in FileText.names(in: directory) {
      if name.hasSuffix(".sql") {
        own.append(try read(name, folder: ""))
      } else {
        for inner in FileText.names(in: directory + "/" + name) where inner.hasSuffix(".sql") {
          own.append(try read(inner, folder: name))
        }
      }
    }
    let titles = Set(own.map(\.title))
    return own + EmbeddedQueries.all.filter { !titles.contains($0.title) }
  }

  private func read(_ file: String, folder: String) throws(FileText.Problem) -> SavedQuery {
    let path = folder.isEmpty ? "\(directory)/\(file)" : "\(directory)/\(folder)/\(file)"
    return SavedQuery(
      text: String(decoding: try FileText.read(path), as: UTF8.self), fileName: String(file.dropLast(4)),
      folder: folder, path: path)
  }

  /// Writes a new file; one that is there already is never written over. Returns its path.
  func add(_ query: SavedQuery) throws -> String {
    let folder = query.folder.isEmpty ? directory : directory + "/" + query.folder
    try Paths.makeDirectory(folder)
    let path = "\(folder)/\(query.name).sql"
    guard access(path, F_OK) != 0 else {
      throw FileText.Problem(message: "\(path) is there already; choose another name or edit the file")
    }
    try FileText.write(Array(query.text.utf8), to: path)
    return path
  }
}
