package import HTTP

/// One call of a platform's interface, and what its answers mean.
package struct PlatformRequest: Sendable {
  package var method: HTTPMethod
  /// Unescaped segments of the path.
  package var path: [String]
  package var query: [(name: String, value: String)]
  package var headers: [(name: String, value: String)]
  package var body: JSON?
  /// For people: `creating branch "x"`.
  package var operation: String
  /// What a 404 says is not there.
  package var missing: (PlatformError.Subject, String)?
  /// What a 409 says is there already.
  package var taken: (PlatformError.Subject, String)?
  /// For messages, when the call is about one.
  package var tenant: String
  /// What is asked for is gone already: as good as done.
  package var isDoneWhenMissing: Bool
  /// Arriving twice is the same as once: reading, and changes that name the thing by an id and say what it shall be.
  package var isRepeatable: Bool

  package init(_ method: HTTPMethod, _ path: [String], _ operation: String) {
    self.method = method
    self.path = path
    self.operation = operation
    query = []
    headers = []
    tenant = ""
    isDoneWhenMissing = false
    isRepeatable = method.isReading
  }

  func with(query items: KeyValuePairs<String, String?>) -> PlatformRequest {
    var changed = self
    changed.query += items.compactMap { name, value in value.map { (name, $0) } }
    return changed
  }

  func with(body: JSON) -> PlatformRequest {
    var changed = self
    changed.body = body
    return changed
  }

  func missing(_ subject: PlatformError.Subject, _ name: String) -> PlatformRequest {
    var changed = self
    changed.missing = (subject, name)
    return changed
  }

  func taken(_ subject: PlatformError.Subject, _ name: String) -> PlatformRequest {
    var changed = self
    changed.taken = (subject, name)
    return changed
  }

  func of(tenant: String) -> PlatformRequest {
    var changed = self
    changed.tenant = tenant
    return changed
  }

  func repeatable() -> PlatformRequest {
    var changed = self
    changed.isRepeatable = true
    return changed
  }

  func doneWhenMissing() -> PlatformRequest {
    var changed = self
    changed.isDoneWhenMissing = true
    return changed
  }
}

/// A good answer.
package struct PlatformReply: Sendable {
  package var status: Int
  /// Null when the body is empty.
  package var body: JSON
  /// The body as it came, for answers that are no JSON.
  package var text: String

  var json: JSONPlace { JSONPlace(body) }
}
