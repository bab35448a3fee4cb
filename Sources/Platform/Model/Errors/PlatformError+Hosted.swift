extension PlatformError {
  /// Sentences on what platforms behind HTTP answer, each with what to do about it.
  var hostedMessage: String {
    switch self {
    case .unauthenticated(let text): text
    case .forbidden(let text): "the key does not allow this: \(text)"
    case .ambiguous(let subject, let name, let count):
      "\(count) \(subject.rawValue == "branch" ? "branches" : subject.rawValue + "s") are called \"\(name)\"; give the id"
        + (subject == .tenant ? ", or its organization too: ORGANIZATION:\(name)" : "")
    case .locked(let tenant, let seconds):
      "other changes of tenant \"\(tenant)\" were still under way after \(Int(seconds)) s; try again when they are done"
    case .rateLimited(let retryAfter):
      "the platform allows no more requests for now; try again "
        + (retryAfter.map { "in \(Int($0.rounded(.up))) s" } ?? "in a minute")
    case .quota(let text): "a limit of the plan forbids it: \(text)"
    case .hasChildren(let branch, let children):
      "branch \"\(branch)\" has children: \(children.joined(separator: ", ")); delete them first"
    case .outcomeUnknown(let operation, let requestID, let status):
      "the answer to \(operation) was \(status.map { String($0) } ?? "lost"): it may or may not have been done; look at the list before trying again"
        + Self.request(requestID)
    case .timedOut(let operation, let seconds): "\(operation) took longer than \(Int(seconds.rounded(.up))) s"
    case .cancelled: "given up; what the platform has begun goes on there"
    case .transport(let host, let reason): "\(host) cannot be reached: \(reason)"
    case .undecodable(let host, let place, let reason, let requestID):
      "the answer of \(host) cannot be understood at \(place.isEmpty ? "its start" : place): \(reason)"
        + Self.request(requestID)
    case .provider(let failure):
      "\(failure.host) answered \(failure.status): "
        + (failure.message.isEmpty ? "no reason given" : failure.message)
        + (failure.code.isEmpty ? "" : " [\(failure.code)]") + Self.request(failure.requestID)
    default: ""
    }
  }

  private static func request(_ id: String?) -> String { id.map { " (request \($0))" } ?? "" }
}
