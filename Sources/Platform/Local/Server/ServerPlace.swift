import Glibc

/// Where the local server keeps its files: all under `<data home>/local`.
struct ServerPlace: Sendable, Hashable {
  /// Absolute.
  let root: String

  init(dataHome: String) { root = dataHome + "/local" }

  var data: String { root + "/data" }
  /// A cluster being made; it becomes `data` by one rename.
  var unfinished: String { root + "/data.unfinished" }
  var log: String { root + "/server.log" }
  var setUpLog: String { root + "/initdb.log" }
  /// Held while the server is being set up, started or stopped.
  var startLock: String { root + "/start.lock" }
  /// Held shared by every Perch that uses the server.
  var users: String { root + "/users" }

  /// Dumps of archived branches.
  var archive: String { root + "/archive" }
  /// Named by the branch's id, which any file system takes.
  func dump(of branch: Branch) -> String { "\(archive)/\(branch.id).dump" }

  /// PostgreSQL's fixed name for the socket of port 5432, inside its data directory.
  var socket: String { data + "/.s.PGSQL.5432" }

  /// Room for a socket's path in the system's address structure, terminator not counted.
  static let longestSocketPath = 107

  /// The directory to hand to clients as host: the data directory, or a short link to it when its path is too long for a socket.
  func socketDirectory() throws(PlatformError) -> String {
    guard socket.utf8.count > Self.longestSocketPath else { return data }
    guard let identity = FileIdentity(path: data) else { throw .system(errno, path: data) }
    let directory = Self.linkDirectory
    try Self.makeOwnDirectory(directory)
    let link = directory + "/" + identity.word
    if symlink(data, link) == 0 { return link }
    guard errno == EEXIST else { throw .system(errno, path: link) }
    if FileIdentity(path: link) == identity { return link }
    guard unlink(link) == 0, symlink(data, link) == 0 else { throw .system(errno, path: link) }
    return link
  }

  private static var linkDirectory: String { "/tmp/perch-\(geteuid())" }

  /// A directory in a place everybody can write to: one that somebody else put there is refused.
  private static func makeOwnDirectory(_ path: String) throws(PlatformError) {
    guard mkdir(path, 0o700) != 0 else { return }
    guard errno == EEXIST else { throw .system(errno, path: path) }
    guard let found = Files.attributes(path), found.st_mode & S_IFMT == S_IFDIR, found.st_uid == geteuid(),
      found.st_mode & 0o077 == 0
    else { throw .file(path: path, reason: "is not a directory of yours alone") }
  }

  /// Removes the short link, when there is one.
  func removeSocketLink() {
    guard socket.utf8.count > Self.longestSocketPath, let identity = FileIdentity(path: data) else { return }
    unlink(Self.linkDirectory + "/" + identity.word)
    // Other homes may have links there; then it stays.
    rmdir(Self.linkDirectory)
  }
}

extension ServerPlace {
  /// Perch's directory for data: `PERCH_HOME`, else `$XDG_DATA_HOME/perch`, else `~/.local/share/perch`.
  static func dataHome(environment: (String) -> String?) throws(PlatformError) -> String {
    func absolute(_ name: String) -> String? {
      guard let value = environment(name), value.hasPrefix("/") else { return nil }
      return value
    }
    if let home = environment("PERCH_HOME"), !home.isEmpty {
      guard home.hasPrefix("/") else {
        throw .invalid(field: "PERCH_HOME", reason: "\"\(home)\" is not an absolute path")
      }
      return home
    }
    if let data = absolute("XDG_DATA_HOME") { return data + "/perch" }
    if let home = absolute("HOME") { return home + "/.local/share/perch" }
    throw .invalid(
      field: "HOME", reason: "is not set, so there is no place for the local platform (PERCH_HOME sets one)")
  }
}
