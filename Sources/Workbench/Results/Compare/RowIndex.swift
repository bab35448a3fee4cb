/// Rows by the hash of their key: an open table of row numbers. Rows of one hash follow each other in a list.
struct RowIndex {
  /// The first row of a list, or `none` where there is no list.
  private var heads: [Int32]
  /// Of each place in the table, what else of the hash is known: rows are only looked at when it fits.
  private var tags: [UInt32]
  /// The row of the same hash that comes next.
  private var nexts: [Int32]
  private let mask: Int

  private static let none: Int32 = -1
  /// A list that has no rows any more.
  private static let empty: Int32 = -2

  init(rowCount: Int) {
    var size = 16
    // A third of the places at least stays free, so that what is looked for lies near.
    while size < rowCount + rowCount / 2 { size *= 2 }
    heads = Array(repeating: Self.none, count: size)
    tags = Array(repeating: 0, count: size)
    nexts = Array(repeating: Self.none, count: rowCount)
    mask = size - 1
  }

  /// Puts a row before the others of its hash.
  mutating func add(_ row: Int, _ hash: RowKey.Hash) {
    let place = place(of: hash)
    nexts[row] = max(Self.none, heads[place])
    heads[place] = Int32(row)
    tags[place] = hash.tag
  }

  /// The first row of a hash.
  func first(_ hash: RowKey.Hash) -> Int? { Self.row(heads[place(of: hash)]) }

  /// The row behind another one of the same hash.
  func next(after row: Int) -> Int? { Self.row(nexts[row]) }

  /// Takes the first row of a hash out of its list.
  mutating func take(_ hash: RowKey.Hash) -> Int? {
    let place = place(of: hash)
    guard let row = Self.row(heads[place]) else { return nil }
    heads[place] = nexts[row] == Self.none ? Self.empty : nexts[row]
    return row
  }

  private static func row(_ number: Int32) -> Int? { number < 0 ? nil : Int(number) }

  /// Where the list of a hash is, or would be.
  private func place(of hash: RowKey.Hash) -> Int {
    var place = hash.place & mask
    while heads[place] != Self.none, tags[place] != hash.tag { place = (place + 1) & mask }
    return place
  }
}
