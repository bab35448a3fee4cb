import Database
import Glibc
import JSONText
import Workbench

/// Answers requests for completion on standard input. What cannot be answered gets `{"id":…,"error":"…"}`.
struct CompletionServer {
  private let engine: CompletionEngine

  init(_ catalog: Catalog) { engine = CompletionEngine(catalog) }

  /// Answers until the input ends or nobody reads the answers any more.
  func serve() {
    guard let input = fdopen(STDIN_FILENO, "r") else { return }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while true {
      let count = getline(&line, &capacity, input)
      guard count > 0 else { return }
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      if bytes.allSatisfy({ [0x20, 0x09, 0x0D, 0x0A].contains($0) }) { continue }
      if !Self.write(reply(to: bytes)) { return }
    }
  }

  private struct Refusal: Error {
    var message: String
  }

  private func reply(to line: UnsafeRawBufferPointer) -> [UInt8] {
    let whole = JSONObject(whole: line)
    let request = whole ?? JSONObject(beginningOf: line)
    var json = JSONLine()
    Self.add(idOf: request, to: &json)
    do throws(Refusal) {
      // Offsets count bytes: text that is mended on the way in would be another one.
      guard String(validating: line, as: UTF8.self) != nil else { throw Refusal(message: "the request is not UTF-8") }
      guard whole != nil else { throw Refusal(message: "the request is not one JSON object") }
      let found = try complete(request)
      json.add("replaceFrom", literal: String(found.replaceFrom))
      json.add("items", literal: "[" + found.items.map(Self.item).joined(separator: ",") + "]")
    } catch {
      json.add("error", text: error.message)
    }
    return json.finish() + [0x0A]
  }

  private func complete(_ request: JSONObject) throws(Refusal) -> Completion {
    guard let text = request[text: "text"] else { throw Refusal(message: "\"text\" is missing or not a string") }
    let bytes = Array(text.utf8)
    let cursor = try Self.integer("cursor", of: request) ?? bytes.count
    guard (0...bytes.count).contains(cursor) else {
      throw Refusal(message: "\"cursor\" \(cursor) is not in 0...\(bytes.count), the bytes of the text")
    }
    if cursor < bytes.count, bytes[cursor] & 0xC0 == 0x80 {
      throw Refusal(message: "\"cursor\" \(cursor) is inside a character")
    }
    let limit = try Self.integer("limit", of: request) ?? 50
    guard limit >= 0 else { throw Refusal(message: "\"limit\" \(limit) is negative") }
    return engine.complete(text: bytes, cursor: cursor, limit: min(limit, 10_000))
  }

  private static func integer(_ key: String, of request: JSONObject) throws(Refusal) -> Int? {
    guard let value = request.values[key] else { return nil }
    guard case .number(let digits) = value, let integer = Double(digits).flatMap({ Int(exactly: $0) }) else {
      throw Refusal(message: "\"\(key)\" is not a whole number")
    }
    return integer
  }

  /// The request's number or text, null when it has none.
  private static func add(idOf request: JSONObject, to json: inout JSONLine) {
    switch request.values["id"] {
    case .number(let digits): json.add("id", literal: digits)
    case .text(let text): json.add("id", text: text)
    case .bool(let bool): json.add("id", literal: String(bool))
    case nil: json.add("id", literal: "null")
    }
  }

  private static func item(_ item: CompletionItem) -> String {
    var json = JSONLine()
    json.add("label", text: item.label)
    json.add("insert", text: item.insert)
    json.add("kind", text: item.kind.rawValue)
    json.add("detail", text: item.detail)
    return String(decoding: json.finish(), as: UTF8.self)
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
}
