/// Runs a pattern over bytes. Sets of states are worked out when they are first met and kept: afterwards a byte costs one look.
final class PatternMachine {
  private let program: PatternProgram
  private var sets: [[Int]] = []
  private var numbers: [[Int]: Int32] = [:]
  /// 256 numbers of sets for each set, -1 where it is not known yet.
  private var steps: [Int32] = []
  private var matching: [Bool] = []
  /// Whether the set matches when the text ends here.
  private var matchingAtEnd: [Bool] = []
  private var first: Int32 = 0

  /// Sets beyond this are forgotten, so that memory stays bounded.
  private static let mostSets = 2000

  init(_ program: PatternProgram) {
    self.program = program
    reset()
  }

  private func reset() {
    sets = []
    numbers = [:]
    steps = []
    matching = []
    matchingAtEnd = []
    first = number(of: closure([program.start], atStart: true))
  }

  /// Whether the pattern matches anywhere in the text.
  func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
    var current = first
    if matching[Int(current)] { return true }
    for byte in bytes {
      var next = steps[Int(current) << 8 | Int(byte)]
      if next < 0 { next = step(from: current, byte) }
      current = next
      if matching[Int(current)] { return true }
    }
    return matchingAtEnd[Int(current)]
  }

  private func step(from current: Int32, _ byte: UInt8) -> Int32 {
    var reached: [Int] = []
    for state in sets[Int(current)] {
      if case .byte(let range, let next) = program.states[state], range.contains(byte) { reached.append(next) }
    }
    // A match may begin at any byte.
    reached.append(program.start)
    let set = closure(reached, atStart: false)
    if sets.count >= Self.mostSets, numbers[set] == nil {
      reset()
      return number(of: set)
    }
    let next = number(of: set)
    steps[Int(current) << 8 | Int(byte)] = next
    return next
  }

  private func number(of set: [Int]) -> Int32 {
    if let known = numbers[set] { return known }
    let number = Int32(sets.count)
    sets.append(set)
    numbers[set] = number
    steps.append(contentsOf: repeatElement(-1, count: 256))
    matching.append(set.contains { program.states[$0] == .match })
    matchingAtEnd.append(closure(set, atStart: false, atEnd: true).contains { program.states[$0] == .match })
    return number
  }

  /// All states that are reached without a byte, in order.
  private func closure(_ states: [Int], atStart: Bool, atEnd: Bool = false) -> [Int] {
    var seen: Set<Int> = []
    var waiting = states
    while let state = waiting.popLast() {
      guard seen.insert(state).inserted else { continue }
      switch program.states[state] {
      case .split(let next): waiting += next
      case .atStart(let next): if atStart { waiting.append(next) }
      case .atEnd(let next): if atEnd { waiting.append(next) }
      case .byte, .match: break
      }
    }
    return seen.sorted()
  }
}
