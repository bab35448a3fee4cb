package import HTTP

/// What a client must know of one platform's interface.
package struct Service: Sendable {
  /// What an error's body says.
  package struct Explanation: Sendable {
    package var code = ""
    package var message = ""
    package var requestID: String?

    package init() {}
  }

  /// `neon` …
  package var name: String
  package var address: HTTPAddress
  package var key: String
  /// Where the key comes from, for people: `NEON_API_KEY`.
  package var keyName: String
  package var policy: RetryPolicy
  package var budget: RateBudget
  /// Turns an error in the platform's words into a more telling one.
  package var refine: @Sendable (ProviderFailure, PlatformRequest) -> PlatformError?

  package init(name: String, address: HTTPAddress, key: String, keyName: String, budget: RateBudget) {
    self.name = name
    self.address = address
    self.key = key
    self.keyName = keyName
    self.budget = budget
    policy = RetryPolicy()
    refine = { _, _ in nil }
  }

  /// Reads the shapes that platforms use: `{code, message, request_id}`, `{id, message}`, `{error}`, `{errors: [{message}]}`.
  func explain(_ body: JSON) -> Explanation {
    var result = Explanation()
    let place = JSONPlace(body)
    result.message =
      place.optionalText("message") ?? place.optionalText("error") ?? place.optional("error")?.optionalText("message")
      ?? place.optionalList("errors").first?.optionalText("message") ?? ""
    result.code = place.optionalText("code") ?? place.optionalText("id") ?? ""
    result.requestID = place.optionalText("request_id") ?? place.optionalText("requestId")
    return result
  }
}
