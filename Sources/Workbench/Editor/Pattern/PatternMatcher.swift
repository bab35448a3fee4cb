import TextUI

/// Runs a program over a text.
struct PatternMatcher {
  private let steps: [PatternProgram.Step]
  private let firstBytes: [Bool]?
  private let slotCount: Int
  private var current: Threads
  private var next: Threads
  private var stack: [(step: Int, slot: Int, old: Int)] = []
  /// The place up to which the text was read.
  private(set) var furthest = 0

  /// Steps that are alive at one place, each once, the best first, with the places of their groups.
  private struct Threads {
    var steps: [Int] = []
    var slots: [Int] = []
    /// The round in which each step was added last.
    var added: [Int]

    init(_ count: Int) { added = Array(repeating: -1, count: count) }

    mutating func clear() {
      steps.removeAll(keepingCapacity: true)
      slots.removeAll(keepingCapacity: true)
    }
  }

  init(_ program: PatternProgram) {
    steps = program.steps
    firstBytes = program.firstBytes
    slotCount = 2 * (program.groups + 1)
    current = Threads(steps.count)
    next = Threads(steps.count)
  }

  /// The places of the groups of the first match that begins at `start` or later, and not behind `limit`.
  mutating func match(_ text: UnsafeRawBufferPointer, from start: Int, limit: Int) -> [Int]? {
    var found: [Int]?
    var place = start
    defer { furthest = max(furthest, place) }
    var round = 0
    current.clear()
    current.added = Array(repeating: -1, count: steps.count)
    next.added = current.added
    var blank = [Int](repeating: -1, count: slotCount)
    while true {
      if found == nil, place <= limit {
        if current.steps.isEmpty, let firstBytes {
          while place < text.count, place <= limit, !firstBytes[Int(text[place])] { place += 1 }
          if place >= text.count || place > limit { return nil }
        }
        Self.add(0, &blank, to: &current, steps, &stack, text, place, round)
      }
      if current.steps.isEmpty {
        guard found == nil, place < text.count, place < limit else { return found }
        _ = UTF8Reader.next(text, &place)
        round += 1
        continue
      }
      let end = place
      let value: UInt32
      if place < text.count {
        value = UTF8Reader.next(text, &place).value
      } else {
        value = .max
        place += 1
      }
      round += 1
      next.clear()
      for (index, step) in current.steps.enumerated() {
        switch steps[step] {
        case .take(let set):
          guard value != .max, set.contains(value) else { continue }
          var slots = Array(current.slots[index * slotCount..<(index + 1) * slotCount])
          Self.add(step + 1, &slots, to: &next, steps, &stack, text, place, round)
        case .match:
          found = Array(current.slots[index * slotCount..<(index + 1) * slotCount])
        default: continue
        }
        // Ways that are liked less than a match are given up.
        if case .match = steps[step] { break }
      }
      swap(&current, &next)
      if end >= text.count { return found }
    }
  }

  /// Follows all steps that take no character.
  private static func add(
    _ first: Int, _ slots: inout [Int], to threads: inout Threads, _ steps: [PatternProgram.Step],
    _ stack: inout [(step: Int, slot: Int, old: Int)], _ text: UnsafeRawBufferPointer, _ place: Int, _ round: Int
  ) {
    stack.append((first, -1, 0))
    while let (step, slot, old) = stack.popLast() {
      if slot >= 0 {
        slots[slot] = old
        continue
      }
      guard threads.added[step] != round else { continue }
      threads.added[step] = round
      switch steps[step] {
      case .jump(let target): stack.append((target, -1, 0))
      case .split(let one, let other):
        stack.append((other, -1, 0))
        stack.append((one, -1, 0))
      case .save(let index):
        stack.append((0, index, slots[index]))
        slots[index] = place
        stack.append((step + 1, -1, 0))
      case .check(let condition):
        if holds(condition, text, place) { stack.append((step + 1, -1, 0)) }
      case .take, .match:
        threads.steps.append(step)
        threads.slots += slots
      }
    }
  }

  private static func holds(_ condition: PatternPlace, _ text: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    switch condition {
    case .lineStart: return place == 0 || text[place - 1] == 0x0A
    case .lineEnd: return place >= text.count || text[place] == 0x0A
    default: break
    }
    let before = place > 0 && TextBuffer.isWordByte(text[place - 1])
    let behind = place < text.count && TextBuffer.isWordByte(text[place])
    switch condition {
    case .wordEdge: return before != behind
    case .noWordEdge: return before == behind
    case .wordStart: return !before && behind
    default: return before && !behind
    }
  }
}
