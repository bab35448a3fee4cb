import CUnix
import Glibc

/// A bracketed paste that is coming in. Curses, which reads a byte at a time, is passed by: what is pasted may be long, and may look like keys.
struct Paste {
  private(set) var bytes: [UInt8] = []

  private static let end = Array("\u{1B}[201~".utf8)
  /// Bytes that are asked for at once: what a terminal holds.
  private static let part = 4096

  /// Takes in what has come. Gives what was read behind the end of the paste, which is for others; nil while it goes on.
  mutating func read(from descriptor: Int32) -> [UInt8]? {
    while cs_waiting(descriptor) > 0 {
      let known = bytes.count
      let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.part) { buffer in
        let count = Glibc.read(descriptor, buffer.baseAddress, Self.part)
        if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
        return count
      }
      guard count > 0 else { return nil }
      if let end = place(ofEndFrom: max(0, known - Self.end.count + 1)) {
        let behind = Array(bytes[(end + Self.end.count)...])
        bytes.removeSubrange(end...)
        return behind
      }
    }
    return nil
  }

  private func place(ofEndFrom start: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      var place = start
      while let found = memchr(bytes.baseAddress! + place, Int32(Self.end[0]), bytes.count - place) {
        place = bytes.baseAddress!.distance(to: UnsafeRawPointer(found))
        if bytes.count - place < Self.end.count { return nil }
        if memcmp(found, Self.end, Self.end.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }
}
