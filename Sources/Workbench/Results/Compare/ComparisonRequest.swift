package import Database

/// Two results to be compared row by row.
package struct ComparisonRequest: Sendable {
  package var old: ResultSet
  package var new: ResultSet
  /// Columns of the old and of the new result that name a row; empty to compare whole rows.
  package var key: [Pair]
  /// The columns that both have, the key's among them.
  package var columns: [Pair]

  package struct Pair: Sendable, Hashable {
    package var old: Int
    package var new: Int
    package init(old: Int, new: Int) {
      self.old = old
      self.new = new
    }
  }

  /// Columns belong together by name and by which of several with the name they are. `key` has names.
  package init(old: ResultSet, new: ResultSet, key: [String]) {
    self.old = old
    self.new = new
    var taken: Set<Int> = []
    columns = old.columns.indices.compactMap { index in
      let other = new.columns.indices.first {
        new.columns[$0].name == old.columns[index].name && !taken.contains($0)
      }
      guard let other else { return nil }
      taken.insert(other)
      return Pair(old: index, new: other)
    }
    let shared = columns
    self.key = key.compactMap { name in shared.first { old.columns[$0.old].name == name } }
  }
}

/// How a row of a comparison differs.
package enum RowDifference: UInt8, Sendable {
  case removed, added
  /// A changed row as it was; the row as it is follows.
  case before, after

  var mark: String {
    switch self {
    case .removed: "−"
    case .added: "+"
    case .before: "~ was"
    case .after: "~ is"
    }
  }
}

/// What a comparison found.
package struct ComparisonCounts: Sendable, Hashable {
  package var removed = 0
  package var added = 0
  package var changed = 0
  package var same = 0

  /// `2 added · 1 removed · 3 changed · 94 the same`
  var text: String {
    "\(grouped(added)) added · \(grouped(removed)) removed · \(grouped(changed)) changed · \(grouped(same)) the same"
  }
}

package enum ComparisonOutcome: Sendable {
  case done(ResultSet, [RowDifference], ComparisonCounts)
  /// Two rows of one result have the same key.
  case ambiguous(String)
  case cancelled
  /// Why what was found could not be kept, in one sentence.
  case failed(String)
}
