/// What is common to sorting all parts of a result.
package struct RowSorter: Sendable {
  let result: ResultSet
  let order: SortOrder
  private var cells: [CellKeys]

  private static let sampleCount = 64
  /// Rows of a run between two of its points.
  private let pointDistance: Int

  package init(_ result: ResultSet, _ keys: [SortKey], pointDistance: Int = 1024) {
    self.result = result
    self.pointDistance = pointDistance
    let kinds = keys.map { key -> ValueKind in
      let kind = ValueKind(typeOID: result.columns[key.column].typeOID)
      return kind == .text && key.isNatural ? .natural : kind
    }
    order = SortOrder(keys: keys, kinds: kinds)
    cells = zip(keys, kinds).map { key, kind in
      let step = max(1, result.rowCount / Self.sampleCount)
      let rows = stride(from: 0, to: result.rowCount, by: step)
      defer { for row in rows { result.evict(row: row) } }
      return CellKeys(kind: kind, samples: rows.compactMap { result.cell(row: $0, column: key.column) })
    }
  }

  /// Whether rows often have equal numbers of a key that may stand for different cells, as some rows tell.
  func oftenTies(_ index: Int, among rows: [UInt32]) -> Bool {
    switch order.comparisons[index].kind {
    case .integer, .time, .interval: return false
    case .decimal, .text, .natural: break
    }
    var (count, isInexact) = (0, false)
    var numbers: Set<UInt64> = []
    result.forEachCell(rows: rows, column: keys[index].column) { _, cell in
      guard let (value, isExact) = cell.map(cells[index].key) else { return }
      count += 1
      numbers.insert(value)
      isInexact = isInexact || !isExact
    }
    return isInexact && numbers.count < count - count / 100
  }

  /// Takes ranks for the numbers of a key. All cells that are going to be sorted are among those ranked.
  mutating func rank(_ index: Int, _ distinct: DistinctCells) {
    cells[index].choice = .ranks(CellRanks(distinct, order.comparisons[index]))
  }

  /// Takes steps between the texts of some rows for the numbers of a key.
  mutating func divide(_ index: Int, by rows: [UInt32]) {
    guard order.comparisons[index].kind == .text else { return }
    var copies: [Arena] = []
    result.forEachCell(rows: rows, column: keys[index].column) { _, cell in
      if let cell { copies.append(Arena(copying: cell.prefix(TextSteps.longest))) }
    }
    cells[index].choice = .steps(withExtendedLifetime(copies) { TextSteps(copies.map(\.bytes)) })
  }

  private var keys: [SortKey] { order.keys }

  /// Sorts rows, given in ascending order; equal ones stay so.
  package func sort(_ rows: [UInt32]) -> SortRun {
    var run = SortRun(rows: rows, columns: keys.indices.map { column(of: $0, rows) })
    sort(&run)
    return run
  }

  private func column(of index: Int, _ rows: [UInt32]) -> SortRun.Column {
    var keys: [UInt64] = []
    keys.reserveCapacity(rows.count)
    var nulls: [Bool] = []
    var isInexact = false
    let flip: UInt64 = self.keys[index].isDescending ? .max : 0
    let reader = cells[index]
    result.forEachCell(rows: rows, column: self.keys[index].column) { place, cell in
      guard let cell else {
        if nulls.isEmpty { nulls = Array(repeating: false, count: rows.count) }
        nulls[place] = true
        return keys.append(0)
      }
      let (key, isExact) = reader.key(cell)
      if !isExact { isInexact = true }
      keys.append(key ^ flip)
    }
    return SortRun.Column(keys: keys, nulls: nulls, isInexact: isInexact)
  }

  /// Brings a run into order whose equal rows stand as they came.
  func sort(_ run: inout SortRun) {
    var places = run.rows.indices.map { UInt32($0) }
    var radix = RadixSort()
    for index in keys.indices.reversed() { sort(&places, by: run.columns[index], key: index, run.rows, &radix) }
    run.rows = places.map { [rows = run.rows] in rows[Int($0)] }
    for index in run.columns.indices {
      let column = run.columns[index]
      run.columns[index].keys = places.map { column.keys[Int($0)] }
      if !column.nulls.isEmpty { run.columns[index].nulls = places.map { column.nulls[Int($0)] } }
    }
  }

  /// Brings places into the order of one key; places with equal keys keep the order they have.
  private func sort(
    _ places: inout [UInt32], by column: SortRun.Column, key index: Int, _ rows: [UInt32], _ radix: inout RadixSort
  ) {
    var keys = places.map { column.keys[Int($0)] }
    radix.sort(&keys, &places)
    if !column.nulls.isEmpty {
      let isFirst = self.keys[index].isDescending
      let order =
        places.filter { column.nulls[Int($0)] == isFirst } + places.filter { column.nulls[Int($0)] != isFirst }
      places = order
    }
    if column.isInexact { settle(&places, column, key: index, rows) }
  }

  /// Orders places with equal numbers by their cells.
  private func settle(_ places: inout [UInt32], _ column: SortRun.Column, key index: Int, _ rows: [UInt32]) {
    let ties = column.ties(among: places)
    guard !ties.isEmpty else { return }
    let copies = CellCopies(
      result, column: keys[index].column, order.comparisons[index], places: ties.flatMap { places[$0] }, rows: rows)
    let sign = keys[index].isDescending ? -1 : 1
    // The library's sort is stable.
    for tie in ties { places[tie].sort { sign * copies.compare(Int($0), Int($1), rows: rows) < 0 } }
  }

  // MARK: Runs in scratch space

  func keep(_ run: SortRun, in space: ScratchSpace) -> KeptRun {
    let places = stride(from: pointDistance / 2, to: run.rows.count, by: pointDistance)
    return KeptRun(run, points: places.compactMap { point(run, $0) }, in: space)
  }

  /// nil when a cell is too long.
  private func point(_ run: SortRun, _ place: Int) -> SortPoint? {
    var point = SortPoint(row: run.rows[place], parts: [], cells: [])
    for (key, column) in zip(keys, run.columns) {
      let cell = result.cell(row: Int(point.row), column: key.column)
      guard cell?.count ?? 0 <= SortPoint.longestCell else { return nil }
      point.parts.append(SortPart(key: column.keys[place], isNull: cell == nil, isInexact: column.isInexact))
      point.cells.append(cell.map { Array($0) } ?? [])
    }
    result.evict(row: Int(point.row))
    return point
  }

  /// How many rows of a run come before a point.
  func count(in run: KeptRun, before point: SortPoint) -> Int {
    var (low, high) = (0, run.rows.count)
    while low < high {
      let middle = (low + high) / 2
      if compare(point, to: run, middle) > 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func compare(_ point: SortPoint, to run: KeptRun, _ place: Int) -> Int {
    let row = run.rows[place]
    func compareCells(_ key: Int) -> Int {
      guard let cell = result.cell(row: Int(row), column: keys[key].column) else { return 0 }
      defer { result.evict(row: Int(row)) }
      return point.cells[key].withUnsafeBytes { order.compareCells($0, cell, key: key) }
    }
    return order.compare(point, toRow: row, part: { run.columns[$0][place] }, cells: compareCells)
  }
}

extension SortRun.Column {
  /// Where neighbours among the places have equal numbers and are not NULL.
  func ties(among places: [UInt32]) -> [Range<Int>] {
    func isNull(_ index: Int) -> Bool { !nulls.isEmpty && nulls[Int(places[index])] }
    var ties: [Range<Int>] = []
    var start = 0
    while start < places.count {
      var end = start + 1
      if !isNull(start) {
        while end < places.count, keys[Int(places[end])] == keys[Int(places[start])], !isNull(end) { end += 1 }
      }
      if end - start > 1 { ties.append(start..<end) }
      start = end
    }
    return ties
  }
}
