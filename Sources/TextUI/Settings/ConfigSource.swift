import TOMLKit

/// A TOML file that was read, with the places of its keys.
struct ConfigSource {
  let file: String
  private let table: TOMLTable
  private let lines: [Substring]

  init(_ text: String, file: String) throws(ConfigError) {
    self.file = file
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw ConfigError(file: file, line: Int(error.source.begin.line), message: error.description.firstLine)
    } catch {
      throw ConfigError(file: file, line: 1, message: "not readable as TOML")
    }
  }

  func value(_ key: String) -> (any TOMLValueConvertible)? { table[key] }

  /// The names of the keys and tables at the top.
  var sections: [String] { table.keys }

  /// The keys and texts of a section, none when the section is absent.
  func strings(in section: String) throws(ConfigError) -> [(key: String, text: String)] {
    guard let value = table[section] else { return [] }
    guard let entries = value.table else { throw error("[\(section)] is not a table", in: section) }
    var result: [(key: String, text: String)] = []
    for key in entries.keys {
      guard let text = entries[key]?.string else {
        throw error("\(key): a text in quotes is expected", key: key, in: section)
      }
      result.append((key, text))
    }
    return result
  }

  func error(_ message: String, key: String? = nil, in section: String? = nil) -> ConfigError {
    ConfigError(file: file, line: line(of: key, in: section), message: message)
  }

  /// The line of a key of a section, from 1: the parser does not keep places, so the text is asked.
  private func line(of key: String?, in section: String?) -> Int {
    var isInside = section == nil
    var fallback = 1
    for (index, raw) in lines.enumerated() {
      let line = raw.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("[") {
        let name = line.dropFirst().prefix { $0 != "]" }.filter { $0 != "\"" && $0 != " " }
        isInside = name == section
        if isInside { fallback = index + 1 }
      } else if isInside, let key, Self.key(of: line) == key {
        return index + 1
      }
    }
    return fallback
  }

  /// The key at the start of a line: bare, `'literal'`, or `"with \\ escapes"`.
  private static func key(of line: Substring) -> String? {
    guard let quote = line.first else { return nil }
    guard quote == "\"" || quote == "'" else {
      guard let end = line.firstIndex(where: { $0 == "=" || $0 == " " || $0 == "\t" }) else { return nil }
      return String(line[..<end])
    }
    var key = ""
    var isEscaped = false
    for character in line.dropFirst() {
      if character == quote, !isEscaped { return key }
      isEscaped = character == "\\" && quote == "\"" && !isEscaped
      if !isEscaped { key.append(character) }
    }
    return nil
  }
}

extension String {
  fileprivate var firstLine: String { split(separator: "\n").first.map(String.init) ?? self }
}
