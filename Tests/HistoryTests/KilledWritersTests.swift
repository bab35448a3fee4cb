import Glibc
import TestSupport
import Testing

@testable import History

/// Processes that append to one history and are killed in the middle of it. PERCH_KILLS=1000 makes it a long run.
struct KilledWritersTests {
  private let directory = TemporaryDirectory()
  private static let writers = 8
  private static let kills = getenv("PERCH_KILLS").flatMap { Int(String(cString: $0)) } ?? 16

  private static var program: String {
    PseudoTerminal.perch.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/history-writer"
  }

  /// A writer whose acknowledgements go to a file of its own.
  private func start(_ name: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(
      &actions, 1, "\(directory.path)/\(name).acks", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let words: [String] = [Self.program, directory.path, name]
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in argv { free(pointer) } }
    var pid: pid_t = 0
    try #require(posix_spawn(&pid, Self.program, &actions, nil, &argv, nil) == 0)
    return pid
  }

  private func end(_ pid: pid_t) {
    kill(pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
  }

  @Test func `No kill of a writer costs a statement that was acknowledged`() throws {
    var generator = SeededGenerator(seed: 11)
    var names = (0..<Self.writers).map { "w\($0)" }
    var running = try names.map(start)
    for round in 0..<Self.kills {
      let victim = Int.random(in: 0..<Self.writers, using: &generator)
      // The writer has to be at work; the moment of the kill is the system's choice.
      let acks = "\(names[victim]).acks"
      _ = try eventually("\(names[victim]) writes") { directory.text(of: acks)?.isEmpty == false ? true : nil }
      end(running[victim])
      names[victim] = "w\(victim)r\(round)"
      running[victim] = try start(names[victim])
    }
    for pid in running { end(pid) }
    try check()
  }

  private func check() throws {
    let log = HistoryLog(stateDirectory: directory.path)
    var kept: Set<String> = []
    var torn = 0
    for path in log.files() {
      try LineReader.read(path) { line in
        guard !line.isEmpty else { return }
        guard let entry = HistoryEntry(line: line) else {
          torn += 1
          return
        }
        kept.insert(entry.statement.split(separator: " ").dropFirst().prefix(2).joined(separator: " "))
      }
    }
    var acknowledged = 0
    for file in directory.names(in: ".") where file.hasSuffix(".acks") {
      for line in (directory.text(of: file) ?? "").split(separator: "\n") where line.split(separator: " ").count == 2 {
        acknowledged += 1
        #expect(kept.contains("'" + line), "\(line) was acknowledged and is gone")
      }
    }
    #expect(acknowledged >= Self.kills && torn <= Self.kills + Self.writers)
  }
}
