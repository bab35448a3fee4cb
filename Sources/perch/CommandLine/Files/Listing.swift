import Database
import Glibc
import JSONText
import TextUI
import Workbench

/// A table of facts for people or, as JSON, for programs.
struct Listing {
  enum Value {
    case text(String?)
    case number(Int64?)
    /// Bytes: rounded for people, exact for programs.
    case bytes(Int64?)
    /// Seconds since 1970: a date for people, the number for programs.
    case time(Double?)
    case flag(Bool)

    var isQuantity: Bool {
      switch self {
      case .number, .bytes: true
      case .text, .time, .flag: false
      }
    }
  }

  let columns: [String]
  private(set) var rows: [[Value]] = []

  init(_ columns: String...) { self.columns = columns }

  /// Rows of a query, all as texts.
  init(_ result: ResultSet) {
    columns = result.columns.map(\.name)
    rows = (0..<result.rowCount).map { row in
      result.columns.indices.map { .text(result.text(row: row, column: $0)) }
    }
  }

  mutating func add(_ values: Value...) { rows.append(values) }

  func print(json: Bool) throws {
    _ = try Perch.say(json ? self.json : aligned)
  }

  private var json: String {
    let objects = rows.map { row in
      "{" + zip(columns, row).map { "\(JSONString.quoted($0)):\(Self.json($1))" }.joined(separator: ",") + "}"
    }
    return objects.isEmpty ? "[]\n" : "[\n " + objects.joined(separator: ",\n ") + "\n]\n"
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text): text.map { JSONString.quoted($0) } ?? "null"
    case .number(let number), .bytes(let number): number.map(String.init) ?? "null"
    case .time(let time): time.map { String(Int64($0)) } ?? "null"
    case .flag(let flag): flag ? "true" : "false"
    }
  }

  /// Columns under headings, without those in which no row has anything.
  private var aligned: String {
    let shown = columns.indices.filter { column in
      rows.isEmpty || rows.contains { !Self.text($0[column]).isEmpty }
    }
    let lines = [shown.map { Self.heading(columns[$0]) }] + rows.map { row in shown.map { Self.text(row[$0]) } }
    let layouts = shown.indices.map { place in
      (
        width: lines.map { DisplayWidth.of($0[place]) }.max() ?? 0,
        isRight: rows.contains { $0[shown[place]].isQuantity }
      )
    }
    return lines.map { cells in
      var line = zip(cells, layouts).map { cell, layout in
        let blanks = String(repeating: " ", count: layout.width - DisplayWidth.of(cell))
        return layout.isRight ? blanks + cell : cell + blanks
      }.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line.unicodeScalars.map { String(Glyph.shown($0)) }.joined() + "\n"
    }.joined()
  }

  /// `size_bytes` is SIZE, `created_at` CREATED: the units are those of programs.
  private static func heading(_ column: String) -> String {
    let unit = ["_bytes", "_at"].first(where: column.hasSuffix) ?? ""
    return String(column.dropLast(unit.count).map { $0 == "_" ? " " : $0 }).uppercased()
  }

  /// `2026-12-31 10:00` in the machine's zone.
  private static func date(_ seconds: Double) -> String {
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let length = strftime(&text, text.count, "%Y-%m-%d %H:%M", &parts)
    return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): text ?? ""
    case .number(let number): number.map { grouped(Int($0)) } ?? ""
    case .bytes(let bytes): bytes.map { byteSize($0) } ?? ""
    case .time(let time): time.map(Self.date) ?? ""
    case .flag(let flag): flag ? "yes" : ""
    }
  }
}
