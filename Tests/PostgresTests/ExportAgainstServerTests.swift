import Database
import Postgres
import TestSupport
import Testing

/// What is exported, read by the server itself.
struct ExportAgainstServerTests {
  /// A value of each type that people keep, and some that only a hostile table has.
  private static let columns: [(name: String, type: String)] = [
    ("i2", "smallint"), ("i8", "bigint"), ("n", "numeric"), ("f4", "real"), ("f8", "double precision"),
    ("t", "text"), ("c", "char(5)"), ("by", "bytea"), ("b", "boolean"), ("j", "json"), ("jb", "jsonb"),
    ("ta", "text[]"), ("ia", "integer[]"), ("ts", "timestamptz"), ("d", "date"), ("iv", "interval"),
    ("u", "uuid"), ("ip", "inet"), ("r", "int4range"), ("mr", "int4multirange"), ("m", "money"), ("bi", "bit varying"),
    ("x", "xml"), ("p", "point"), ("k", "\"char\""), ("o", "oid"), ("we\"ird, näme", "text"),
  ]

  private static let texts = [
    "", " ", "plain", "it's", "a\\b", "\\", "\\.", "\\N", "NULL", "\"quoted\"", "comma, comma", "line\nbreak",
    "cr\rlf\r\n",
    "tab\tend", "naïve 日本 🙂", "'); drop table t; --", "\u{1}\u{8}\u{B}\u{C}\u{7F}", "E'x'", "$$ $1 :a ?", "{a,b}",
  ]

