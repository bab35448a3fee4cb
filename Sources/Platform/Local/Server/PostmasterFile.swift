import Glibc

/// What the server's `postmaster.pid` says.
struct PostmasterFile: Hashable {
  let pid: pid_t
  /// True once the server answers connections.
  let isReady: Bool

  /// Nil when there is none, or it is still being written.
  init?(data: String) {
    guard let text = Files.text(data + "/postmaster.pid") else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let pid = pid_t(first) else { return nil }
    self.pid = abs(pid)
    isReady = lines.count > 7 && lines[7].hasPrefix("ready")
  }

  /// The server this file speaks of, if it lives: the number may belong to another program by now.
  func livePID(word: String) -> pid_t? {
    RunningProcess.isAlive(pid) && RunningProcess.commandLine(pid).contains(word) ? pid : nil
  }
}
