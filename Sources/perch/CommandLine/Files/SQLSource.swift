import Glibc

/// SQL text that a subcommand was given, with the name to call it by.
struct SQLSource {
  var name: String
  /// Nil for standard input.
  var path: String?
  var text: [UInt8]

  /// The named files, `-` or no name for standard input.
  static func all(_ words: [String]) throws -> [SQLSource] {
    try (words.isEmpty ? ["-"] : words).map { word in
      guard word != "-" else {
        return SQLSource(
          name: "stdin", path: nil, text: try FileText.read(descriptor: STDIN_FILENO, name: "standard input"))
      }
      return SQLSource(name: word, path: word, text: try FileText.read(word))
    }
  }
}

/// Lines and columns of byte offsets, for people: both count from 1, columns count characters.
struct LineIndex {
  private let text: [UInt8]
  private let starts: [Int]

  init(_ text: [UInt8]) {
    self.text = text
    starts = [0] + text.indices.filter { text[$0] == 0x0A }.map { $0 + 1 }
  }

  func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = text[starts[low]..<min(offset, text.count)].count { $0 & 0xC0 != 0x80 } + 1
    return (low + 1, column)
  }
}
