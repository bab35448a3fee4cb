/// Something that may be offered, and how much it belongs where the cursor is.
struct Candidate {
  var item: CompletionItem
  /// Lower case, as UTF-8: what is compared with the text typed.
  var folded: [UInt8]
  /// The smaller, the nearer: 0 for columns in scope, higher for what is rarer there.
  var group: Int
  /// Among equals of a group: the place in the table or list that it comes from.
  var order = 0

  init(_ item: CompletionItem, group: Int, order: Int = 0) {
    self.order = order
    self.item = item
    folded = Array(item.label.lowercased().utf8)
    self.group = group
  }

  init(_ item: CompletionItem, folded: [UInt8], group: Int, order: Int = 0) {
    self.order = order
    self.item = item
    self.folded = folded
    self.group = group
  }
}

/// The best candidates for what is typed: by how well they match, then by group, then by name.
struct CandidateList {
  private let typed: [UInt8]
  let limit: Int
  private var found: [(match: Int, candidate: Candidate)] = []

  init(typed: String, limit: Int) {
    self.typed = Array(typed.lowercased().utf8)
    self.limit = limit
  }

  /// Whether a name can be among the results; asked before a candidate is made of it.
  func accepts(_ folded: [UInt8]) -> Bool { Self.match(typed, folded) != nil }

  /// How well a name matches; the smaller, the better.
  func match(_ folded: [UInt8]) -> Int? { Self.match(typed, folded) }

  var isUntyped: Bool { typed.isEmpty }

  mutating func add(_ candidate: Candidate) {
    if let match = Self.match(typed, candidate.folded) { found.append((match, candidate)) }
  }

  func items() -> [CompletionItem] {
    let sorted = found.sorted { a, b in
      if a.match != b.match { return a.match < b.match }
      if a.candidate.group != b.candidate.group { return a.candidate.group < b.candidate.group }
      if a.candidate.order != b.candidate.order { return a.candidate.order < b.candidate.order }
      if !typed.isEmpty, a.candidate.folded.count != b.candidate.folded.count {
        return a.candidate.folded.count < b.candidate.folded.count
      }
      return a.candidate.folded.lexicographicallyPrecedes(b.candidate.folded)
    }
    var seen: Set<String> = []
    var items: [CompletionItem] = []
    for (_, candidate) in sorted where items.count < limit {
      if seen.insert(candidate.item.insert + "\n" + candidate.item.kind.rawValue).inserted {
        items.append(candidate.item)
      }
    }
    return items
  }

  /// 0 the same or a beginning, 1 the beginning of a word in it, 2 letters at word starts, 3 inside, 4 letters in order; nil no match.
  static func match(_ typed: [UInt8], _ name: [UInt8]) -> Int? {
    if typed.isEmpty { return 0 }
    guard typed.count <= name.count else { return nil }
    if name.starts(with: typed) { return 0 }
    guard let first = typed.first, name.contains(first) else { return nil }
    var best: Int?
    for place in 1..<name.count where name[place] == first && name[place...].starts(with: typed) {
      if isWordStart(name, place) { return 1 }
      best = 3
    }
    if initials(typed, name) { return 2 }
    if let best { return best }
    return typed.count >= 2 && isSubsequence(typed, name) ? 4 : nil
  }

  private static func isWordStart(_ name: [UInt8], _ place: Int) -> Bool {
    place == 0 || name[place - 1] == UInt8(ascii: "_") || name[place - 1] == UInt8(ascii: " ")
      || name[place - 1] == UInt8(ascii: ".")
  }

  /// `oi` for `order_items`.
  private static func initials(_ typed: [UInt8], _ name: [UInt8]) -> Bool {
    var left = typed[...]
    for place in name.indices where isWordStart(name, place) {
      var end = place
      while let letter = left.first, end < name.count, name[end] == letter {
        left = left.dropFirst()
        end += 1
        if left.isEmpty { return true }
      }
    }
    return false
  }

  private static func isSubsequence(_ typed: [UInt8], _ name: [UInt8]) -> Bool {
    guard typed.first == name.first else { return false }
    var left = typed[...]
    for letter in name where letter == left.first { left = left.dropFirst() }
    return left.isEmpty
  }
}
