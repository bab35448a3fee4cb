/// What bytes may stand where. Bytes above 127 belong to words, as they do for the server.
enum ByteClass {
  static let space: UInt8 = 1
  static let digit: UInt8 = 2
  static let startsWord: UInt8 = 4
  static let continuesWord: UInt8 = 8
  static let isOperator: UInt8 = 16
  /// Operators that hold one of these may end in `+` or `-`.
  static let freesSign: UInt8 = 32

  /// The classes of each of the 256 bytes. It lives as long as the program; a plain pointer, for an array would be checked and retained at
  /// each byte of a text.
  nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in UInt8.min...UInt8.max { table[Int(byte)] = classes(of: byte) }
    return UnsafePointer(table)
  }()

  private static func classes(of byte: UInt8) -> UInt8 {
    switch byte {
    case 0x20, 0x09...0x0D: space
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit | continuesWord
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
      startsWord | continuesWord
    case UInt8(ascii: "$"): continuesWord
    case _ where "+-*/<>=".utf8.contains(byte): isOperator
    case _ where "~!@#%^&|`?".utf8.contains(byte): isOperator | freesSign
    default: 0
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { table[Int(byte)] & space != 0 }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func startsWord(_ byte: UInt8) -> Bool { table[Int(byte)] & startsWord != 0 }
  static func continuesWord(_ byte: UInt8) -> Bool { table[Int(byte)] & continuesWord != 0 }
}
