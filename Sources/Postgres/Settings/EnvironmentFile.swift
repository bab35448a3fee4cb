import Glibc

/// `.env` of a directory, read for a few names and never executed.
package struct EnvironmentFile: Sendable, Hashable {
  package private(set) var values: [String: String] = [:]
  /// What was not taken, a sentence each, without secrets.
  package private(set) var remarks: [String] = []

  private init(remarks: [String]) { self.remarks = remarks }

  private static let longest = 1 << 20

  /// Reads a file for the names; one that is not there is empty. Files of other users are not trusted: whoever may write there could send
  /// the reader's passwords elsewhere.
  package static func read(_ path: String, names: Set<String>) -> EnvironmentFile {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return EnvironmentFile(remarks: []) }
    defer { close(file) }
    var attributes = stat()
    guard fstat(file, &attributes) == 0, attributes.st_mode & S_IFMT == S_IFREG else {
      return EnvironmentFile(remarks: [])
    }
    guard attributes.st_uid == geteuid() || attributes.st_uid == 0 else {
      return EnvironmentFile(remarks: ["\(path) belongs to another user and was not read"])
    }
    guard attributes.st_size <= longest else {
      return EnvironmentFile(remarks: ["\(path) is longer than 1 MB and was not read"])
    }
    var bytes = [UInt8](repeating: 0, count: Int(attributes.st_size))
    let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
    return EnvironmentFile(text: String(decoding: bytes.prefix(max(0, count)), as: UTF8.self), path: path, names: names)
  }

  /// Lines `NAME=value`, `export NAME="value"`; the last of a name wins, as elsewhere.
  package init(text: String, path: String, names: Set<String>) {
    for line in text.split(whereSeparator: \.isNewline) {
      var rest = line.drop { $0 == " " || $0 == "\t" }
      if rest.hasPrefix("export ") { rest = rest.dropFirst(7).drop { $0 == " " } }
      guard let equals = rest.firstIndex(of: "=") else { continue }
      let name = String(rest[..<equals]).trimmed
      guard names.contains(name) else { continue }
      let written = rest[rest.index(after: equals)...].drop { $0 == " " || $0 == "\t" }
      guard let value = Self.value(written) else {
        remarks.append("\(path): \(name) refers to other variables or is not closed, and was not read")
        continue
      }
      if !value.isEmpty { values[name] = value }
    }
  }

  /// Nil for what only a shell could resolve.
  private static func value(_ written: Substring) -> String? {
    guard let quote = written.first, quote == "\"" || quote == "'" || quote == "`" else {
      // A comment begins behind a space.
      var text = ""
      for character in written {
        if character == "#", text.last == " " || text.last == "\t" || text.isEmpty { break }
        text.append(character)
      }
      text = text.trimmed
      return text.contains("${") || text.contains("$(") ? nil : text
    }
    var text = ""
    var isEscaped = false
    for character in written.dropFirst() {
      if isEscaped {
        text += character == "n" ? "\n" : String(character)
        isEscaped = false
      } else if character == "\\", quote == "\"" {
        isEscaped = true
      } else if character == quote {
        return quote != "'" && (text.contains("${") || text.contains("$(")) ? nil : text
      } else {
        text.append(character)
      }
    }
    return nil
  }
}

extension String {
  fileprivate var trimmed: String {
    let front = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    var back = front
    while let last = back.last, last == " " || last == "\t" || last == "\r" { back = back.dropLast() }
    return String(back)
  }
}
