/// How often names were used lately, as the shell counts them in the history: the newer a use, the more it counts.
package struct NameUses: Sendable {
  private var weights: [String: Int] = [:]

  package init() {}

  /// `weights` by folded name; one use just now is worth 100.
  package init(_ weights: [String: Int]) { self.weights = weights }

  /// Rounded to powers of two, so that one use more or less does not change the order.
  func weight(_ name: String) -> Int {
    guard let weight = weights[name], weight > 0 else { return 0 }
    return Int.bitWidth - weight.leadingZeroBitCount
  }

  var isEmpty: Bool { weights.isEmpty }
}
