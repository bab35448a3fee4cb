extension PlatformClient {
  /// Makes something new. When the answer is lost, the list tells: what is there now and was made since the start is the answer, and
  /// otherwise nobody knows yet (it may still appear).
  func make<Resource>(
    _ call: Call, create: () throws(PlatformError) -> Change<Resource>,
    find: (_ madeAfter: Double) throws(PlatformError) -> Resource?
  ) throws(PlatformError) -> Change<Resource> {
    let started = InternetTime.now
    do throws(PlatformError) {
      return try create()
    } catch {
      switch error {
      case .outcomeUnknown, .undecodable: call.progress("the answer was lost; looking whether it was done")
      default: throw error
      }
      // Clocks may differ by so much.
      guard let found = try? find(started - 120) else { throw error }
      return Change(found)
    }
  }
}
