/// Where work on many rows puts numbers that it needs again later, so that memory stays bounded.
package struct ScratchSpace: Sendable {
  private let store: @Sendable (UnsafeRawBufferPointer) -> Arena

  /// `store` copies the bytes to a place where their numbers lie aligned.
  package init(store: @escaping @Sendable (UnsafeRawBufferPointer) -> Arena) { self.store = store }

  /// In memory.
  package static let memory = ScratchSpace { Arena(copying: $0) }

  func keep(_ bytes: UnsafeRawBufferPointer) -> Arena { store(bytes) }
}

/// Numbers in scratch space.
struct KeptNumbers<Number: BitwiseCopyable & Sendable>: Sendable {
  private let arena: Arena
  private let range: Range<Int>

  init(_ numbers: [Number], in space: ScratchSpace) {
    arena = numbers.withUnsafeBytes { space.keep($0) }
    range = 0..<numbers.count
  }

  private init(_ arena: Arena, _ range: Range<Int>) {
    self.arena = arena
    self.range = range
  }

  var count: Int { range.count }

  subscript(place: Int) -> Number {
    precondition(place >= 0 && place < range.count)
    return arena.bytes.load(fromByteOffset: (range.lowerBound + place) * MemoryLayout<Number>.stride, as: Number.self)
  }

  /// Some of them, at the same place in scratch space.
  subscript(places: Range<Int>) -> KeptNumbers {
    precondition(places.upperBound <= range.count)
    return KeptNumbers(arena, range.lowerBound + places.lowerBound..<range.lowerBound + places.upperBound)
  }

  func withNumbers<Value>(_ body: (UnsafeBufferPointer<Number>) throws -> Value) rethrows -> Value {
    try arena.bytes.withMemoryRebound(to: Number.self) { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Lets go of the memory; it comes back when the numbers are read.
  func evict() { arena.evict() }
}
