/// Knows the words that begin a clause of a query, from what came before in it.
struct ClauseWords {
  let verb: String
  /// Whether a FROM or USING was seen: behind it USING belongs to a join.
  private var hasSources = false
  private var hasInsert = false
  private var isFirst = true

  init(verb: String) { self.verb = verb }

  /// How many of the words begin a clause, nil when none is begun. `previous` is the word before them.
  mutating func clause(_ words: [String], previous: String) -> Int? {
    defer { isFirst = false }
    guard let length = length(words, previous) else { return nil }
    switch words[0] {
    case "from": hasSources = true
    case "using": hasSources = true
    case "insert": hasInsert = true
    case "select", "union", "intersect", "except": hasSources = false
    default: break
    }
    return length
  }

  private func length(_ words: [String], _ previous: String) -> Int? {
    switch words[0] {
    case "select": return 1
    case "with": return isFirst ? (words[1] == "recursive" ? 2 : 1) : nil
    case "from":
      // `is distinct from`, `delete from`
      return previous == "distinct" || previous == "delete" ? nil : 1
    case "where", "having", "window", "limit", "offset", "returning": return 1
    case "fetch": return isFirst ? nil : 1
    case "group", "order": return words[1] == "by" ? (words[2] == "distinct" || words[2] == "all" ? 3 : 2) : nil
    case "union", "intersect", "except": return words[1] == "all" || words[1] == "distinct" ? 2 : 1
    case "values":
      return isFirst || verb == "insert" || hasInsert || ["union", "except", "intersect", "all"].contains(previous)
        ? 1 : nil
    case "for": return ["update", "share", "no", "key"].contains(words[1]) && !isFirst ? 1 : nil
    default: return changeLength(words, previous)
    }
  }

  /// The clauses of statements that change rows.
  private func changeLength(_ words: [String], _ previous: String) -> Int? {
    switch words[0] {
    case "insert": return words[1] == "into" && previous != "then" ? 2 : nil
    case "delete": return words[1] == "from" ? 2 : nil
    case "merge": return words[1] == "into" ? 2 : nil
    case "update":
      return isFirst || (verb == "with" && !["for", "do", "then", "no", "key"].contains(previous)) ? 1 : nil
    case "set": return verb == "update" || verb == "with" || (previous == "update" && verb != "merge") ? 1 : nil
    case "using": return hasSources || previous == "join" ? nil : (verb == "delete" || verb == "merge" ? 1 : nil)
    case "on" where verb == "merge": return 1
    case "on": return words[1] == "conflict" ? 2 : nil
    case "do": return words[1] == "update" ? (words[2] == "set" ? 3 : 2) : (words[1] == "nothing" ? 2 : nil)
    case "when": return verb == "merge" ? 1 : nil
    default: return nil
    }
  }
}
