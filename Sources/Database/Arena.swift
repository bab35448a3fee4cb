/// A block of bytes that never changes once it is shared; it may be plain memory or a mapped file.
package final class Arena: @unchecked Sendable {
  // Sendable by hand: the bytes are written before the arena is made and only read afterwards.
  package let bytes: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  /// Takes ownership of `bytes`; `release` is called once, when nobody reads them any more.
  package init(_ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
    self.bytes = bytes
    self.release = release
  }

  deinit { release(bytes) }
}
