package import Database
package import TextUI

/// The tree of the catalog: schemas, what they hold, columns. Only what is open is laid out.
package struct CatalogPane: Sendable {
  /// A place in the tree, known by name so that it survives a new catalog.
  enum Node: Sendable, Hashable {
    case schema(String)
    case group(schema: String, Group)
    case relation(UInt32)
    case column(UInt32, Int)
    case function(schema: String, Int)
    case type(schema: String, Int)
  }

  /// What a schema holds besides relations.
  enum Group: String, Sendable, Hashable { case functions, types }

  struct Row: Sendable {
    var node: Node
    var depth: Int
    var label: String
    var detail: String
    /// nil for what cannot be opened.
    var isOpen: Bool?
  }

  private(set) var rows: [Row] = []
  private(set) var selected = 0
  private(set) var top = 0
  private(set) var height = 10
  private(set) var catalog: Catalog?
  private var open: Set<Node> = []
  private var relations: [String: [Int]] = [:]
  private var partitions: [UInt32: [Int]] = [:]
  private var places: [UInt32: Int] = [:]
  private var keyColumns: [UInt32: [String: String]] = [:]
  /// Schemas of the search_path are opened once, when their catalog arrives first.
  private var openedFor: String?

  package init() {}

  package mutating func update(catalog: Catalog) {
    let node = row?.node
    self.catalog = catalog
    relations = [:]
    partitions = [:]
    places = Dictionary(catalog.relations.enumerated().map { ($1.oid, $0) }) { first, _ in first }
    for (index, relation) in catalog.relations.enumerated() {
      if let parent = relation.partitionOf, places[parent] != nil {
        partitions[parent, default: []].append(index)
      } else {
        relations[relation.schema, default: []].append(index)
      }
    }
    keyColumns = [:]
    for key in catalog.foreignKeys where key.fromColumns.count == 1 {
      guard let target = places[key.to] else { continue }
      keyColumns[key.from, default: [:]][key.fromColumns[0]] = catalog.relations[target].name
    }
    if openedFor != catalog.database {
      openedFor = catalog.database
      open = Set(catalog.searchPath.filter { !$0.hasPrefix("pg_") }.map { .schema($0) })
    }
    rebuild(keeping: node)
  }

  package mutating func clear() { self = CatalogPane() }

  /// Says while columns are still to come.
  var title: String { catalog?.isComplete == false ? "Catalog · reading columns …" : "Catalog" }

  var row: Row? { rows.indices.contains(selected) ? rows[selected] : nil }

  /// The relation of the selected row or of its column.
  var relation: Catalog.Relation? {
    switch row?.node {
    case .relation(let oid), .column(let oid, _): places[oid].flatMap { catalog?.relations[$0] }
    default: nil
    }
  }

  // MARK: Rows

  private mutating func rebuild(keeping node: Node?) {
    guard let catalog else { return }
    var rows: [Row] = []
    let isOwn: (Catalog.Schema) -> Bool = { !$0.name.hasPrefix("pg_") && $0.name != "information_schema" }
    for schema in catalog.schemas.filter(isOwn) + catalog.schemas.filter({ !isOwn($0) }) {
      let isOpen = open.contains(.schema(schema.name))
      let count = relations[schema.name]?.count ?? 0
      rows.append(
        Row(
          node: .schema(schema.name), depth: 0, label: schema.name, detail: count == 0 ? "" : grouped(count),
          isOpen: isOpen))
      if isOpen { rows += contents(of: schema.name, catalog) }
    }
    self.rows = rows
    if let node, let place = rows.firstIndex(where: { $0.node == node }) { selected = place }
    follow()
  }

  private func contents(of schema: String, _ catalog: Catalog) -> [Row] {
    var rows: [Row] = []
    for index in relations[schema, default: []] where catalog.relations[index].kind != .sequence {
      add(catalog.relations[index], depth: 1, to: &rows, catalog)
    }
    return rows + functions(of: schema, catalog) + types(of: schema, catalog)
  }

  /// A relation and, when it is open, its columns, then its partitions.
  private func add(_ relation: Catalog.Relation, depth: Int, to rows: inout [Row], _ catalog: Catalog) {
    let isOpen = open.contains(.relation(relation.oid))
    rows.append(
      Row(
        node: .relation(relation.oid), depth: depth, label: relation.name, detail: Self.detail(of: relation),
        isOpen: isOpen))
    guard isOpen else { return }
    rows += columns(of: relation, depth: depth + 1)
    for index in partitions[relation.oid, default: []] {
      add(catalog.relations[index], depth: depth + 1, to: &rows, catalog)
    }
  }

  private static func detail(of relation: Catalog.Relation) -> String {
    let kind =
      switch relation.kind {
      case .table: relation.partitionOf == nil ? "" : "partition"
      case .partitionedTable: "parts"
      case .view: "view"
      case .materializedView: "mview"
      case .foreignTable: "foreign"
      case .sequence: "sequence"
      }
    guard relation.kind != .view, let rows = relation.estimatedRows else { return kind }
    return kind.isEmpty ? shortCount(rows) : "\(kind) \(shortCount(rows))"
  }

  private func columns(of relation: Catalog.Relation, depth: Int) -> [Row] {
    relation.columns.enumerated().map { index, column in
      var marks = [column.type]
      if column.isPrimaryKey { marks.append("PK") }
      if let target = keyColumns[relation.oid]?[column.name] { marks.append("→ \(target)") }
      if !column.isNullable, !column.isPrimaryKey { marks.append("not null") }
      return Row(
        node: .column(relation.oid, index), depth: depth, label: column.name, detail: marks.joined(separator: " "),
        isOpen: nil)
    }
  }

  private func functions(of schema: String, _ catalog: Catalog) -> [Row] {
    let own = catalog.functions.indices.filter { catalog.functions[$0].schema == schema }
    guard !own.isEmpty else { return [] }
    let group = Node.group(schema: schema, .functions)
    let isOpen = open.contains(group)
    let head = Row(node: group, depth: 1, label: "functions", detail: grouped(own.count), isOpen: isOpen)
    guard isOpen else { return [head] }
    return [head]
      + own.map {
        let function = catalog.functions[$0]
        return Row(
          node: .function(schema: schema, $0), depth: 2, label: "\(function.name)(\(function.arguments))",
          detail: function.result, isOpen: nil)
      }
  }

  private func types(of schema: String, _ catalog: Catalog) -> [Row] {
    let own = catalog.types.indices.filter { catalog.types[$0].schema == schema && catalog.types[$0].kind != .base }
    guard !own.isEmpty, !schema.hasPrefix("pg_") else { return [] }
    let group = Node.group(schema: schema, .types)
    let isOpen = open.contains(group)
    let head = Row(node: group, depth: 1, label: "types", detail: grouped(own.count), isOpen: isOpen)
    guard isOpen else { return [head] }
    return [head]
      + own.map {
        let type = catalog.types[$0]
        let labels = type.labels.isEmpty ? type.kind.rawValue : type.labels.joined(separator: " | ")
        return Row(node: .type(schema: schema, $0), depth: 2, label: type.name, detail: labels, isOpen: nil)
      }
  }

  // MARK: Moving

  mutating func move(by step: Int) {
    selected = min(max(0, selected + step), max(0, rows.count - 1))
    follow()
  }

  /// Selects the row at a line of the pane; `toggles` opens or closes it too.
  mutating func press(line: Int, toggles: Bool) {
    guard rows.indices.contains(top + line) else { return }
    selected = top + line
    if toggles { toggle() }
  }

  mutating func setOpen(_ wanted: Bool) {
    guard let row else { return }
    if row.isOpen == nil || (!wanted && row.isOpen == false) {
      if !wanted { goToParent() }
      return
    }
    if wanted { open.insert(row.node) } else { open.remove(row.node) }
    rebuild(keeping: row.node)
  }

  mutating func toggle() { if let row, let isOpen = row.isOpen { setOpen(!isOpen) } }

  private mutating func goToParent() {
    guard let depth = row?.depth, depth > 0 else { return }
    selected = rows[..<selected].lastIndex { $0.depth < depth } ?? selected
    follow()
  }

  private mutating func follow() {
    selected = min(selected, max(0, rows.count - 1))
    top = max(0, min(max(top, selected - height + 1), selected))
  }

  package mutating func layout(_ rect: Rect) {
    height = max(1, rect.height)
    follow()
  }
}

/// `1.2M`, `80k`, `950`: about how many.
func shortCount(_ number: Int64) -> String {
  switch number {
  case ..<1000: "\(number)"
  case ..<10_000 where number % 1000 >= 100: "\(number / 1000).\(number % 1000 / 100)k"
  case ..<1_000_000: "\(number / 1000)k"
  case ..<10_000_000 where number % 1_000_000 >= 100_000: "\(number / 1_000_000).\(number % 1_000_000 / 100_000)M"
  default: "\(number / 1_000_000)M"
  }
}