  /// A table with rows of random values, NULLs among them.
  private func makeTable(seed: UInt64) throws -> Connection {
    let connection = try Connection(try PrivateServer.shared.get().makeDatabase())
    let names = Self.columns.map { "\"\($0.name.split(separator: "\"").joined(separator: "\"\""))\" \($0.type)" }
    try connection.execute("set standard_conforming_strings = on; create table t (\(names.joined(separator: ", ")))")
    var random = SeededGenerator(seed: seed)
    let holders = Self.columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    for _ in 0..<60 {
      let values = Self.columns.map { Int.random(in: 0..<6, using: &random) == 0 ? nil : value($0.type, &random) }
      try connection.execute("insert into t values (\(holders))", values)
    }
    return connection
  }

  private func value(_ type: String, _ random: inout SeededGenerator) -> String {
    let number = Int.random(in: -30_000...30_000, using: &random)
    let text = Self.texts.randomElement(using: &random)!
    let plain = String(text.map { $0.isASCII && ($0.isLetter || $0 == " ") ? $0 : "x" })
    func one(_ choices: [String]) -> String { choices.randomElement(using: &random)! }
    switch type {
    case "smallint": return "\(number)"
    case "oid": return "\(abs(number))"
    case "bigint": return one(["\(number)", "9223372036854775807", "-9223372036854775808"])
    case "numeric":
      return one(["\(number).50", "NaN", "1e-30", "123456789012345678901234567890.0123456789", "Infinity"])
    case "real", "double precision": return one(["\(number).25", "NaN", "-Infinity", "1e30", "0.1"])
    case "char(5)": return String(plain.prefix(5))
    case "bytea": return one(["\\x", "\\x00ff27225c", "\\xdeadbeef"])
    case "boolean": return one(["t", "f"])
    case "json": return one(["{\"a\": [1, 2.50, null]}", " {\n\"b\"\t: \"x\\ny'\"}", "1e400", "\"\\\\\""])
    case "jsonb": return one(["{\"a\": \"it's\"}", "[]", "12345678901234567890.10"])
    case "text[]": return one(["{}", "{a,\"b c\",NULL,\"q\\\"\\\\\"}", "{{a,b},{c,d}}", "[2:3]={x,\"\"}"])
    case "integer[]": return one(["{1,NULL,-3}", "{{1},{2}}"])
    case "timestamptz": return one(["2026-01-02 03:04:05.678+00", "infinity", "0044-03-15 00:00:00+00 BC"])
    case "date": return one(["2024-02-29", "-infinity"])
    case "interval": return one(["1 mon -3 days 04:05:06.7", "-00:00:01"])
    case "uuid": return "6f9619ff-8b86-d011-b42d-00c04fc964\(number.magnitude % 90 + 10)"
    case "inet": return one(["10.0.0.1/8", "::1"])
    case "int4range": return one(["[1,5)", "empty", "(,3]"])
    case "int4multirange": return one(["{}", "{[1,3),[7,9)}"])
    case "money": return "\(number).99"
    case "bit varying": return one(["", "1011"])
    case "xml": return "<a b=\"1\">it's</a>"
    case "point": return "(1.5,-2)"
    case "\"char\"": return one(["a", "'", "\\"])
    default: return text
    }
  }

  private func export(
    _ connection: Connection, _ query: String = "select * from t", _ change: (inout ExportOptions) -> Void
  ) throws -> String {
    var options = ExportOptions()
    options.followsCopy = true
    change(&options)
    return String(decoding: ExportSource(try connection.execute(query)).bytes(options), as: UTF8.self)
  }

  @Test(arguments: [1, 2] as [UInt64]) func `Inserts give every row back`(seed: UInt64) throws {
    let connection = try makeTable(seed: seed)
    let statements = try export(connection) { options in
      options.format = .insert
      options.table = "copy"
    }
    try connection.execute("create table copy (like t); \(statements)")
    for setting in ["on", "off"] {
      try connection.execute("set standard_conforming_strings = \(setting); truncate copy; \(statements)")
      let difference = """
        select count(*) from (select c::text from (select row(t.*) c from t) a except all
          select c::text from (select row(copy.*) c from copy) b) d
        """
      #expect(try connection.execute(difference).text(row: 0, column: 0) == "0")
      #expect(try connection.execute("select count(*) from copy").text(row: 0, column: 0) == "60")
    }
  }

  @Test(arguments: [
    "i2", "i8", "n", "f8", "t", "by", "b", "jb", "ta", "ia", "ts", "d", "iv", "u", "ip", "r", "m", "bi", "o",
  ])
  func `A list finds the rows it was made from`(column: String) throws {
    let connection = try makeTable(seed: 7)
    let list = try export(connection, "select \(column) from t") { $0.format = .inList }
    let found = try connection.execute("select count(*) from t where \(column) in \(list)").text(row: 0, column: 0)
    let expected = try connection.execute("select count(\(column)) from t").text(row: 0, column: 0)
    #expect(found == expected)
    let others = try connection.execute("select count(*) from t where \(column) not in \(list)")
    #expect(others.text(row: 0, column: 0) == "0")
  }

  @Test func `A list of several columns compares rows, and one of none finds nothing`() throws {
    let connection = try makeTable(seed: 8)
    let list = try export(connection, "select i2, t from t") { $0.format = .inList }
    let found = try connection.execute("select count(*) from t where (i2, t) in \(list)").text(row: 0, column: 0)
    let expected = try connection.execute("select count(*) from t where i2 is not null and t is not null")
    #expect(found == expected.text(row: 0, column: 0))
    let empty = try export(connection, "select i2 from t where false") { $0.format = .inList }
    #expect(try connection.execute("select 1 where 1 in \(empty)").rowCount == 0)
  }

  @Test(arguments: [4] as [UInt64]) func `JSON holds exactly the values of the rows`(seed: UInt64) throws {
    let connection = try makeTable(seed: seed)
    let lines = try export(connection, "select * from t") { $0.format = .ndjson }.split(separator: "\n")
    let rows = try connection.execute("select i8::text, n::text, t, jb::text, b::text from t")
    #expect(lines.count == rows.rowCount)
    for (row, line) in lines.enumerated() {
      let read = try connection.execute(
        "select j->>'i8', j->>'n', j->>'t', (j->>'jb')::jsonb::text, j->>'b' from (select $1::json j) x", [String(line)]
      )
      for column in 0..<4 {
        #expect(read.text(row: 0, column: column) == rows.text(row: row, column: column), "\(column) of \(line)")
      }
    }
  }

  @Test(arguments: [1, 9] as [UInt64], ["csv", "tsv"])
  func `Separated values are those of COPY, byte for byte`(seed: UInt64, format: String) throws {
    let connection = try makeTable(seed: seed)
    let database = try connection.execute("select pg_catalog.current_database()").text(row: 0, column: 0)!
    let session = try TestSession(try PrivateServer.shared.get().settings(database: database))
    let options = format == "csv" ? "format csv, header" : "format text, header"
    let queries = ["select * from t", "select t from t", "select t as \"a,b\" from t", "select t as \"\\.\" from t"]
    for (run, query) in queries.enumerated() {
      let copied = try session.run(run, ["copy (\(query)) to stdout (\(options))"]).rows().map { $0[0]! }.joined()
      #expect(try export(connection, query) { $0.format = format == "csv" ? .csv : .tsv } == copied)
    }
  }
}
