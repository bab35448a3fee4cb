/// A colour as light of three kinds.
package struct RGB: Sendable, Hashable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `0xRRGGBB`
  package init(_ value: UInt32) {
    self.init(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
  }

  package var value: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// How bright people see it, from 0 to 1 (WCAG 2.1).
  package var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// From 1 to 21; text is readable from 4.5 on (WCAG 2.1 AA).
  package static func contrast(_ a: RGB, _ b: RGB) -> Double {
    let (high, low) = (max(a.luminance, b.luminance), min(a.luminance, b.luminance))
    return (high + 0.05) / (low + 0.05)
  }

  private static func linear(_ part: UInt8) -> Double { linearParts[Int(part)] }

  /// The light of each value of sRGB.
  private static let linearParts: [Double] = (0..<256).map { value in
    let part = Double(value) / 255
    return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055, 2.4)
  }

  /// A power of a number from 0 to 1, by squaring and square roots: the core has no mathematics library.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    var result = 1.0
    var whole = base
    var fraction = exponent
    for _ in 0..<Int(exponent) { result *= whole }
    fraction -= exponent.rounded(.down)
    for _ in 0..<40 {
      whole = whole.squareRoot()
      fraction *= 2
      if fraction >= 1 {
        result *= whole
        fraction -= 1
      }
    }
    return result
  }

  // MARK: Likeness

  /// In CIELAB, where distances are those that people see.
  struct Lab: Sendable {
    var lightness: Double
    var a: Double
    var b: Double

    /// Hue and colourfulness weigh a little less than lightness, which is what makes text readable.
    func distance(to other: Lab) -> Double {
      let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
      return 1.4 * dl * dl + da * da + db * db
    }
  }

  var lab: Lab {
    let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let x = Self.curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
    let y = Self.curve(0.2126 * r + 0.7152 * g + 0.0722 * b)
    let z = Self.curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
    return Lab(lightness: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  private static func curve(_ value: Double) -> Double {
    value > 0.008856 ? power(value, 1.0 / 3) : 7.787 * value + 16.0 / 116
  }
}
