import TextUI

/// Where the list of completions and the box beside it go. Neither covers the line of the cursor.
struct PopupPlacement {
  var list: Rect
  /// Nil when there is no room for it.
  var note: Rect?

  /// Columns of text that the box needs to be of use.
  private static let least = 18
  static let most = 50

  /// `start` is the column where what is replaced starts; the sizes are with borders; `noteLines`
  /// says how many lines the text beside the list takes in a number of columns. `tallest` is the height that the list
  /// had before fewer names fitted: it stays on its side of the line. Nil when not even the list fits.
  init?(
    frame: Size, cursor: Point, start: Int, list size: Size, tallest: Int = 0, noteWidth: Int,
    noteLines: (_ width: Int) -> Int
  ) {
    let (above, below) = Self.room(at: cursor, frame: frame)
    let isBelow = Self.isBelow(cursor, frame: frame, height: max(size.height, tallest))
    let height = min(size.height, max(isBelow ? below : above, 0))
    let width = min(size.width, frame.width)
    guard height >= 3, width >= 12 else { return nil }
    let x = max(0, min(start - 2, frame.width - width))
    list = Rect(x: x, y: isBelow ? cursor.y + 1 : cursor.y - height, width: width, height: height)
    note = Self.note(
      beside: list, frame: frame, isBelow: isBelow, room: isBelow ? below : above, width: noteWidth, lines: noteLines)
  }

  /// Whether a box of this height goes below the line of the cursor: there if it can.
  static func isBelow(_ cursor: Point, frame: Size, height: Int) -> Bool {
    let (above, below) = room(at: cursor, frame: frame)
    return below >= height || below >= above
  }

  /// Lines; the last one of the frame belongs to outcomes and hints.
  private static func room(at cursor: Point, frame: Size) -> (above: Int, below: Int) {
    (cursor.y - 1, frame.height - cursor.y - 2)
  }

  /// To the right of the list; to its left where only there is room for whole lines.
  private static func note(
    beside list: Rect, frame: Size, isBelow: Bool, room: Int, width: Int, lines: (_ width: Int) -> Int
  ) -> Rect? {
    guard width > 0 else { return nil }
    let wanted = min(max(width, least), most) + 2
    let right = frame.width - list.maxX
    let isRight = right >= wanted || right >= list.x
    let width = min(wanted, isRight ? right : list.x)
    guard width >= least + 2 else { return nil }
    // Lines that are too long are folded: the narrower the box, the higher.
    let height = min(lines(width - 4) + 2, room)
    guard height >= 3 else { return nil }
    return Rect(
      x: isRight ? list.maxX : list.x - width, y: isBelow ? list.y : list.maxY - height, width: width, height: height)
  }
}
