import Database
import Glibc
import History
import Postgres
import Workbench

/// `perch complete --stdio`: the workbench's completion for other editors, one JSON object a line in and out.
enum Complete {
  private static let usage = "usage: perch complete --stdio [--schema URI]"

  /// Returns the exit code.
  static func main(_ arguments: [String]) -> Int32 {
    var conninfo = ""
    var isStdio = false
    var left = arguments[...]
    while let argument = left.popFirst() {
      switch argument {
      case "--stdio": isStdio = true
      case "--schema":
        guard let value = left.popFirst() else { return complain(usage, code: 64) }
        conninfo = value
      default:
        guard argument.hasPrefix("--schema=") else { return complain(usage, code: 64) }
        conninfo = String(argument.dropFirst("--schema=".count))
      }
    }
    guard isStdio else { return complain(usage, code: 64) }
    do {
      let catalog = try CatalogReader.read(ConnectionSettings(conninfo: conninfo)) { _ in }
      serve(CompletionEngine(catalog))
      return 0
    } catch {
      return complain(error.message, code: 2)
    }
  }

  private static func serve(_ engine: CompletionEngine) {
    while let line = readLine(strippingNewline: true) {
      let reply = line.utf8.allSatisfy { $0 == 0x20 } ? nil : reply(to: line, engine)
      if let reply, !write(reply) { return }
    }
  }

  /// False when nobody reads any more.
  private static func write(_ bytes: [UInt8]) -> Bool {
    var left = bytes[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return false }
      left = left.dropFirst(max(0, count))
    }
    return true
  }

  private static func reply(to line: String, _ engine: CompletionEngine) -> [UInt8]? {
    let request = Array(line.utf8).withUnsafeBytes { JSONObject($0) }
    guard let request, let text = request[text: "text"] else { return failure("not a completion request") }
    let bytes = Array(text.utf8)
    let cursor = request[number: "cursor"].flatMap { Int(exactly: $0) } ?? bytes.count
    let limit = request[number: "limit"].flatMap { Int(exactly: $0) } ?? 50
    let found = engine.complete(text: bytes, cursor: min(max(0, cursor), bytes.count), limit: max(0, limit))
    var json = JSONLine()
    if let id = request[number: "id"].flatMap({ Int(exactly: $0) }) { json.add("id", literal: String(id)) }
    if let id = request[text: "id"] { json.add("id", text: id) }
    json.add("replaceFrom", literal: String(found.replaceFrom))
    json.add("items", literal: "[" + found.items.map(item).joined(separator: ",") + "]")
    return json.finish() + [0x0A]
  }

  private static func item(_ item: CompletionItem) -> String {
    var json = JSONLine()
    json.add("label", text: item.label)
    json.add("insert", text: item.insert)
    json.add("kind", text: item.kind.rawValue)
    json.add("detail", text: item.detail)
    return String(decoding: json.finish(), as: UTF8.self)
  }

  private static func failure(_ message: String) -> [UInt8] {
    var json = JSONLine()
    json.add("error", text: message)
    return json.finish() + [0x0A]
  }
}
