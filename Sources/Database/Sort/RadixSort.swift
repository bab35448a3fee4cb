/// Sorts numbers and what belongs to them without comparing: eleven bits at a time, equal ones keep their order.
struct RadixSort: ~Copyable {
  private static let bits = 11
  private static let buckets = 1 << bits

  private var spareKeys: [UInt64] = []
  private var spareItems: [UInt32] = []

  /// Sorts `keys` ascending and moves `items` along.
  mutating func sort(_ keys: inout [UInt64], _ items: inout [UInt32]) {
    let count = keys.count
    guard count > 1 else { return }
    if spareKeys.count != count {
      spareKeys = Array(repeating: 0, count: count)
      spareItems = Array(repeating: 0, count: count)
    }
    var (all, any): (UInt64, UInt64) = (.max, 0)
    for key in keys {
      all &= key
      any |= key
    }
    let differing = all ^ any
    for shift in stride(from: 0, to: 64, by: Self.bits) where differing >> UInt64(shift) & UInt64(Self.buckets - 1) != 0
    {
      pass(&keys, &items, UInt64(shift))
      swap(&keys, &spareKeys)
      swap(&items, &spareItems)
    }
  }

  private mutating func pass(_ keys: inout [UInt64], _ items: inout [UInt32], _ shift: UInt64) {
    let mask = UInt64(Self.buckets - 1)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.buckets) { starts in
      starts.initialize(repeating: 0)
      for key in keys { starts[Int(key >> shift & mask)] += 1 }
      var sum = 0
      for bucket in 0..<Self.buckets { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
      keys.withUnsafeBufferPointer { keys in
        items.withUnsafeBufferPointer { items in
          spareKeys.withUnsafeMutableBufferPointer { newKeys in
            spareItems.withUnsafeMutableBufferPointer { newItems in
              for index in 0..<keys.count {
                let bucket = Int(keys[index] >> shift & mask)
                newKeys[starts[bucket]] = keys[index]
                newItems[starts[bucket]] = items[index]
                starts[bucket] += 1
              }
            }
          }
        }
      }
    }
  }
}
