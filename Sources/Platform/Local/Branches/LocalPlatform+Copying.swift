extension LocalPlatform {
  /// Makes a database with what a branch holds, its settings not yet; nobody can connect to a copy of files until that is allowed.
  func copy(
    _ source: Branch, to database: String, owner: String, method: CopyMethod, _ registry: Registry,
    _ call: Call
  ) throws(PlatformError) {
    let what = "copying \(source.tenant) ▸ \(source.name)"
    call.progress(what)
    switch method {
    case .files:
      let total = try registry.measure(source.database)
      var growth = DirectoryGrowth(directory: server.place.data + "/base", total: total)
      try registry.createDatabase(database, owner: owner, template: source, call: call) {
        if let part = growth.text() { call.progress("\(what): \(part)") }
      }
    case .dump, .schemaOnly:
      try registry.createDatabase(database, owner: owner, template: nil)
      try copyByDump(
        from: source.database, to: database, isSchemaOnly: method == .schemaOnly, registry, call)
    }
  }
}

/// How much of a copy is there: the bytes in directories that were not there at its start.
struct DirectoryGrowth {
  private let directory: String
  private let total: Int64
  private let before: Set<String>
  private var nextLook: Double

  init(directory: String, total: Int64) {
    self.directory = directory
    self.total = total
    before = Set(Files.names(in: directory))
    nextLook = MonotonicTime.now + 0.5
  }

  /// `420 of 1,050 MB`, twice a second at most, nil while there is nothing worth telling.
  mutating func text() -> String? {
    guard MonotonicTime.now >= nextLook else { return nil }
    nextLook = MonotonicTime.now + 0.5
    let bytes =
      Files.names(in: directory).filter { !before.contains($0) }.map { name in
        Files.size(of: directory + "/" + name)
      }.max() ?? 0
    return bytes == 0 ? nil : "\(min(bytes, total) / 1_000_000) of \(total / 1_000_000) MB"
  }
}
