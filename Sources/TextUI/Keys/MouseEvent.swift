/// What the mouse did, at a place of the screen.
package struct MouseEvent: Sendable, Hashable {
  package enum Button: Sendable, Hashable { case left, middle, right }

  package enum Action: Sendable, Hashable {
    case press(Button)
    /// The pointer moved with a button held.
    case drag(Button)
    case release
    case wheelUp, wheelDown, wheelLeft, wheelRight
  }

  package var action: Action
  package var place: Point
  package var modifiers: Key.Modifiers

  package init(_ action: Action, at place: Point, modifiers: Key.Modifiers = []) {
    self.action = action
    self.place = place
    self.modifiers = modifiers
  }

  /// Reads what follows `ESC [ <` in xterm's SGR mode (1006): `0;12;3M`, buttons and modifiers, column and line from 1, `m` for a release.
  package init?(sgr text: some Collection<UInt8>) {
    guard let final = text.reversed().first, final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else {
      return nil
    }
    let fields = text.dropLast().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    let numbers = fields.compactMap { UInt16(String(decoding: $0, as: UTF8.self)).map(Int.init) }
    guard fields.count == 3, numbers.count == 3, numbers[1] > 0, numbers[2] > 0,
      let action = Self.action(code: numbers[0], isRelease: final == UInt8(ascii: "m"))
    else { return nil }
    var modifiers: Key.Modifiers = []
    for (bit, modifier) in [(4, Key.Modifiers.shift), (8, .alt), (16, .control)] where numbers[0] & bit != 0 {
      modifiers.insert(modifier)
    }
    self.init(action, at: Point(x: numbers[1] - 1, y: numbers[2] - 1), modifiers: modifiers)
  }

  private static func action(code: Int, isRelease: Bool) -> Action? {
    if code & 64 != 0 { return [.wheelUp, .wheelDown, .wheelLeft, .wheelRight][code & 3] }
    // Buttons beyond the third, and motion without a button.
    guard code & 128 == 0, code & 3 != 3 else { return nil }
    if isRelease { return .release }
    let button: Button = [.left, .middle, .right][code & 3]
    return code & 32 != 0 ? .drag(button) : .press(button)
  }
}
