import SQLText

/// The lists that `:marks` and `:registers` show.
extension State {
  mutating func showRegisters() {
    let lines = editor.vim.registers.all.map { name, text in
      Help.Line(keys: "\"\(name)", text: Self.inOneLine(text.bytes.prefix(200)))
    }
    overlay = .help(Help(title: "Registers", lines: lines))
  }

  mutating func showMarks() {
    let buffer = editor.buffer
    let lines = buffer.allMarks.map { name, place in
      let line = buffer.line(at: place)
      let text = Self.inOneLine(buffer.bytes[buffer.range(ofLine: line)].prefix(200))
      return Help.Line(keys: "'\(name)", text: "\(line + 1):\(place - buffer.lineStarts[line])  \(text)")
    }
    guard !lines.isEmpty else { return remark("no mark is set") }
    overlay = .help(Help(title: "Marks", lines: lines))
  }

  /// `argument` names marks: `a b`, `a-d`. With a bang those of all letters go.
  mutating func deleteMarks(_ argument: String, all: Bool) throws(PatternError) {
    let letters = "abcdefghijklmnopqrstuvwxyz".unicodeScalars
    var names = all ? Array(letters) : []
    var rest = Array(argument.unicodeScalars.filter { $0 != " " })[...]
    if names.isEmpty, rest.isEmpty { throw PatternError("delmarks needs the names of marks, or !") }
    while let name = rest.popFirst() {
      guard name.properties.isAlphabetic || "[]<>.".unicodeScalars.contains(name) else {
        throw PatternError("\(name) names no mark")
      }
      guard rest.first == "-", let last = rest.dropFirst().first, name <= last else {
        names.append(name)
        continue
      }
      rest = rest.dropFirst(2)
      names += (name.value...last.value).compactMap(Unicode.Scalar.init)
    }
    for name in names { editor.buffer.marks[name] = nil }
  }

  private static func inOneLine(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self).split(separator: "\n").joined(separator: " ⏎ ")
  }
}
