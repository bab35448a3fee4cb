/// What a request does; whether it may be sent twice depends on it.
package enum HTTPMethod: String, Sendable, Hashable {
  case get = "GET"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"

  /// Reading changes nothing, so it can be repeated freely.
  package var isReading: Bool { self == .get }
}
