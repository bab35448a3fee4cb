import TextUI

/// Where the list of completions and the box beside it go. Neither covers the line of the cursor.
struct PopupPlacement {
  var list: Rect
  /// Nil when there is no room for it.
  var note: Rect?

  /// Columns of text that the box needs to be of use.
  private static let least = 18
  static let most = 60

  /// `start` is the column where what is replaced starts; the sizes are with borders. Nil when not even the list fits.
  init?(frame: Size, cursor: Point, start: Int, list size: Size, noteWidth: Int, noteLines: Int) {
    // The last line belongs to outcomes and hints.
    let below = frame.height - cursor.y - 2
    let above = cursor.y - 1
    let isBelow = below >= size.height || below >= above
    let height = min(size.height, max(isBelow ? below : above, 0))
    let width = min(size.width, frame.width)
    guard height >= 3, width >= 12 else { return nil }
    let x = max(0, min(start - 2, frame.width - width))
    list = Rect(x: x, y: isBelow ? cursor.y + 1 : cursor.y - height, width: width, height: height)
    note = Self.note(
      beside: list, frame: frame, isBelow: isBelow, room: isBelow ? below : above, width: noteWidth, lines: noteLines)
  }

  /// To the right of the list, else to its left.
  private static func note(
    beside list: Rect, frame: Size, isBelow: Bool, room: Int, width: Int, lines: Int
  ) -> Rect? {
    guard lines > 0 else { return nil }
    let wanted = min(max(width, least), most) + 2
    let right = frame.width - list.maxX
    let isRight = right >= min(wanted, least + 2)
    let width = min(wanted, isRight ? right : list.x)
    guard width >= least + 2 else { return nil }
    // Lines that are too long are folded: the narrower the box, the higher.
    let height = min(lines + 2, room)
    guard height >= 3 else { return nil }
    return Rect(
      x: isRight ? list.maxX : list.x - width, y: isBelow ? list.y : list.maxY - height, width: width, height: height)
  }
}
