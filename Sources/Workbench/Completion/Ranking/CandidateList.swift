/// The best candidates for what is typed. What a candidate looks like is worked out for those that are shown, not for the thousands that
/// are not.
struct CandidateList {
  /// What makes the item of a candidate.
  enum Subject {
    case item(CompletionItem)
    /// Places in the lists of the catalog.
    case relation(Int)
    case function(Int)
    case type(Int)
    case object(Int)
    case columnName(Int)
  }

  /// The smaller, the earlier.
  struct Rank: Comparable {
    /// Nearness to the place and quality of the match.
    var score: Int
    /// How often it was used lately, negative.
    var use: Int
    var order: Int
    /// Of names that begin alike the shorter comes first, once something is typed.
    var length: Int
    /// Tells those apart that are alike in everything else, the same way whatever is typed.
    var tie: Int

    static func < (a: Rank, b: Rank) -> Bool {
      if a.score != b.score { return a.score < b.score }
      if a.use != b.use { return a.use < b.use }
      if a.order != b.order { return a.order < b.order }
      if a.length != b.length { return a.length < b.length }
      return a.tie < b.tie
    }
  }

  let typed: TypedName
  let limit: Int
  private let uses: NameUses
  /// Where the subjects of the best stand: numbers move in it, whatever they stand for.
  private var heap: [(rank: Rank, slot: Int)] = []
  private var subjects: [Subject] = []
  private var added = 0
  /// More are kept than are shown, for some turn out to be the same.
  private let kept: Int

  init(typed: String, limit: Int, uses: NameUses = NameUses()) {
    self.typed = TypedName(typed)
    self.limit = limit
    self.uses = uses
    kept = limit + limit / 2 + 8
  }

  /// Adds an item that is found by `name`.
  mutating func add(
    _ name: String, group: Int, order: Int = 0, use: String? = nil, _ item: @autoclosure () -> CompletionItem
  ) {
    added += 1
    guard let match = NameTable.match(typed, name) else { return }
    let weight = use.map { uses.weight($0) } ?? 0
    let rank = Rank(
      score: group + match.rawValue, use: -weight, order: order, length: typed.isEmpty ? 0 : name.utf8.count,
      tie: added)
    guard isWorth(rank) else { return }
    insert(rank, .item(item()))
  }

  /// Adds what stands in the catalog's lists.
  mutating func add(
    _ subject: Subject, match: NameMatch, group: Int, order: Int = 0, use: Int = 0, length: Int = 0, place: Int
  ) {
    let rank = Rank(
      score: group + match.rawValue, use: -use, order: order, length: typed.isEmpty ? 0 : length, tie: place)
    if isWorth(rank) { insert(rank, subject) }
  }

  /// The items, best first; the same text is given once.
  func items(_ make: (Subject) -> CompletionItem?) -> [CompletionItem] {
    var seen: Set<String> = []
    var items: [CompletionItem] = []
    for (_, slot) in heap.sorted(by: { $0.rank < $1.rank }) where items.count < limit {
      guard let item = make(subjects[slot]) else { continue }
      if seen.insert(item.insert).inserted { items.append(item) }
    }
    return items
  }

  // MARK: A heap whose first is the worst that is kept

  private func isWorth(_ rank: Rank) -> Bool { heap.count < kept || rank < heap[0].rank }

  private mutating func insert(_ rank: Rank, _ subject: Subject) {
    if heap.count < kept {
      heap.append((rank, subjects.count))
      subjects.append(subject)
      rise()
    } else {
      subjects[heap[0].slot] = subject
      heap[0].rank = rank
      sink()
    }
  }

  private mutating func rise() {
    var place = heap.count - 1
    while place > 0, heap[(place - 1) / 2].rank < heap[place].rank {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink() {
    var place = 0
    while true {
      var worst = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[worst].rank < heap[child].rank {
        worst = child
      }
      if worst == place { return }
      heap.swapAt(place, worst)
      place = worst
    }
  }
}
