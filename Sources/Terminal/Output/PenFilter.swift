/// Takes out of a terminal's output the changes of colours and attributes that nothing drawn shows. Curses puts everything back to normal at the
/// end of each update and chooses it anew in the next: for a letter that is typed this is 36 bytes around one.
struct PenFilter {
  /// What the next character is drawn with.
  private struct Pen: Equatable {
    /// A bit for each of the attributes 1 to 9.
    var attributes: UInt16 = 0
    var foreground = Ink()
    var background = Ink()
    /// What was chosen by `ESC (`.
    var characters = UInt8(ascii: "B")
    var isShifted = false

    /// Underlined, blinking, reversed or struck out, or of other characters.
    var showsInBlanks: Bool {
      attributes & (1 << 4 | 1 << 5 | 1 << 7 | 1 << 9) != 0 || isShifted || characters != UInt8(ascii: "B")
    }
  }

  private var wanted = Pen()
  /// Nil when the terminal was told something that is not understood here.
  private var actual: Pen? = Pen()
  /// Whether what is drawn with is beyond understanding; everything is passed on until the terminal is told to begin anew.
  private var isLost = false
  private var output: [UInt8] = []

  /// The same on the screen, in fewer bytes. What is left of a choice waits for the next call.
  mutating func filter(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    output.removeAll(keepingCapacity: true)
    output.reserveCapacity(input.count)
    var place = 0
    while place < input.count {
      switch input[place] {
      case 0x1B: place = takeEscape(input, place)
      case 0x0E, 0x0F:
        wanted.isShifted = input[place] == 0x0E
        if isLost { output.append(input[place]) }
        place += 1
      case 0x0D, 0x08, 0x07:
        output.append(input[place])
        place += 1
      // A line feed may scroll, which fills a line with the background.
      case 0x20:
        chooseGround()
        repeat {
          output.append(0x20)
          place += 1
        } while place < input.count && input[place] == 0x20
      default:
        choosePen()
        let start = place
        repeat { place += 1 } while place < input.count && input[place] > 0x20
        output += input[start..<place]
      }
    }
    return output
  }

  /// What makes the terminal draw as it did at the start.
  mutating func reset() -> [UInt8] {
    output.removeAll()
    (wanted, isLost) = (Pen(), false)
    choosePen()
    return output
  }

  /// Takes the sequence at `start` and gives the place behind it.
  private mutating func takeEscape(_ input: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    guard start + 1 < input.count else {
      output.append(input[start])
      return input.count
    }
    switch input[start + 1] {
    case UInt8(ascii: "["): return takeControl(input, start)
    case UInt8(ascii: "(") where start + 2 < input.count:
      wanted.characters = input[start + 2]
      if isLost { output += input[start..<start + 3] }
      return start + 3
    default:
      choosePen()
      output += input[start..<start + 2]
      return start + 2
    }
  }

  /// `ESC [`, parameters, and a letter that says what is to be done.
  private mutating func takeControl(_ input: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start + 2
    while end < input.count, input[end] < 0x40 { end += 1 }
    guard end < input.count else {
      output += input[start...]
      return end
    }
    switch input[end] {
    case UInt8(ascii: "m"):
      if take(pen: UnsafeBufferPointer(rebasing: input[start + 2..<end])) { break }
      choosePen()
      (actual, isLost) = (nil, true)
      output += input[start...end]
    // Moves of the cursor, margins and modes.
    case UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "h"),
      UInt8(ascii: "l"), UInt8(ascii: "r"):
      output += input[start...end]
    // Fills with the background.
    case UInt8(ascii: "X"), UInt8(ascii: "K"), UInt8(ascii: "J"):
      chooseGround()
      output += input[start...end]
    default:
      choosePen()
      output += input[start...end]
    }
    return end + 1
  }

  /// Takes in what the next characters are to be drawn with; false when it has to be passed on.
  private mutating func take(pen parameters: UnsafeBufferPointer<UInt8>) -> Bool {
    let beginsAnew = parameters.isEmpty || parameters[0] == UInt8(ascii: "0")
    guard !isLost || beginsAnew, choose(parameters) else { return false }
    isLost = false
    return true
  }

  /// The same, once it is clear what it adds to; false when it is not understood.
  private mutating func choose(_ parameters: UnsafeBufferPointer<UInt8>) -> Bool {
    var pen = wanted
    var rest = PenParameters(parameters)
    while let part = rest.next() {
      guard let number = rest.number(part) else { return false }
      switch number {
      case 0: pen = Pen(characters: pen.characters, isShifted: pen.isShifted)
      // The first of the fonts, which Linux' console names with each change.
      case 10: break
      case 1...9 where part.count == 1: pen.attributes |= 1 << UInt16(number)
      case 22: pen.attributes &= ~(1 << 1 | 1 << 2)
      case 23...25, 27...29: pen.attributes &= ~(1 << UInt16(number - 20))
      case 30...37, 90...97, 40...47, 100...107, 38, 48:
        guard let ink = rest.ink(part) else { return false }
        if number / 10 % 10 == 3 || number / 10 == 9 { pen.foreground = ink } else { pen.background = ink }
      case 39: pen.foreground = Ink()
      case 49: pen.background = Ink()
      default: return false
      }
    }
    wanted = pen
    return true
  }

  /// Tells the terminal what a blank is drawn with: of that only the background shows, unless something is drawn through it.
  private mutating func chooseGround() {
    guard !isLost, let actual, !actual.showsInBlanks, !wanted.showsInBlanks, actual.background == wanted.background
    else {
      return choosePen()
    }
  }

  /// Tells the terminal what the next character is drawn with, as far as it does not know.
  private mutating func choosePen() {
    guard !isLost, actual != wanted else { return }
    if wanted.characters != actual?.characters { output += [0x1B, UInt8(ascii: "("), wanted.characters] }
    if wanted.isShifted != actual?.isShifted { output.append(wanted.isShifted ? 0x0E : 0x0F) }
    var old = actual ?? Pen(attributes: .max)
    let start = output.count
    // Attributes end together, and only there are all terminals of one mind.
    if old.attributes & ~wanted.attributes != 0 {
      put(CollectionOfOne(UInt8(ascii: "0")), since: start)
      old = Pen()
    }
    for number in UInt16(1)...9 where (wanted.attributes & ~old.attributes) >> number & 1 == 1 {
      put(CollectionOfOne(UInt8(ascii: "0") + UInt8(number)), since: start)
    }
    if wanted.foreground != old.foreground { put(wanted.foreground, orElse: "39", since: start) }
    if wanted.background != old.background { put(wanted.background, orElse: "49", since: start) }
    if output.count > start { output.append(UInt8(ascii: "m")) }
    actual = wanted
  }

  private mutating func put(_ ink: Ink, orElse own: StaticString, since start: Int) {
    if ink.isOwn {
      put(UnsafeBufferPointer(start: own.utf8Start, count: own.utf8CodeUnitCount), since: start)
    } else {
      ink.withBytes { put($0, since: start) }
    }
  }

  /// Adds a part to the sequence that begins at `start`.
  private mutating func put(_ part: some Collection<UInt8>, since start: Int) {
    if output.count == start { output += [0x1B, UInt8(ascii: "[")] } else { output.append(UInt8(ascii: ";")) }
    output.append(contentsOf: part)
  }
}
