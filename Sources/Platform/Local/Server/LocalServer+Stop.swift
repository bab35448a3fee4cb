import Glibc
import Synchronization

extension LocalServer {
  /// Stops the server whoever uses it: sessions are ended, their transactions rolled back. Nothing happens when it is down.
  package func stop(progress: (String) -> Void = { _ in }) throws(PlatformError) {
    guard Files.isDirectory(place.root) else { return }
    guard let lock = try FileLock.acquire(path: place.startLock, mode: .exclusive, seconds: Self.patience) else {
      throw .unavailable(
        "another Perch has been starting the local server for \(Int(Self.patience)) s (\(place.startLock))")
    }
    try withExtendedLifetime(lock) { () throws(PlatformError) in
      try shutDown(progress)
    }
  }

  /// Leaves the users of the server. With `stopWhenLast`, the last one to leave stops it; true when that happened.
  @discardableResult
  package func leave(stopWhenLast: Bool, progress: (String) -> Void = { _ in }) throws(PlatformError) -> Bool {
    let held = users.withLock { users in
      defer { users.lock = nil }
      return users.lock != nil
    }
    guard held, stopWhenLast else { return false }
    guard let alone = try FileLock.acquire(path: place.users, mode: .exclusive, seconds: 0.05) else { return false }
    return try withExtendedLifetime(alone) { () throws(PlatformError) -> Bool in
      // Our own sessions, just closed, are still seen for a moment, longer where the machine is busy.
      guard MonotonicTime.wait(seconds: 2, until: { clientPIDs().isEmpty }) else { return false }
      try stop(progress: progress)
      return true
    }
  }

  /// Stops the server and removes it with all its data: the tenants, their branches, everything.
  package func destroy(progress: (String) -> Void = { _ in }) throws(PlatformError) {
    guard Files.isDirectory(place.root) else { return }
    users.withLock { $0.lock = nil }
    guard let alone = try FileLock.acquire(path: place.users, mode: .exclusive, seconds: 0.5) else {
      throw .unavailable("other Perch processes use the local server")
    }
    try withExtendedLifetime(alone) { () throws(PlatformError) in
      try stop(progress: progress)
      progress("removing \(place.root)")
      place.removeSocketLink()
      try Files.removeTree(place.root)
    }
  }

  private func shutDown(_ progress: (String) -> Void) throws(PlatformError) {
    let pid: pid_t
    switch status() {
    case .absent, .stopped: return
    case .running(let found), .starting(let found): pid = found
    }
    progress("stopping the local server")
    for (signal, patience) in [(SIGINT, 60.0), (SIGQUIT, 10.0)] {
      guard kill(pid, signal) == 0 || errno == ESRCH else { throw .system(errno, path: "server process \(pid)") }
      if MonotonicTime.wait(seconds: patience, until: { isGone(pid) }) { return }
    }
    throw .unavailable("the local server (pid \(pid)) does not stop, see \(place.log)")
  }

  private func isGone(_ pid: pid_t) -> Bool {
    collectChild()
    return !RunningProcess.isAlive(pid)
  }

  /// Server processes that serve a client: `postgres: WORD: user database client activity`.
  private func clientPIDs() -> [pid_t] {
    RunningProcess.all(naming: word).filter { RunningProcess.commandLine($0).contains("[local]") }
  }
}
