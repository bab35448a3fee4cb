import Platform
import Synchronization
import TextUI

/// A platform behind HTTP, made when it is first asked: its key may come from a command that takes time.
final class HostedPlatform: Sendable {
  let name: String
  private let platform: Platforms
  private let paths: Paths
  private let made = Mutex<(any Provider)?>(nil)

  /// Nil for the local platform.
  init?(named name: String?, paths: Paths) {
    guard let name, let platform = Platforms(rawValue: name) else { return nil }
    self.name = name
    self.platform = platform
    self.paths = paths
  }

  func provider() throws(PlatformError) -> any Provider {
    if let provider = made.withLock({ $0 }) { return provider }
    let values: [String: String]
    do {
      values = try readSettings(paths).platforms[name] ?? [:]
    } catch {
      throw .unavailable(Perch.sentence(error))
    }
    let surroundings = Surroundings()
    let provider = try platform.provider(PlatformSettings(values), cache: paths.cache) { surroundings[$0] }
    made.withLock { $0 = provider }
    return provider
  }
}
