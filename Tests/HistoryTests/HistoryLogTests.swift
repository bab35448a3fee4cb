import Glibc
import History
import TestSupport
import Testing

struct HistoryLogTests {
  private let directory = TemporaryDirectory()

  private func entry(_ statement: String, time: Double = 1_790_000_000) -> HistoryEntry {
    HistoryEntry(time: time, statement: statement, outcome: .ok, seconds: 0.25, database: "acme", role: "ada")
  }

  @Test func `A statement comes back as it was written`() throws {
    let log = HistoryLog(stateDirectory: directory.path)
    var written = entry("select 'ä\n\t\"\\ \u{1B}[31m'\u{7F}")
    written.tenant = "acme"
    written.branch = "try"
    written.rows = 3
    written.sqlState = "42P01"
    written.outcome = .error
    try log.append(written)
    #expect(try log.search(HistoryFilter(), limit: 10) == [written])
  }

  @Test func `The newest statement comes first, over the months`() throws {
    let log = HistoryLog(stateDirectory: directory.path)
    for (index, time) in [1_788_000_000.0, 1_790_000_000, 1_795_000_000].enumerated() {
      try log.append(entry("select \(index)", time: time))
    }
    #expect(log.files().count == 3)
    #expect(try log.search(HistoryFilter(), limit: 2).map(\.statement) == ["select 2", "select 1"])
  }

  @Test func `Files belong to the user alone`() throws {
    let log = HistoryLog(stateDirectory: directory.path)
    try log.append(entry("select 1"))
    var info = stat()
    #expect(stat(log.files()[0], &info) == 0)
    #expect(info.st_mode & 0o777 == 0o600)
    #expect(stat(log.directory, &info) == 0)
    #expect(info.st_mode & 0o777 == 0o700)
  }

  @Test func `A torn or changed line is passed over and spoils no other`() throws {
    let log = HistoryLog(stateDirectory: directory.path)
    try log.append(entry("select 1"))
    let file = fopen(log.files()[0], "a")
    fputs("{\"time\":\"2026-10-01T00:00:00.000Z\",\"statement\":\"sel", file)
    fclose(file)
    try log.append(entry("select 2"))
    let changed = try String(decoding: contents(log.files()[0]), as: UTF8.self)
      .split(separator: "\n").last!.split(separator: "select 2").joined(separator: "select 3")
    let again = fopen(log.files()[0], "a")
    fputs(changed + "\n", again)
    fclose(again)
    #expect(try log.search(HistoryFilter(), limit: 10).map(\.statement) == ["select 2", "select 1"])
  }

  private func contents(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 100_000)
    return Array(bytes[..<read(file, &bytes, bytes.count)])
  }

  @Test func `Many writers at once lose nothing`() async throws {
    let log = HistoryLog(stateDirectory: directory.path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for number in 0..<50 {
            try log.append(entry("select '\(writer)-\(number)\(String(repeating: "x", count: 3000))'"))
          }
        }
      }
      try await group.waitForAll()
    }
    let found = try log.search(HistoryFilter(), limit: 1000)
    #expect(Set(found.map(\.statement)).count == 400)
  }

  @Test(arguments: [
    ("orders", 2), ("ORDERS big", 1), ("tenant:acme", 1), ("failed:", 1), ("slow:2", 1), ("\"quoted\"", 1),
    ("nothing", 0),
  ])
  func `What people type finds what they mean`(text: String, count: Int) throws {
    let log = HistoryLog(stateDirectory: directory.path)
    var big = entry("select * from Orders where big and \"quoted\"")
    big.seconds = 3
    var failed = entry("select * from orders")
    failed.outcome = .error
    var tenant = entry("select 1")
    tenant.tenant = "acme"
    for one in [big, failed, tenant] { try log.append(one) }
    #expect(try log.search(HistoryFilter(text: text), limit: 10).count == count)
  }

  @Test func `A directory that cannot be made is named`() {
    let log = HistoryLog(stateDirectory: directory.path + "/missing")
    let error = #expect(throws: RecordError.self) { try log.append(entry("select 1")) }
    #expect(error?.message.contains("missing/history: No such file or directory") == true)
  }
}
