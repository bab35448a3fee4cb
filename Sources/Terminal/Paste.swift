import CUnix
import Glibc

/// A bracketed paste that is coming in. Curses, which reads a byte at a time, is passed by: what is pasted may be long, and may look like keys.
struct Paste {
  private(set) var bytes: [UInt8] = []
  /// Bytes of the end that the last ones are.
  private var matched = 0

  private static let end = Array("\u{1B}[201~".utf8)

  /// Takes in what has come; true when that was all of the paste. Bytes behind its end are left to be read: never more are asked for at once
  /// than the end has yet to come.
  mutating func read(from descriptor: Int32) -> Bool {
    var waiting = Int(cs_waiting(descriptor))
    var part: UInt64 = 0
    while waiting > 0 {
      let count = withUnsafeMutableBytes(of: &part) { buffer in
        let count = Glibc.read(descriptor, buffer.baseAddress, min(waiting, Self.end.count - matched))
        if count > 0 { take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        return count
      }
      guard count > 0 else { return false }
      if matched == Self.end.count {
        bytes.removeLast(matched)
        return true
      }
      waiting -= count
      if waiting == 0 { waiting = Int(cs_waiting(descriptor)) }
    }
    return false
  }

  private mutating func take(_ part: UnsafeRawBufferPointer) {
    for byte in part {
      // The end's first byte stands nowhere else in it.
      matched = byte == Self.end[matched] ? matched + 1 : byte == Self.end[0] ? 1 : 0
    }
    bytes.append(contentsOf: part)
  }
}
