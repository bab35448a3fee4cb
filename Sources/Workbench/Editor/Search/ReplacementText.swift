import SQLText

/// What goes in the place of matches: text with `\1` to `\9` for groups, `\0` or `\&` for all of the match, `\n` and `\t`.
struct ReplacementText: Sendable, Hashable {
  private enum Piece: Sendable, Hashable {
    case bytes([UInt8])
    case group(Int)
  }

  private var pieces: [Piece] = []

  /// `isVim`: a bare `&` is the match, and `\&` the character.
  init(_ text: String, isRegex: Bool, isVim: Bool = false) {
    guard isRegex else {
      pieces = [.bytes(Array(text.utf8))]
      return
    }
    var plain: [UInt8] = []
    var scalars = text.unicodeScalars.makeIterator()
    func flushed() -> [Piece] { plain.isEmpty ? [] : [.bytes(plain)] }
    while let scalar = scalars.next() {
      var group: Int?
      if scalar == "\\", let next = scalars.next() {
        switch next {
        case "0"..."9": group = Int(next.value - 0x30)
        case "&" where !isVim: group = 0
        case "n", "r": plain.append(0x0A)
        case "t": plain.append(0x09)
        default: plain += Array(UTF8.encode(next)!)
        }
      } else if scalar == "&", isVim {
        group = 0
      } else {
        plain += Array(UTF8.encode(scalar)!)
      }
      if let group {
        pieces += flushed() + [.group(group)]
        plain = []
      }
    }
    pieces += flushed()
  }

  func bytes(for match: Pattern.Match, in text: Rope) -> [UInt8] {
    pieces.flatMap { piece -> [UInt8] in
      switch piece {
      case .bytes(let bytes): bytes
      case .group(0): Array(text[match.range])
      case .group(let number):
        match.groups.indices.contains(number - 1) ? match.groups[number - 1].map { Array(text[$0]) } ?? [] : []
      }
    }
  }
}
