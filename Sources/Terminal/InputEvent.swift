package import TextUI

/// What the terminal sent.
package enum InputEvent: Sendable, Hashable {
  case key(Key)
  /// The bytes of a bracketed paste.
  case paste([UInt8])
  case focus(Bool)
  case mouse(MouseEvent)
  /// The terminal's answer that it shows updates whole.
  case synchronizesUpdates
}
