/// A block of bytes that never changes once it is shared; it may be plain memory or a mapped file.
package final class Arena: @unchecked Sendable {
  // Sendable by hand: the bytes are written before the arena is made and only read afterwards.
  package let bytes: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void
  private let letGo: (@Sendable (UnsafeRawBufferPointer) -> Void)?

  /// Takes ownership of `bytes`; `release` is called once, when nobody reads them any more. `evict` gives back memory that can be had again.
  package init(
    _ bytes: UnsafeRawBufferPointer, evict: (@Sendable (UnsafeRawBufferPointer) -> Void)? = nil,
    release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    self.bytes = bytes
    self.letGo = evict
    self.release = release
  }

  /// Lets go of memory that comes back by itself when it is read; nothing for bytes that are nowhere else.
  package func evict() { letGo?(bytes) }

  deinit { release(bytes) }
}

extension Arena {
  /// A copy of the bytes in memory.
  package convenience init(copying bytes: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    copy.copyBytes(from: bytes)
    self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
  }
}
