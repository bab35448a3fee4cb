import Database
import Glibc
import Postgres
import Workbench

/// `perch complete --stdio`: the workbench's completion for other editors, one JSON object a line in and out.
enum Complete {
  /// Returns the exit code.
  static func main(_ arguments: [String]) throws -> Int32 {
    let parsed = try SubcommandArguments(arguments, flags: ["--stdio"], valued: ["--schema", "--save"])
    let target = parsed.values["--save"]
    guard parsed.flags.contains("--stdio") || target != nil, parsed.words.isEmpty else {
      throw UsageError(message: "usage: perch complete --stdio [--schema FILE|URI], or --save FILE --schema FILE|URI")
    }
    do {
      let catalog = try catalog(of: parsed.values["--schema"] ?? "")
      if let target { try FileText.write(CatalogFile.encode(catalog), to: target) }
      if parsed.flags.contains("--stdio") { CompletionServer(catalog).serve() }
      return 0
    } catch let problem as FileText.Problem {
      return complain(problem.message, code: 1)
    } catch let error as ServerError {
      return complain(error.message, code: 2)
    }
  }

  /// A file with the statements that make the schema or with a saved catalog, else a database.
  private static func catalog(of schema: String) throws -> Catalog {
    if isFile(schema) {
      let bytes = try FileText.read(schema)
      guard CatalogFile.isCatalog(bytes) else { return SchemaScript.catalog(of: bytes) }
      guard let catalog = CatalogFile.decode(bytes) else {
        throw FileText.Problem(message: "\(schema) is a saved catalog that is broken or of another version of perch")
      }
      return catalog
    }
    return try CatalogReader.read(ConnectionSettings(conninfo: schema)) { _ in }
  }

  /// A name with a slash that is no URI means a file, there or not.
  private static func isFile(_ name: String) -> Bool {
    if name.isEmpty { return false }
    if name.contains("://") { return false }
    var status = stat()
    let isThere = stat(name, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    return isThere || !name.contains("=")
  }
}
