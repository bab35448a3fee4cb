/// Places that are kept while the text changes around them.
struct Marks: Sendable {
  private var places: [Unicode.Scalar: Int] = [:]
  /// Where jumps began, oldest first, and how far back among them the cursor is.
  private var jumps: [Int] = []
  private var jumpIndex = 0
  /// Lines that a command goes through.
  var followed = FollowedLines()

  private static let jumpsKept = 100

  subscript(name: Unicode.Scalar) -> Int? {
    get { places[name] }
    set { places[name] = newValue }
  }

  /// By name.
  var all: [(name: Unicode.Scalar, place: Int)] { places.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  mutating func replaced(_ range: Range<Int>, by count: Int) {
    let delta = count - range.count
    func moved(_ place: Int) -> Int {
      place >= range.upperBound ? place + delta : min(place, range.lowerBound + max(0, count - 1), place)
    }
    for (name, place) in places where place > range.lowerBound { places[name] = moved(place) }
    for index in jumps.indices where jumps[index] > range.lowerBound { jumps[index] = moved(jumps[index]) }
  }

  /// Marks and jumps elsewhere; the lines that are followed stay.
  func moved(_ moved: (Int) -> Int) -> Marks {
    var marks = self
    marks.places = places.mapValues(moved)
    marks.jumps = jumps.map(moved)
    return marks
  }

  mutating func rememberJump(from place: Int) {
    places["'"] = place
    jumps.removeAll { $0 == place }
    jumps.append(place)
    if jumps.count > Self.jumpsKept { jumps.removeFirst() }
    jumpIndex = jumps.count
  }

  /// A place among the jumps, negative steps towards older ones.
  mutating func jump(by steps: Int, from place: Int) -> Int? {
    if jumpIndex == jumps.count, steps < 0 {
      let index = jumps.count
      rememberJump(from: place)
      jumpIndex = min(index, jumps.count - 1)
    }
    let target = jumpIndex + steps
    guard jumps.indices.contains(target) else { return nil }
    jumpIndex = target
    return jumps[target]
  }
}

extension TextBuffer {
  /// The place of a mark: letters, `'` before the last jump, `.` the last change, `<` `>` the last selection, `[` `]` the last operation.
  func mark(_ name: Unicode.Scalar) -> Int? {
    // Before any jump they began where a text is opened.
    let isJump = name == "`" || name == "'"
    return (isJump ? marks["'"] ?? firstNonBlank(ofLine: 0) : marks[name]).map { min($0, bytes.count) }
  }

  /// Those that are set, with their places in the text; that of emacs among them.
  var allMarks: [(name: Unicode.Scalar, place: Int)] { marks.all.map { ($0.name, min($0.place, bytes.count)) } }

  mutating func setMarks(of span: VimSpan) {
    marks["["] = span.range.lowerBound
    marks["]"] = max(span.range.lowerBound, span.range.isEmpty ? 0 : before(span.range.upperBound))
  }

  mutating func rememberJump() { marks.rememberJump(from: cursor) }

  mutating func jump(by steps: Int) -> Int? { marks.jump(by: steps, from: cursor) }
}
