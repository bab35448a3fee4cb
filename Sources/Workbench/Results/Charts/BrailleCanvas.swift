import TextUI

/// A field of dots, two by four to each cell of the screen.
struct BrailleCanvas {
  let width: Int
  let height: Int
  private var cells: [UInt8]
  /// The series that drew last in a cell.
  private var owners: [UInt8]

  /// In cells.
  init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: 0, count: self.width * self.height)
    owners = cells
  }

  var dotsAcross: Int { width * 2 }
  var dotsUp: Int { height * 4 }

  /// Bits of the dots of a cell, from the top, left and right.
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// Sets a dot; `y` counts upwards from the bottom.
  mutating func set(_ x: Int, _ y: Int, series: Int) {
    guard x >= 0, x < dotsAcross, y >= 0, y < dotsUp else { return }
    let row = dotsUp - 1 - y
    let index = row / 4 * width + x / 2
    cells[index] |= Self.bits[row % 4][x % 2]
    owners[index] = UInt8(truncatingIfNeeded: series)
  }

  mutating func line(from one: (x: Int, y: Int), to two: (x: Int, y: Int), series: Int) {
    let steps = max(abs(two.x - one.x), abs(two.y - one.y), 1)
    for step in 0...steps {
      set(one.x + (two.x - one.x) * step / steps, one.y + (two.y - one.y) * step / steps, series: series)
    }
  }

  func draw(into frame: inout Frame, x: Int, y: Int, style: (Int) -> Style) {
    for row in 0..<height {
      for column in 0..<width where cells[row * width + column] != 0 {
        let scalar = Unicode.Scalar(0x2800 + UInt32(cells[row * width + column]))!
        frame.write(
          String(Character(scalar)), x: x + column, y: y + row, maxWidth: 1,
          style: style(Int(owners[row * width + column])))
      }
    }
  }
}
