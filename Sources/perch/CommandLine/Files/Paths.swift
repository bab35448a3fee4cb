import Glibc

/// Where Perch keeps its files: under PERCH_HOME when that is set, else where the XDG rules say. Made on first use, for the user alone.
struct Paths: Sendable {
  /// `config.toml`, themes/, keymaps/, queries/.
  let config: String
  /// History, buffers, crash notes.
  let state: String
  /// What can be made again.
  let cache: String
  /// What the local platform keeps; the parent of its directory `local`.
  let data: String

  /// Why a place cannot be used, in one sentence.
  struct Problem: Error {
    var message: String
  }

  /// Reads PERCH_HOME, XDG_* and HOME.
  init(environment: (String) -> String?) throws(Problem) {
    if let home = environment("PERCH_HOME"), !home.isEmpty {
      guard home.hasPrefix("/") else { throw Problem(message: "PERCH_HOME: \"\(home)\" is not an absolute path") }
      (config, state, cache, data) = (home, home, home, home)
      return
    }
    let home = environment("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    func place(_ name: String, _ fallback: String) throws(Problem) -> String {
      if let given = environment(name), given.hasPrefix("/") { return given + "/perch" }
      guard let home else {
        throw Problem(message: "HOME is not set, so there is no place for files (PERCH_HOME sets one)")
      }
      return home + "/" + fallback + "/perch"
    }
    config = try place("XDG_CONFIG_HOME", ".config")
    state = try place("XDG_STATE_HOME", ".local/state")
    cache = try place("XDG_CACHE_HOME", ".cache")
    data = try place("XDG_DATA_HOME", ".local/share")
  }

  /// Makes the directories that a session writes to.
  func prepare() throws(Problem) {
    for path in Set([state, cache]) { try Self.makeDirectory(path) }
  }

  /// Makes a directory and those above it, each for the user alone.
  static func makeDirectory(_ path: String) throws(Problem) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) == 0 || errno == EEXIST || errno == EISDIR { continue }
      let problem = errno
      // Above the place itself directories may be closed to writing yet there.
      if access(made, X_OK) == 0 { continue }
      throw Problem(message: "\(made) cannot be made: \(String(cString: strerror(problem)))")
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw Problem(message: "\(path) cannot be written to: \(String(cString: strerror(errno)))")
    }
  }
}
