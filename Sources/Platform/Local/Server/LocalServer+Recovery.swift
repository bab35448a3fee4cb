import Glibc

extension LocalServer {
  /// Removes what a killed server left behind. Called under the start lock, when no server of this directory lives.
  ///
  /// PostgreSQL itself refuses to start when the number in a stale file now belongs to any process it may signal, even a dead one that
  /// nobody collected.
  func clearStaleFiles(_ progress: (String) -> Void) throws(PlatformError) {
    try endOrphans(progress)
    for name in ["postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"] {
      let path = place.data + "/" + name
      guard unlink(path) == 0 || errno == ENOENT else { throw .system(errno, path: path) }
    }
  }

  /// Processes of a killed server keep its shared memory until they notice; those busy computing never do.
  private func endOrphans(_ progress: (String) -> Void) throws(PlatformError) {
    guard !word.isEmpty else { return }
    let orphans = { [word] in RunningProcess.all(naming: word) }
    if MonotonicTime.wait(seconds: 0.5, until: { orphans().isEmpty }) { return }
    progress("ending what is left of a crashed server")
    for (signal, patience) in [(SIGQUIT, 3.0), (SIGKILL, 3.0)] {
      for pid in orphans() { kill(pid, signal) }
      if MonotonicTime.wait(seconds: patience, until: { orphans().isEmpty }) { return }
    }
    let left = orphans().map(String.init).joined(separator: ", ")
    throw .unavailable("processes of a crashed local server do not end: \(left)")
  }
}
