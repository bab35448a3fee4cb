/// What is wrong in a configuration file, and where.
package struct ConfigError: Error, Sendable, Hashable, CustomStringConvertible {
  package var file: String
  /// From 1.
  package var line: Int
  package var message: String

  package init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`
  package var description: String { "\(file):\(line): \(message)" }
}
