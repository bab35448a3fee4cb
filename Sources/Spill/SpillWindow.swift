import Glibc

/// A long stretch of a file in memory, shared by many batches: a process may have only some ten thousand mappings.
final class SpillWindow: @unchecked Sendable {
  // Sendable by hand: the mapping is only read.
  private let base: UnsafeMutableRawPointer
  /// Offset in the file of the first byte.
  private let start: Int
  private let length: Int

  private static let usualLength = 64 << 20
  /// What the kernel maps at a time, as it is usually set.
  private static let block: UInt = 1 << 16
  private static let page = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// Maps the file from `offset` on, at least `count` bytes; what lies behind the end of the file becomes readable once it is written.
  init?(_ descriptor: Int32, from offset: Int, count: Int) {
    start = offset / Self.page * Self.page
    length = max(Self.usualLength, (offset - start + count + Self.page - 1) / Self.page * Self.page)
    guard let base = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, off_t(start)), base != MAP_FAILED else {
      return nil
    }
    self.base = base
  }

  deinit { munmap(base, length) }

  func holds(_ offset: Int, _ count: Int) -> Bool { offset >= start && offset + count <= start + length }

  func address(of offset: Int) -> UnsafeRawPointer { UnsafeRawPointer(base + (offset - start)) }

  /// Gives back the memory of mapped bytes; they are read from the file again when needed. The kernel maps a block of pages around one that is
  /// read: the whole blocks go, or the ends of what was read before would pile up.
  func evict(_ bytes: UnsafeRawBufferPointer) {
    guard let address = bytes.baseAddress else { return }
    let mapped = UInt(bitPattern: base)..<UInt(bitPattern: base) + UInt(length)
    let first = UInt(bitPattern: address) / Self.block * Self.block
    let behind = (UInt(bitPattern: address) + UInt(bytes.count) + Self.block - 1) / Self.block * Self.block
    let range = (first..<behind).clamped(to: mapped)
    madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
  }
}
