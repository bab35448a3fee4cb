import Glibc

/// What /proc tells every account about the processes of this machine.
enum RunningProcess {
  /// False for a process that ended and was not yet collected by its parent.
  static func isAlive(_ pid: pid_t) -> Bool {
    guard pid > 0, let text = Files.text("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return false }
    let state = text[text.index(after: end)...].first { $0 != " " }
    return state != "Z" && state != "X"
  }

  /// The arguments as one line, or the title the process gave itself.
  static func commandLine(_ pid: pid_t) -> String {
    (Files.text("/proc/\(pid)/cmdline") ?? "").split(separator: "\0").joined(separator: " ")
  }

  /// Live processes whose command line or title has the word.
  static func all(naming word: String) -> [pid_t] {
    Files.names(in: "/proc").compactMap { pid_t($0) }.filter { commandLine($0).contains(word) && isAlive($0) }
  }
}
