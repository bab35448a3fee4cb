import CVTerm
import Glibc

/// A terminal emulator: bytes in, a screen of cells out.
package final class VirtualScreen {
  fileprivate let terminal: OpaquePointer
  private let screen: OpaquePointer
  private let modes = Modes()
  package private(set) var columns: Int
  package private(set) var rows: Int

  private final class Modes {
    var isAlternate = false
    var isCursorVisible = true
    var title = ""
  }

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    terminal = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    Self.callbacks.withUnsafe { vterm_screen_set_callbacks(screen, $0, Unmanaged.passUnretained(modes).toOpaque()) }
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  /// Lives as long as the program: the emulator keeps the pointer.
  private struct Callbacks: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<VTermScreenCallbacks>
    func withUnsafe(_ body: (UnsafePointer<VTermScreenCallbacks>) -> Void) { body(UnsafePointer(pointer)) }
  }

  private static let callbacks: Callbacks = {
    let pointer = UnsafeMutablePointer<VTermScreenCallbacks>.allocate(capacity: 1)
    pointer.initialize(to: VTermScreenCallbacks())
    pointer.pointee.settermprop = { property, value, user in
      guard let user, let value else { return 0 }
      let modes = Unmanaged<Modes>.fromOpaque(user).takeUnretainedValue()
      if property == VTERM_PROP_ALTSCREEN { modes.isAlternate = value.pointee.boolean != 0 }
      if property == VTERM_PROP_CURSORVISIBLE { modes.isCursorVisible = value.pointee.boolean != 0 }
      return 1
    }
    return Callbacks(pointer: pointer)
  }()

  package var isAlternate: Bool { modes.isAlternate }
  package var isCursorVisible: Bool { modes.isCursorVisible }

  package func feed(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { buffer in
      _ = buffer.withMemoryRebound(to: CChar.self) { vterm_input_write(terminal, $0.baseAddress, $0.count) }
    }
  }

  package func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    vterm_set_size(terminal, Int32(rows), Int32(columns))
  }

  package var cursor: (x: Int, y: Int) {
    var place = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place)
    return (Int(place.col), Int(place.row))
  }

  /// How one place of the screen looks.
  package struct Look {
    package var text: String
    package var width: Int
    package var foreground: (UInt8, UInt8, UInt8)?
    package var background: (UInt8, UInt8, UInt8)?
    package var isBold: Bool
    package var isUnderlined: Bool
    package var isItalic: Bool
    package var isReversed: Bool
  }

  package func look(x: Int, y: Int) -> Look {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(y), col: Int32(x)), &cell)
    let scalars = withUnsafeBytes(of: cell.chars) { Array($0.bindMemory(to: UInt32.self)) }
    let text = scalars.prefix { $0 != 0 }.compactMap { Unicode.Scalar($0).map(String.init) }.joined()
    return Look(
      text: text, width: Int(cell.width), foreground: color(cell.fg), background: color(cell.bg),
      isBold: cell.attrs.bold != 0, isUnderlined: cell.attrs.underline != 0, isItalic: cell.attrs.italic != 0,
      isReversed: cell.attrs.reverse != 0)
  }

  /// nil for the terminal's own colour.
  private func color(_ color: VTermColor) -> (UInt8, UInt8, UInt8)? {
    var color = color
    if color.type & 6 != 0 { return nil }
    vterm_screen_convert_color_to_rgb(screen, &color)
    return (color.rgb.red, color.rgb.green, color.rgb.blue)
  }

  /// The text of a row, spaces at its end left out.
  package func row(_ y: Int) -> String {
    var text = ""
    var x = 0
    while x < columns {
      let look = look(x: x, y: y)
      text += look.text.isEmpty ? " " : look.text
      x += max(1, look.width)
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  package var text: String { (0..<rows).map(row).joined(separator: "\n") }
}

extension VirtualScreen {
  /// What the emulator answers to the program, to be written back to it.
  func takeReply() -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: 256)
    let count = vterm_output_read(terminal, &buffer, buffer.count)
    return buffer[..<count].map { UInt8(bitPattern: $0) }
  }
}
