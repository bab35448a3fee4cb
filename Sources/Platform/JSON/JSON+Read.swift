package import JSONText

extension JSON {
  /// Reads one value; nothing but space may follow.
  package init(parsing bytes: [UInt8]) throws(JSONProblem) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(JSONProblem) in
      var scanner = JSONScanner(UnsafeRawBufferPointer(bytes))
      let value = try JSON(next: &scanner)
      guard scanner.next() == nil else { throw scanner.problem("something follows the value") }
      return value
    }
  }

  private init(next scanner: inout JSONScanner) throws(JSONProblem) {
    switch scanner.next() {
    case UInt8(ascii: "{"):
      var members: [Member] = []
      try scanner.object { (scanner, name) throws(JSONProblem) in
        members.append(Member(name, try JSON(next: &scanner)))
      }
      self = .object(members)
    case UInt8(ascii: "["):
      var values: [JSON] = []
      try scanner.list { (scanner) throws(JSONProblem) in values.append(try JSON(next: &scanner)) }
      self = .list(values)
    case UInt8(ascii: "\""): self = .text(try scanner.text())
    case UInt8(ascii: "t") where scanner.take(word: "true"): self = .bool(true)
    case UInt8(ascii: "f") where scanner.take(word: "false"): self = .bool(false)
    case UInt8(ascii: "n") where scanner.take(word: "null"): self = .null
    default: self = .number(try scanner.number())
    }
  }
}
