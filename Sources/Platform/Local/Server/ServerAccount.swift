import Glibc

/// The account the server runs under: PostgreSQL refuses to run as root, so root lends it another one.
struct ServerAccount: Sendable, Hashable {
  let name: String
  let userID: uid_t
  let groupID: gid_t
  /// True when Perch runs as root and the server must not.
  let isLent: Bool

  /// The caller's own account, or for root `postgres` or else `nobody`.
  static func current() throws(PlatformError) -> ServerAccount {
    let userID = geteuid()
    guard userID == 0 else { return ServerAccount(name: "", userID: userID, groupID: getegid(), isLent: false) }
    for name in ["postgres", "nobody"] {
      if let found = lookUp(name), found.userID != 0 { return found }
    }
    throw .unavailable(
      "PostgreSQL does not run as root, and there is neither an account postgres nor nobody to run the local server under"
    )
  }

  /// The account that owns the data, which the server insists on: another one only when root may lend it.
  static func owner(of data: String) throws(PlatformError) -> ServerAccount {
    guard let found = Files.attributes(data) else { throw .system(errno, path: data) }
    let current = try current()
    if found.st_uid == current.userID { return current }
    guard current.isLent, found.st_uid != 0, let owner = lookUp(userID: found.st_uid) else {
      throw .file(path: data, reason: "belongs to another user (number \(found.st_uid))")
    }
    return owner
  }

  private static func lookUp(_ name: String) -> ServerAccount? {
    lookUp { getpwnam_r(name, $0, $1, $2, $3) }
  }

  private static func lookUp(userID: uid_t) -> ServerAccount? {
    lookUp { getpwuid_r(userID, $0, $1, $2, $3) }
  }

  private static func lookUp(
    _ find: (
      UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
      UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    )
      -> Int32
  ) -> ServerAccount? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard find(&entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return ServerAccount(
      name: String(cString: entry.pw_name), userID: entry.pw_uid, groupID: entry.pw_gid, isLent: true)
  }

  /// The program and arguments that run the given command under the account.
  func command(_ program: String, _ arguments: [String]) throws(PlatformError) -> (String, [String]) {
    guard isLent else { return (program, arguments) }
    guard let setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].first(where: Files.isExecutable) else {
      throw .unavailable("setpriv (Debian package util-linux) is missing: without it root cannot run the local server")
    }
    return (
      setpriv, ["--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--no-new-privs", program] + arguments
    )
  }

  /// Makes a directory of the account that nobody else can enter.
  func makePrivateDirectory(_ path: String) throws(PlatformError) {
    try Files.makeDirectory(path, mode: 0o700)
    guard let found = Files.attributes(path), found.st_mode & S_IFMT == S_IFDIR else {
      throw .system(ENOTDIR, path: path)
    }
    if isLent && found.st_uid != userID {
      guard lchown(path, userID, groupID) == 0 else { throw .system(errno, path: path) }
    } else if found.st_uid != userID {
      throw .file(path: path, reason: "belongs to another user")
    }
    guard chmod(path, 0o700) == 0 else { throw .system(errno, path: path) }
  }
}
