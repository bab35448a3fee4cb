import SQLText

/// What goes in the place of matches: text with `\1` to `\9` for groups, `\0` or `\&` for all of the match, `\n` and `\t`; `\u` and `\l` turn the
/// next letter, `\U` and `\L` all up to `\E`.
struct ReplacementText: Sendable, Hashable {
  private enum Piece: Sendable, Hashable {
    case bytes([UInt8])
    case group(Int)
    case letters(Letters)
    /// Of the next letter alone.
    case letter(Letters)
  }

  private enum Letters: Sendable, Hashable { case asTheyAre, upper, lower }

  private var pieces: [Piece] = []

  /// `isVim`: a bare `&` is the match, and `\&` the character. Elsewhere `$1` is a group too where the pattern has one of that number: in SQL
  /// it is mostly a parameter.
  init(_ text: String, isRegex: Bool, isVim: Bool = false, groups: Int = 0) {
    guard isRegex else {
      pieces = [.bytes(Array(text.utf8))]
      return
    }
    var scalars = Substring(text).unicodeScalars
    while let scalar = scalars.popFirst() {
      if scalar == "\\", let next = scalars.popFirst() {
        add(escaped: next, isVim: isVim)
      } else if scalar == "&", isVim {
        pieces.append(.group(0))
      } else if scalar == "$", !isVim, let digit = scalars.first, let number = Self.digit(digit), 1...9 ~= number,
        number <= groups
      {
        scalars.removeFirst()
        pieces.append(.group(number))
      } else {
        add(Array(UTF8.encode(scalar)!))
      }
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    ("0"..."9").contains(scalar) ? Int(scalar.value - 0x30) : nil
  }

  private mutating func add(_ bytes: [UInt8]) {
    if case .bytes(let before) = pieces.last {
      pieces[pieces.count - 1] = .bytes(before + bytes)
    } else {
      pieces.append(.bytes(bytes))
    }
  }

  private mutating func add(escaped scalar: Unicode.Scalar, isVim: Bool) {
    switch scalar {
    case "0"..."9": pieces.append(.group(Self.digit(scalar)!))
    case "&" where !isVim: pieces.append(.group(0))
    case "n", "r": add([0x0A])
    case "t": add([0x09])
    case "u": pieces.append(.letter(.upper))
    case "l": pieces.append(.letter(.lower))
    case "U": pieces.append(.letters(.upper))
    case "L": pieces.append(.letters(.lower))
    case "E", "e": pieces.append(.letters(.asTheyAre))
    default: add(Array(UTF8.encode(scalar)!))
    }
  }

  func bytes(for match: Pattern.Match, in text: Rope) -> [UInt8] {
    var result: [UInt8] = []
    var (all, next) = (Letters.asTheyAre, Letters.asTheyAre)
    for piece in pieces {
      let bytes: [UInt8]
      switch piece {
      case .letters(let letters):
        (all, next) = (letters, .asTheyAre)
        continue
      case .letter(let letters):
        next = letters
        continue
      case .bytes(let own): bytes = own
      case .group(0): bytes = Array(text[match.range])
      case .group(let number):
        let groups = match.groups
        bytes = groups.indices.contains(number - 1) ? groups[number - 1].map { Array(text[$0]) } ?? [] : []
      }
      result += Self.cased(bytes, all, first: next)
      if !bytes.isEmpty { next = .asTheyAre }
    }
    return result
  }

  /// Bytes that are no text stay as they are.
  private static func cased(_ bytes: [UInt8], _ all: Letters, first: Letters) -> [UInt8] {
    guard all != .asTheyAre || first != .asTheyAre, let text = String(validating: bytes, as: UTF8.self) else {
      return bytes
    }
    func turned(_ text: some StringProtocol, _ letters: Letters) -> String {
      switch letters {
      case .asTheyAre: String(text)
      case .upper: text.uppercased()
      case .lower: text.lowercased()
      }
    }
    let head = turned(text.prefix(1), first == .asTheyAre ? all : first)
    return Array((head + turned(text.dropFirst(), all)).utf8)
  }
}
