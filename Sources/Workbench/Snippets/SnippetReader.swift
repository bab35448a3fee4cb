/// Reads the source of a snippet: its text, and where its placeholders are in it.
struct SnippetReader {
  private var rest: Substring
  private(set) var text = ""
  /// A placeholder that is not closed, as it stands in the source.
  private(set) var unfinished: String?
  private var found: [Int: Snippet.Stop] = [:]
  /// The first text of every number that has one.
  private var defaults: [Int: String] = [:]

  /// Reads the source.
  init(_ source: String) {
    var scout = SnippetReader(unread: source)
    scout.read()
    self.init(unread: source)
    defaults = scout.defaults
    read()
  }

  private init(unread source: String) { rest = source[...] }

  /// In the order in which they are gone through; the place where the cursor ends comes last.
  var stops: [Snippet.Stop] {
    found.sorted { ($0.key == 0 ? Int.max : $0.key) < ($1.key == 0 ? Int.max : $1.key) }.map(\.value)
  }

  private mutating func read() {
    while let letter = rest.popFirst() {
      switch letter {
      case "\\" where rest.first == "$" || rest.first == "\\": text.append(rest.removeFirst())
      case "$": readPlace()
      default: text.append(letter)
      }
    }
  }

  private mutating func readPlace() {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    if let number = Int(digits) {
      rest = rest.dropFirst(digits.count)
      return add(number, nil)
    }
    guard rest.first == "{", let number = Int(rest.dropFirst().prefix { $0.isASCII && $0.isNumber }) else {
      text.append("$")
      return
    }
    guard let end = rest.firstIndex(of: "}") else {
      unfinished = unfinished ?? "$" + rest.prefix { !$0.isNewline }
      text.append("$")
      return
    }
    let parts = rest[..<end].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    rest = rest[rest.index(after: end)...]
    add(number, parts.count > 1 ? String(parts[1]) : nil)
  }

  private mutating func add(_ number: Int, _ content: String?) {
    let start = text.utf8.count
    defaults[number] = defaults[number] ?? content
    text += content ?? defaults[number] ?? ""
    let range = start..<text.utf8.count
    if found[number] == nil { found[number] = Snippet.Stop(range: range) } else { found[number]?.echoes.append(range) }
  }
}
