/// What is wrong in a configuration file, and where.
package struct ConfigError: Error, Sendable, Hashable, CustomStringConvertible {
  package var file: String
  /// From 1.
  package var line: Int
  package var message: String
  /// What else is wrong in the file, further down.
  package private(set) var others: [ConfigError] = []

  package init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// All of these in the order of their lines; nil when nothing is wrong.
  package init?(all errors: [ConfigError]) {
    let ordered = errors.sorted { ($0.line, $0.message) < ($1.line, $1.message) }
    guard let first = ordered.first else { return nil }
    self = first
    others = Array(ordered.dropFirst())
  }

  /// `file:line: message`, a line for each thing that is wrong.
  package var description: String {
    (["\(file):\(line): \(message)"] + others.map(\.description)).joined(separator: "\n")
  }
}
