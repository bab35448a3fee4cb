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
    let query = query.map { Self.escaped($0.name) + "=" + Self.escaped($0.value) }.joined(separator: "&")
    return address.origin + address.path + path + (query.isEmpty ? "" : "?" + query)
  }

  /// Percent-encodes everything but unreserved characters, so that a name with a slash stays one segment.
  package static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for byte in text.utf8 {
      let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}

extension HTTPRequest: CustomStringConvertible {
  package var description: String { "\(method.rawValue) \(address.authority)\(address.path)\(path)" }
}
