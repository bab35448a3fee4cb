/// A colour as a theme names it; the terminal maps it to what it can show.
package enum Color: Sendable, Hashable {
  case terminalDefault
  /// One of the 16 colours of the user's palette (0 to 15) or of the 256.
  case indexed(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}

/// How a cell looks.
package struct Style: Sendable, Hashable {
  package struct Attributes: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let reverse = Attributes(rawValue: 16)
  }

  // In numbers without room between them: thousands of cells are compared at each key.
  private var text: UInt32
  private var ground: UInt32
  private var marks: UInt32

  package init(
    foreground: Color = .terminalDefault, background: Color = .terminalDefault, attributes: Attributes = []
  ) {
    text = foreground.packed
    ground = background.packed
    marks = UInt32(attributes.rawValue)
  }

  package var foreground: Color {
    get { Color(packed: text) }
    set { text = newValue.packed }
  }

  package var background: Color {
    get { Color(packed: ground) }
    set { ground = newValue.packed }
  }

  package var attributes: Attributes {
    get { Attributes(rawValue: UInt8(truncatingIfNeeded: marks)) }
    set { marks = UInt32(newValue.rawValue) }
  }
}

extension Color {
  /// The kind in the highest byte.
  fileprivate var packed: UInt32 {
    switch self {
    case .terminalDefault: 0
    case .indexed(let index): 1 << 24 | UInt32(index)
    case .rgb(let red, let green, let blue): 2 << 24 | RGB(red, green, blue).value
    }
  }

  fileprivate init(packed: UInt32) {
    let color = RGB(packed)
    switch packed >> 24 {
    case 0: self = .terminalDefault
    case 1: self = .indexed(color.blue)
    default: self = .rgb(color.red, color.green, color.blue)
    }
  }
}
