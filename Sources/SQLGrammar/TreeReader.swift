/// Reads the JSON of a parse tree piece by piece, without recursion: trees are as deep as their text is nested.
struct TreeReader {
  enum Piece: Equatable {
    /// An object or a list starts or ends.
    case begin, end
    /// The bytes between the quotes, escapes left as they are.
    case text(Range<Int>)
    /// A number or a truth value.
    case literal(Range<Int>)
  }

  let json: [UInt8]
  /// The key that the last `begin`, `text` or `literal` stands behind; empty in lists.
  private(set) var key = 0..<0
  private var index = 0

  init(_ json: [UInt8]) { self.json = json }

  mutating func next() -> Piece? {
    key = 0..<0
    while index < json.count {
      switch json[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        index += 1
        return .begin
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        index += 1
        return .end
      case UInt8(ascii: "\""):
        let text = quoted()
        guard index < json.count, json[index] == UInt8(ascii: ":") else { return .text(text) }
        key = text
        index += 1
      case UInt8(ascii: ","), 0x20, 0x0A: index += 1
      default:
        let start = index
        while index < json.count, !Self.endsLiteral(json[index]) { index += 1 }
        return .literal(start..<index)
      }
    }
    return nil
  }

  private static func endsLiteral(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }

  private mutating func quoted() -> Range<Int> {
    let start = index + 1
    index = start
    while index < json.count, json[index] != UInt8(ascii: "\"") {
      index += json[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, json.count)
    return start..<max(start, index - 1)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: json[range], as: UTF8.self) }

  /// Whether two trees are the same but for the places in their texts.
  static func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    var one = TreeReader(first)
    var other = TreeReader(second)
    while true {
      let left = one.nextOfMeaning()
      let right = other.nextOfMeaning()
      guard let left, let right else { return left == nil && right == nil }
      guard one.json[one.key].elementsEqual(other.json[other.key]), one.equals(left, other, right) else { return false }
    }
  }

  private func equals(_ piece: Piece, _ other: TreeReader, _ otherPiece: Piece) -> Bool {
    switch (piece, otherPiece) {
    case (.begin, .begin), (.end, .end): true
    case (.text(let mine), .text(let theirs)), (.literal(let mine), .literal(let theirs)):
      json[mine].elementsEqual(other.json[theirs])
    default: false
    }
  }

  /// The next piece that is no place or length in the text.
  private mutating func nextOfMeaning() -> Piece? {
    while let piece = next() {
      guard case .literal = piece else { return piece }
      let key = json[key]
      if !key.elementsEqual("location".utf8), !key.elementsEqual("stmt_location".utf8),
        !key.elementsEqual("stmt_len".utf8)
      {
        return piece
      }
    }
    return nil
  }
}
