import Database

/// One request. Its headers may hold secrets: it is never described with them.
package struct HTTPRequest: Sendable {
  package var method: HTTPMethod
  package var address: HTTPAddress
  /// Behind the address's path, already percent-encoded; begins with a slash.
  package var path: String
  package var query: [(name: String, value: String)]
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]?

  package init(_ method: HTTPMethod, _ address: HTTPAddress, path: String) {
    self.method = method
    self.address = address
    self.path = path
    query = []
    headers = []
  }

  package var url: String {
    let query = query.map { PercentEncoding.escape($0.name) + "=" + PercentEncoding.escape($0.value) }.joined(
      separator: "&")
    return address.origin + address.path + path + (query.isEmpty ? "" : "?" + query)
  }
}

extension HTTPRequest: CustomStringConvertible {
  package var description: String { "\(method.rawValue) \(address.authority)\(address.path)\(path)" }
}
