import JSONText

/// One statement that was run, as the history keeps it.
package struct HistoryEntry: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable { case ok, error, cancelled, unknown }

  /// Seconds since 1970.
  package var time: Double
  package var statement: String
  package var outcome: Outcome
  package var sqlState: String?
  /// Rows returned or changed, nil when the statement does neither.
  package var rows: Int?
  package var seconds: Double
  package var tenant: String?
  package var branch: String?
  package var database: String
  package var role: String

  /// `2026-11-21T06:20:00.123Z`
  package var timeText: String { Timestamp.text(time) }

  package init(
    time: Double, statement: String, outcome: Outcome, seconds: Double, database: String, role: String
  ) {
    self.time = time
    self.statement = statement
    self.outcome = outcome
    self.seconds = seconds
    self.database = database
    self.role = role
  }
}

extension HistoryEntry {
  /// `{"time":"2026-11-21T06:20:00.123Z","statement":"…","outcome":"ok",…,"crc":"1a2b3c4d"}`, a line feed behind. The checksum is that of all
  /// bytes before its comma.
  func line() -> [UInt8] {
    var line = JSONLine()
    line.add("time", text: Timestamp.text(time))
    line.add("statement", text: statement)
    line.add("outcome", text: outcome.rawValue)
    if let sqlState { line.add("sqlstate", text: sqlState) }
    if let rows { line.add("rows", literal: String(rows)) }
    line.add("seconds", literal: String((seconds * 1e6).rounded() / 1e6))
    if let tenant { line.add("tenant", text: tenant) }
    if let branch { line.add("branch", text: branch) }
    line.add("database", text: database)
    line.add("role", text: role)
    let sum = CRC32.of(line.bytes)
    let hex = String(sum, radix: 16)
    line.add("crc", text: String(repeating: "0", count: 8 - hex.utf8.count) + hex)
    return line.finish() + [0x0A]
  }

  /// Reads a line without its line feed; nil when it is torn or was changed.
  init?(line: UnsafeRawBufferPointer) {
    // `,"crc":"1a2b3c4d"}`
    let tail = 18
    guard line.count > tail, let object = JSONObject(line), let crc = object[text: "crc"],
      UInt32(crc, radix: 16) == CRC32.of(UnsafeRawBufferPointer(rebasing: line[..<(line.count - tail)])),
      let statement = object[text: "statement"], let time = object[text: "time"].flatMap(Timestamp.seconds)
    else { return nil }
    self.init(
      time: time, statement: statement, outcome: object[text: "outcome"].flatMap(Outcome.init) ?? .unknown,
      seconds: object[number: "seconds"] ?? 0, database: object[text: "database"] ?? "",
      role: object[text: "role"] ?? "")
    sqlState = object[text: "sqlstate"]
    rows = object[number: "rows"].flatMap { Int(exactly: $0) }
    tenant = object[text: "tenant"]
    branch = object[text: "branch"]
  }
}
