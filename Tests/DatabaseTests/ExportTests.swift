import Database
import Testing

struct ExportTests {
  private static let columns = [
    Column(name: "id", typeOID: 23), Column(name: "name"), Column(name: "ok", typeOID: 16),
    Column(name: "doc", typeOID: 3802),
  ]

  private func batch(_ rows: [[String?]]) -> RowBatch {
    var builder = RowBatch.Builder(columnCount: rows.first?.count ?? 0)
    for cell in rows.joined() {
      if let cell { builder.append(cell) } else { builder.appendNull() }
    }
    return builder.finish()
  }

  private func export(
    _ batches: [[[String?]]], columns: [Column] = ExportTests.columns, _ change: (inout ExportOptions) -> Void
  ) -> String {
    var options = ExportOptions()
    change(&options)
    var writer = options.writer()
    var output: [UInt8] = []
    writer.begin(columns, into: &output)
    for rows in batches { writer.add(batch(rows), into: &output) }
    writer.end(into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static let rows: [[String?]] = [["1", "a|b\n\"c\"", "t", "{\"x\": 1}"], ["22", nil, "f", nil]]

  @Test(arguments: [
    (
      ExportOptions.Format.aligned,
      " id | name | ok |   doc    \n----+------+----+----------\n  1 | a|b +| t  | {\"x\": 1}\n    | \"c\"  |    | \n 22 |      | f  | \n(2 rows)\n\n"
    ),
    (.unaligned, "id|name|ok|doc\n1|a|b\n\"c\"|t|{\"x\": 1}\n22||f|\n(2 rows)\n"),
    (.csv, "id,name,ok,doc\n1,\"a|b\n\"\"c\"\"\",t,\"{\"\"x\"\": 1}\"\n22,,f,\n"),
    (.tsv, "id\tname\tok\tdoc\n1\ta|b\\n\"c\"\tt\t{\"x\": 1}\n22\t\\N\tf\t\\N\n"),
    (
      .json,
      "[\n{\"id\":1,\"name\":\"a|b\\n\\\"c\\\"\",\"ok\":true,\"doc\":{\"x\": 1}},\n{\"id\":22,\"name\":null,\"ok\":false,\"doc\":null}\n]\n"
    ),
    (
      .ndjson,
      "{\"id\":1,\"name\":\"a|b\\n\\\"c\\\"\",\"ok\":true,\"doc\":{\"x\": 1}}\n{\"id\":22,\"name\":null,\"ok\":false,\"doc\":null}\n"
    ),
    (
      .markdown,
      "| id | name | ok | doc |\n| ---: | --- | --- | --- |\n| 1 | a\\|b<br>\"c\" | t | {\"x\": 1} |\n| 22 |  | f |  |\n"
    ),
    (
      .insert,
      "INSERT INTO result (\"id\", \"name\", \"ok\", \"doc\") VALUES (1, 'a|b\n\"c\"', 't', '{\"x\": 1}');\nINSERT INTO result (\"id\", \"name\", \"ok\", \"doc\") VALUES (22, NULL, 'f', NULL);\n"
    ),
  ]) func `A result is written in every format`(format: ExportOptions.Format, expected: String) {
    #expect(export([Self.rows]) { $0.format = format } == expected)
  }

  @Test(arguments: ExportOptions.Format.allCases) func `How rows are cut into batches does not show`(
    format: ExportOptions.Format
  ) {
    let whole = export([Self.rows]) { $0.format = format }
    #expect(export(Self.rows.map { [$0] }) { $0.format = format } == whole)
  }

  @Test(arguments: [
    (ExportOptions.Format.aligned, " id | name | ok | doc \n----+------+----+-----\n(0 rows)\n\n"),
    (.csv, "id,name,ok,doc\n"), (.json, "[]\n"), (.ndjson, ""), (.insert, ""),
  ]) func `A result without rows is whole`(format: ExportOptions.Format, expected: String) {
    #expect(export([]) { $0.format = format } == expected)
  }

  @Test func `Rows beyond the first thousand flow on and are pushed out where they are wider`() {
    let short = [[String?]](repeating: ["1"], count: 1000)
    let output = export([short, [["123456"], ["2"]]], columns: [Column(name: "n", typeOID: 23)]) {
      $0.format = .aligned
    }
    #expect(output.hasPrefix(" n \n---\n 1\n"))
    #expect(output.hasSuffix(" 1\n 123456\n 2\n(1002 rows)\n\n"))
  }

  @Test func `Aligned rows leave while more come`() {
    var options = ExportOptions()
    options.format = .aligned
    var writer = options.writer()
    var output: [UInt8] = []
    writer.begin([Column(name: "n")], into: &output)
    writer.add(batch([[String?]](repeating: ["x"], count: 1000)), into: &output)
    let first = output.count
    #expect(first > 2000)
    writer.add(batch([["y"]]), into: &output)
    #expect(output.count == first + 3)
  }

  @Test func `The outer border of a record encloses its title too`() {
    let text = export([[["1"], ["22"]]], columns: [Column(name: "a")]) {
      $0.isExpanded = true
      $0.border = 2
    }
    #expect(
      text
        == "+-[ RECORD 1 ]-+\n| a | 1        |\n+-[ RECORD 2 ]-+\n| a | 22       |\n+---+----------+\n\n")
  }

  @Test func `Controls cannot act on a terminal from an aligned table`() {
    let output = export([[["a\u{1B}[31m\tb\r\u{9B}\u{202E}"]]], columns: [Column(name: "x\u{7}")]) { options in
      options.width = { $0.value == 0x9B || $0.value == 0x202E ? -1 : 1 }
    }
    #expect(output.contains("a\\x1B[31m       b\\r\\u009B\\u202E"))
    #expect(output.contains("x\\x07"))
  }

  @Test func `Numbers that JSON has no word for are text`() {
    let columns = [Column(name: "x", typeOID: 701)]
    #expect(
      export([[["NaN"], ["Infinity"], ["-1.5e+20"]]], columns: columns) { $0.format = .ndjson }
        == "{\"x\":\"NaN\"}\n{\"x\":\"Infinity\"}\n{\"x\":-1.5e+20}\n")
  }

  @Test func `Insert quotes names and values`() {
    let output = export([[["it's \\n"]]], columns: [Column(name: "we\"ird")]) { options in
      options.format = .insert
      options.table = "t"
    }
    #expect(output == "INSERT INTO t (\"we\"\"ird\") VALUES (E'it''s \\\\n');\n")
  }
}
