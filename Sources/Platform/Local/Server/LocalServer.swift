import Glibc
import Synchronization

/// The private PostgreSQL server of the local platform: reached by a unix socket inside its own 0700 directory, never by network.
///
/// Several Perch processes share one server; it outlives each of them, also their sudden end. An instance counts as a user of the server
/// from `start` to `leave` or its own end. All calls block.
package final class LocalServer: Sendable {
  struct Users {
    /// Held from the first start to `leave`.
    var lock: FileLock?
    /// The server when this process started it: it must be collected when it ends.
    var child: ChildProcess?
  }

  let place: ServerPlace
  let users = Mutex(Users())

  /// The superuser of the cluster, for the platform's own work.
  package static let adminRole = "perch"

  /// `dataHome` is absolute; nothing is created before `start`.
  package init(dataHome: String) { place = ServerPlace(dataHome: dataHome) }

  /// The server under Perch's data directory: `PERCH_HOME`, else `XDG_DATA_HOME/perch`, else `~/.local/share/perch`.
  package convenience init() throws(PlatformError) {
    self.init(dataHome: try ServerPlace.dataHome { getenv($0).map { String(cString: $0) } })
  }

  package var dataDirectory: String { place.data }
  /// The directory of the programs that run or would run the server.
  package func programsDirectory() throws(PlatformError) -> String {
    try ServerPrograms.find(major: Self.major(of: place.data)).directory
  }
  package var logFile: String { place.log }

  /// The word every process of this server carries in its command line or title.
  var word: String { FileIdentity(path: place.data).map { "perch-" + $0.word } ?? "" }

  package func status() -> LocalServerStatus {
    collectChild()
    guard Files.exists(place.data) else { return .absent }
    guard let file = PostmasterFile(data: place.data), let pid = file.livePID(word: word) else { return .stopped }
    return file.isReady ? .running(pid: pid) : .starting(pid: pid)
  }

  /// Collects the server when it is our child and has ended, so that its number does not look alive.
  func collectChild() {
    users.withLock { users in
      if let child = users.child, child.endedWith() != nil { users.child = nil }
    }
  }
}
