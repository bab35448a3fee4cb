import TextUI

extension Key {
  /// The key of a control sequence, without its `ESC [`, that tells a character by its number: `47;5u`, or `27;5;47~` as xterm does.
  init?(sequence: [UInt8]) {
    let numbers = sequence.dropLast().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      part in
      Int(String(decoding: part.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)) ?? 1
    }
    let (number, modifier): (Int, Int)
    switch (sequence.last, numbers.count) {
    case (UInt8(ascii: "u"), 1): (number, modifier) = (numbers[0], 1)
    case (UInt8(ascii: "u"), 2): (number, modifier) = (numbers[0], numbers[1])
    case (UInt8(ascii: "~"), 3) where numbers[0] == 27: (number, modifier) = (numbers[2], numbers[1])
    default: return nil
    }
    // Numbers for private use are keys that have no character.
    guard number > 0x20, number != 0x7F, !(0xE000...0xF8FF).contains(number),
      let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init)
    else { return nil }
    let modifiers = Modifiers(rawValue: UInt8(max(0, modifier - 1) & 7))
    let plain =
      modifiers.isDisjoint(with: [.alt, .control]) ? scalar : scalar.properties.lowercaseMapping.unicodeScalars.first
    self.init(.character(plain ?? scalar), modifiers.subtracting(.shift))
  }

  /// The bytes that xterm sends for the key: what programs that read bytes, such as readline, know it by.
  var sequence: [UInt8] {
    switch code {
    case .character(let scalar): return prefix + bytes(of: scalar)
    case .enter: return prefix + [0x0D]
    case .tab: return modifiers.contains(.shift) ? Array("\u{1B}[Z".utf8) : prefix + [0x09]
    case .backspace: return prefix + [modifiers.contains(.control) ? 0x08 : 0x7F]
    case .escape: return [0x1B]
    case .up: return cursor("A")
    case .down: return cursor("B")
    case .right: return cursor("C")
    case .left: return cursor("D")
    case .home: return cursor("H")
    case .end: return cursor("F")
    case .insert: return numbered(2)
    case .delete: return numbered(3)
    case .pageUp: return numbered(5)
    case .pageDown: return numbered(6)
    case .function(let number): return function(number)
    }
  }

  /// Alt is an escape before the key.
  private var prefix: [UInt8] { modifiers.contains(.alt) ? [0x1B] : [] }

  private func bytes(of scalar: Unicode.Scalar) -> [UInt8] {
    guard modifiers.contains(.control), scalar.value < 0x80 else { return Array(String(scalar).utf8) }
    switch scalar {
    case " ": return [0]
    case "/": return [0x1F]
    default: return [UInt8(scalar.value) & 0x1F]
    }
  }

  /// 1 and the bits of the modifiers, as xterm counts them.
  private var modifierNumber: Int { 1 + Int(modifiers.rawValue) }

  private func cursor(_ letter: String) -> [UInt8] {
    Array((modifiers.isEmpty ? "\u{1B}[\(letter)" : "\u{1B}[1;\(modifierNumber)\(letter)").utf8)
  }

  private func numbered(_ number: Int) -> [UInt8] {
    Array((modifiers.isEmpty ? "\u{1B}[\(number)~" : "\u{1B}[\(number);\(modifierNumber)~").utf8)
  }

  private func function(_ number: Int) -> [UInt8] {
    let letters = ["P", "Q", "R", "S"]
    if number <= 4 {
      return modifiers.isEmpty ? Array("\u{1B}O\(letters[number - 1])".utf8) : cursor(letters[number - 1])
    }
    let numbers = [15, 17, 18, 19, 20, 21, 23, 24]
    return number <= 12 ? numbered(numbers[number - 5]) : []
  }
}
