/// Prints steps: decides for each group whether it fits on its line.
struct LayoutPrinter {
  private let steps: [LayoutStep]
  private let text: [UInt8]
  private let options: FormatOptions
  /// Columns that the steps before each one take on one line.
  private var widths: [Int] = []
  /// The steps before each one that cannot stay on one line.
  private var breaks: [Int] = []
  /// For each `begin` its `end`, for each place to break the next one.
  private var partner: [Int] = []

  private var output: [UInt8] = []
  private var column = 0
  private var indent = 0
  /// What the line that stands now is indented by.
  private var lineIndent = 0
  private var anchors: [Int] = []
  private var pendingSpace = false
  private var pendingPad = 0
  private var mustBreak = false
  /// What the line that begins next is indented by; nil when a comment ended the last one.
  private var nextIndent: Int?
  private var isBroken: [Bool] = []

  static func print(_ steps: [LayoutStep], _ text: [UInt8], _ options: FormatOptions) -> [UInt8] {
    var printer = LayoutPrinter(steps, text, options)
    printer.run()
    return printer.output
  }

  private init(_ steps: [LayoutStep], _ text: [UInt8], _ options: FormatOptions) {
    self.steps = steps
    self.text = text
    self.options = options
    measure()
  }

  private mutating func measure() {
    widths.reserveCapacity(steps.count + 1)
    breaks.reserveCapacity(steps.count + 1)
    partner = Array(repeating: steps.count, count: steps.count)
    var width = 0
    var count = 0
    var open: [Int] = []
    for (index, step) in steps.enumerated() {
      widths.append(width)
      breaks.append(count)
      switch step {
      case .text(let range, let columns, _):
        width += columns
        if text[range].contains(0x0A) { count += 1 }
      case .space, .line, .fillLine: width += 1
      case .hardLine, .endOfLine: count += 1
      case .begin: open.append(index)
      case .end: if let begin = open.popLast() { partner[begin] = index }
      case .softLine, .edge, .indent, .anchor, .release, .pad: break
      }
    }
    widths.append(width)
    breaks.append(count)
    var next = steps.count
    for index in steps.indices.reversed() {
      switch steps[index] {
      case .line, .softLine, .fillLine, .hardLine, .endOfLine, .edge:
        partner[index] = next
        next = index
      case .end: partner[index] = next
      default: break
      }
    }
  }

  private mutating func run() {
    for (index, step) in steps.enumerated() {
      switch step {
      case .text(let range, let width, let isKeyword): put(range, width, isKeyword)
      case .space: pendingSpace = true
      case .line: if isBroken.last ?? true { newLine() } else { pendingSpace = true }
      case .softLine: if isBroken.last ?? true { newLine() }
      case .fillLine: fill(index)
      case .hardLine: newLine()
      case .endOfLine: mustBreak = true
      case .edge: break
      case .begin(let limit): isBroken.append(breaksGroup(index, limit))
      case .end: isBroken.removeLast()
      case .indent(let columns): indent += columns
      case .anchor:
        anchors.append(indent)
        indent = lineIndent
      case .release: indent = anchors.removeLast()
      case .pad(let columns): if isBroken.last ?? true { pendingPad = columns }
      }
    }
  }

  private func breaksGroup(_ begin: Int, _ limit: Int) -> Bool {
    if isBroken.last == false { return false }
    let end = partner[begin]
    guard end < steps.count, breaks[end] == breaks[begin] else { return true }
    let width = widths[end] - widths[begin]
    if width > limit { return true }
    // What follows without a place to break has to fit as well.
    return (mustBreak ? nextIndent ?? indent : column + (pendingSpace ? 1 : 0)) + widths[partner[end]] - widths[begin]
      > options.width
  }

  private mutating func fill(_ index: Int) {
    let following = widths[partner[index]] - widths[index]
    if column + following > options.width { newLine() } else { pendingSpace = true }
  }

  private mutating func newLine() {
    // Two breaks in a row are one.
    pendingSpace = false
    mustBreak = true
    nextIndent = indent
  }

  private mutating func put(_ range: Range<Int>, _ width: Int, _ isKeyword: Bool) {
    if mustBreak || output.isEmpty {
      if !output.isEmpty { output.append(0x0A) }
      column = max(0, (nextIndent ?? indent) + pendingPad)
      lineIndent = column
      output += repeatElement(0x20, count: column)
    } else if pendingSpace {
      output.append(0x20)
      column += 1
    }
    mustBreak = false
    pendingSpace = false
    pendingPad = 0
    nextIndent = nil
    append(range, isKeyword)
    if let newline = text[range].lastIndex(of: 0x0A) {
      column = text[newline + 1..<range.upperBound].count { $0 & 0xC0 != 0x80 }
    } else {
      column += width
    }
  }

  private mutating func append(_ range: Range<Int>, _ isKeyword: Bool) {
    switch options.keywordCase {
    case .lower where isKeyword: for byte in text[range] { output.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    case .upper where isKeyword: for byte in text[range] { output.append(byte &- 0x61 < 26 ? byte & 0xDF : byte) }
    default: output += text[range]
    }
  }
}
