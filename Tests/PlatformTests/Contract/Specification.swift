import Foundation
import Platform
import TestSupport

/// An OpenAPI document, and replies as it allows them.
struct Specification {
  let path: String
  private let routes: [Route]
  /// The schemas by what a `$ref` calls them: each is looked up millions of times in a long run.
  private let definitions: [String: JSON]

  /// A path of the document, in segments.
  private struct Route {
    var pattern: [String]
    var operations: JSON

    func fits(_ segments: [String]) -> Bool {
      pattern.count == segments.count && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
  }

  /// Nil where the documents are not: they are others' and lie beside the project, if at all.
  init?(_ name: String) {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    self.init(path: root.deletingLastPathComponent().appendingPathComponent("shared/specs/\(name)").path)
  }

  /// The project's own, beside this file.
  static var ofTeams: Specification? {
    let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return Specification(path: directory.appendingPathComponent("platform-contract.json").path)
  }

  private init?(path: String) {
    self.path = path
    guard let data = FileManager.default.contents(atPath: path), let document = try? JSON(parsing: Array(data)) else {
      return nil
    }
    guard case .object(let paths)? = document["paths"] else { return nil }
    // Where several fit, the one that spells out most.
    routes = paths.map { path in
      Route(pattern: path.name.split(separator: "/").map(String.init), operations: path.value)
    }.sorted { one, other in one.pattern.count { $0.hasPrefix("{") } < other.pattern.count { $0.hasPrefix("{") } }
    definitions = Self.definitions(of: document)
  }

  private static func definitions(of document: JSON) -> [String: JSON] {
    guard case .object(let kinds)? = document["components"] else { return [:] }
    var definitions: [String: JSON] = [:]
    for kind in kinds {
      guard case .object(let members) = kind.value else { continue }
      for member in members { definitions["#/components/\(kind.name)/\(member.name)"] = member.value }
    }
    return definitions
  }

  static func exists(_ name: String) -> Bool { Specification(name) != nil }

  /// A good reply to the request; nil when the document has no such operation.
  func reply(to request: StubRequest, root: Int, _ random: inout SeededGenerator) -> StubAnswer? {
    let segments = request.path.dropFirst(root).map { $0 }
    guard let operation = operation(request.method, segments), case .object(let replies)? = operation["responses"],
      let reply = replies.first(where: { $0.name.hasPrefix("2") }), let status = Int(reply.name)
    else { return nil }
    guard case .object(let contents)? = resolved(reply.value)["content"], let content = contents.first else {
      var answer = StubAnswer.empty
      answer.status = status
      if status != 204 { answer.headers = [("Content-Type", "application/json")] }
      return answer
    }
    let value = value(content.value["schema"] ?? .object([]), depth: 0, &random)
    guard content.name.contains("json") else {
      return StubAnswer(status, text: value.text ?? "text", type: content.name)
    }
    return StubAnswer(status, value)
  }

  private func operation(_ method: String, _ segments: [String]) -> JSON? {
    routes.first { $0.fits(segments) }?.operations[method.lowercased()]
  }

  private func resolved(_ value: JSON) -> JSON {
    guard let reference = value["$ref"]?.text else { return value }
    return resolved(definitions[reference] ?? .null)
  }

  // MARK: Values at random

  private func value(_ given: JSON, depth: Int, _ random: inout SeededGenerator) -> JSON {
    let schema = resolved(given)
    if schema["nullable"] == true, Int.random(in: 0..<4, using: &random) == 0 { return .null }
    if case .list(let parts)? = schema["allOf"] { return merged(parts, schema, depth: depth, &random) }
    for word in ["oneOf", "anyOf"] {
      if case .list(let parts)? = schema[word], let part = parts.randomElement(using: &random) {
        return value(part, depth: depth, &random)
      }
    }
    if case .list(let values)? = schema["enum"] {
      // States are open-ended everywhere.
      let isText = values.first?.text != nil
      return isText && Int.random(in: 0..<6, using: &random) == 0
        ? "UNHEARD_OF" : values.randomElement(using: &random) ?? .null
    }
    switch schema["type"]?.text ?? (schema["properties"] == nil ? "string" : "object") {
    case "object": return object(schema, depth: depth, &random)
    case "array": return list(schema, depth: depth, &random)
    case "integer", "number": return number(schema, &random)
    case "boolean": return .bool(Bool.random(using: &random))
    default: return text(schema, &random)
    }
  }

  private func merged(_ parts: [JSON], _ schema: JSON, depth: Int, _ random: inout SeededGenerator) -> JSON {
    var result = object(schema, depth: depth, &random)
    for part in parts {
      guard case .object(let members) = value(part, depth: depth, &random) else { continue }
      for member in members { result = result.with(member.name, member.value) }
    }
    return result
  }

  private func object(_ schema: JSON, depth: Int, _ random: inout SeededGenerator) -> JSON {
    guard case .object(let properties)? = schema["properties"] else { return .object([]) }
    var required: Set<String> = []
    if case .list(let names)? = schema["required"] { required = Set(names.compactMap(\.text)) }
    var members: [JSON.Member] = []
    for property in properties {
      // What the document calls a text is an address of PostgreSQL.
      if property.name == "uri" || property.name == "connection_uri" {
        members.append(.init(property.name, "postgresql://u:p@ep-1.eu-central-1.aws.neon.tech/db?sslmode=require"))
        continue
      }
      // Nor is any text a certificate.
      if property.name == "certificate" {
        members.append(.init(property.name, "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCnN0dWIK"))
        continue
      }
      let isWanted = required.contains(property.name) || (depth < 6 && Bool.random(using: &random))
      if isWanted { members.append(.init(property.name, value(property.value, depth: depth + 1, &random))) }
    }
    if Int.random(in: 0..<3, using: &random) == 0 { members.append(.init("unheard_of", ["deep": [1, .null, "x"]])) }
    return .object(members.shuffled(using: &random))
  }

  private func list(_ schema: JSON, depth: Int, _ random: inout SeededGenerator) -> JSON {
    let count = Int.random(in: 0...(depth > 3 ? 1 : 3), using: &random)
    return .list((0..<count).map { _ in value(schema["items"] ?? .object([]), depth: depth + 1, &random) })
  }

  private func number(_ schema: JSON, _ random: inout SeededGenerator) -> JSON {
    let low = schema["minimum"]?.integer ?? 0
    let high = max(low, schema["maximum"]?.integer ?? Int64(1 << 53))
    let isWhole = schema["type"]?.text == "integer"
    let whole = Int64.random(in: low...high, using: &random)
    return .number(isWhole || whole % 2 == 0 ? String(whole) : "\(whole).5")
  }

  private func text(_ schema: JSON, _ random: inout SeededGenerator) -> JSON {
    switch schema["format"]?.text {
    case "date-time":
      return ["2026-11-20T08:03:00Z", "2026-11-20T08:03:00.123456+02:00"].randomElement(using: &random) ?? ""
    case "uuid": return "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
    default: break
    }
    let letter = String(Int.random(in: 0..<1_000_000, using: &random), radix: 36)
    if let pattern = schema["pattern"]?.text, !pattern.contains("\\") || pattern.contains("[\\w-]") {
      return JSON.text("id-" + letter)
    }
    return [JSON.text(letter), JSON.text("ü\u{1}\n" + letter), JSON.text(String(repeating: letter, count: 40))]
      .randomElement(using: &random) ?? ""
  }
}
