/// A value and where in the reply it stands, for decoders that say what they miss.
package struct JSONPlace: Sendable {
  package let value: JSON
  /// `branches[2].parent_id`, empty for the whole reply.
  package let path: String

  package init(_ value: JSON, path: String = "") {
    self.value = value
    self.path = path
  }

  package struct Problem: Error, Sendable, Hashable {
    package var path: String
    package var reason: String
  }

  /// The member; absent and null are the same.
  package func optional(_ name: String) -> JSONPlace? {
    guard let member = value[name], member != .null else { return nil }
    return JSONPlace(member, path: path.isEmpty ? name : "\(path).\(name)")
  }

  package func member(_ name: String) throws(Problem) -> JSONPlace {
    guard let found = optional(name) else {
      throw Problem(path: path.isEmpty ? name : "\(path).\(name)", reason: "it is missing")
    }
    return found
  }

  package func text(_ name: String) throws(Problem) -> String {
    let member = try member(name)
    guard let text = member.value.text else { throw Problem(path: member.path, reason: "it is no text") }
    return text
  }

  /// Nil also for another kind of value: an optional field never fails a list.
  package func optionalText(_ name: String) -> String? { value[name]?.text }
  package func optionalInteger(_ name: String) -> Int64? { value[name]?.integer }
  package func optionalDouble(_ name: String) -> Double? { value[name]?.double }
  package func flag(_ name: String) -> Bool { value[name] == .bool(true) }

  package func integer(_ name: String) throws(Problem) -> Int64 {
    let member = try member(name)
    guard let integer = member.value.integer else { throw Problem(path: member.path, reason: "it is no whole number") }
    return integer
  }

  /// The values of a list.
  package func elements() throws(Problem) -> [JSONPlace] {
    guard case .list(let values) = value else { throw Problem(path: path, reason: "it is no list") }
    return values.enumerated().map { JSONPlace($1, path: "\(path)[\($0)]") }
  }

  package func list(_ name: String) throws(Problem) -> [JSONPlace] { try member(name).elements() }

  /// None when the member is absent.
  package func optionalList(_ name: String) -> [JSONPlace] { (try? optional(name)?.elements()) ?? [] }

  package func map<Value>(
    _ name: String, _ decode: (JSONPlace) throws(Problem) -> Value
  ) throws(Problem) -> [Value] {
    var values: [Value] = []
    for element in try list(name) { values.append(try decode(element)) }
    return values
  }

  /// An RFC 3339 time in seconds since 1970; nil when it is absent or written otherwise.
  package func optionalTime(_ name: String) -> Double? { optionalText(name).flatMap { InternetTime.seconds($0) } }
}
