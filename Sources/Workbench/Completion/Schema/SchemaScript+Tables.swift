import Database
import SQLText

extension SchemaScript {
  mutating func createTable(_ reader: inout DefinitionReader) {
    passExistence(&reader)
    guard let path = reader.path() else { return }
    if reader.skip("partition", "of") { return createPartition(&reader, path) }
    var relation = Catalog.Relation(oid: nextOID(), schema: schema(of: path), name: path.name)
    if reader.word == "as" || reader.word(at: reader.index + 1) == "as" { return createTable(&reader, as: relation) }
    let parts = reader.parts()
    while !reader.isAtEnd {
      if reader.skip("inherits") {
        for part in reader.parts() {
          var parent = DefinitionReader(reader.text, part)
          relation.columns += parent.path().flatMap { self.place($0) }.map { catalog.relations[$0].columns } ?? []
        }
      } else if reader.skip("partition", "by") {
        relation.kind = .partitionedTable
      } else if reader.skip("server") {
        relation.kind = .foreignTable
      } else if reader.word == "as" {
        return createTable(&reader, as: relation)
      } else {
        reader.skipOne()
      }
    }
    add(relation)
    let place = catalog.relations.count - 1
    for part in parts {
      var element = DefinitionReader(reader.text, part)
      readElement(&element, place)
    }
  }

  private mutating func createPartition(_ reader: inout DefinitionReader, _ path: DefinitionReader.Path) {
    guard let parent = reader.path().flatMap({ place($0) }) else { return }
    var relation = Catalog.Relation(
      oid: nextOID(), schema: schema(of: path), name: path.name,
      kind: reader.find(["partition"]) ? .partitionedTable : .table, columns: catalog.relations[parent].columns)
    relation.partitionOf = catalog.relations[parent].oid
    add(relation)
  }

  private mutating func createTable(_ reader: inout DefinitionReader, as relation: Catalog.Relation) {
    let names = reader.names()
    guard reader.find(["as"]) else { return }
    let query = reader.source(min(reader.index + 1, reader.tokens.count)..<reader.tokens.count)
    views.append(View(relation: relation.oid, names: names, query: Array(query.utf8)))
    add(relation)
  }

  /// One entry between the commas of CREATE TABLE: a column, a constraint or LIKE.
  private mutating func readElement(_ reader: inout DefinitionReader, _ place: Int) {
    switch reader.word {
    case "constraint", "primary", "foreign", "unique", "check", "exclude": readConstraint(&reader, place)
    case "like":
      reader.index += 1
      if let path = reader.path(), let other = self.place(path) {
        catalog.relations[place].columns += catalog.relations[other].columns
      }
    default: readColumn(&reader, place)
    }
  }

  private static let columnWords: Set<String> = [
    "constraint", "not", "null", "check", "default", "generated", "unique", "primary", "references", "collate",
    "compression", "storage", "deferrable", "initially", "options", "as",
  ]

  mutating func readColumn(_ reader: inout DefinitionReader, _ place: Int) {
    guard let name = reader.name() else { return }
    let start = reader.index
    _ = reader.find(Self.columnWords)
    var column = Catalog.Attribute(name: name, type: TypeName.canonical(reader.source(start..<reader.index)))
    if let base = TypeName.serial[column.type] {
      column.type = base
      column.isNullable = false
      let sequence = "\(catalog.relations[place].name)_\(name)_seq"
      column.defaultExpression = "nextval('\(sequence)'::regclass)"
      add(Catalog.Relation(oid: nextOID(), schema: catalog.relations[place].schema, name: sequence, kind: .sequence))
    }
    let number = catalog.relations[place].columns.count
    catalog.relations[place].columns.append(column)
    readColumnConstraints(&reader, place, number)
  }

  private mutating func readColumnConstraints(_ reader: inout DefinitionReader, _ place: Int, _ number: Int) {
    while !reader.isAtEnd {
      if reader.skip("not", "null") {
        catalog.relations[place].columns[number].isNullable = false
      } else if reader.skip("primary", "key") {
        markKey(place, [catalog.relations[place].columns[number].name])
      } else if reader.skip("unique") {
        catalog.relations[place].uniqueKeys.append([catalog.relations[place].columns[number].name])
      } else if reader.skip("check") {
        catalog.relations[place].checks.append(reader.parenthesized())
      } else if reader.skip("default") {
        let start = reader.index
        _ = reader.find(Self.columnWords)
        catalog.relations[place].columns[number].defaultExpression = reader.source(start..<reader.index)
      } else if reader.skip("references") {
        readReference(&reader, place, [catalog.relations[place].columns[number].name], name: "")
      } else if reader.skip("generated") {
        let start = reader.index
        let isIdentity = reader.find(["identity", "as"]) && reader.word(at: reader.index + 1) == "identity"
        _ = reader.find(["constraint", "not", "primary", "unique", "references"])
        let text = "generated " + reader.source(start..<reader.index)
        catalog.relations[place].columns[number].defaultExpression = text
        if isIdentity { catalog.relations[place].columns[number].isNullable = false }
      } else {
        reader.skipOne()
      }
    }
  }

  private mutating func markKey(_ place: Int, _ names: [String]) {
    for index in catalog.relations[place].columns.indices
    where names.contains(catalog.relations[place].columns[index].name) {
      catalog.relations[place].columns[index].isPrimaryKey = true
      catalog.relations[place].columns[index].isNullable = false
    }
  }

  mutating func addUniqueKey(_ names: [String], _ place: Int) {
    if !names.isEmpty { catalog.relations[place].uniqueKeys.append(names) }
  }

  mutating func readConstraint(_ reader: inout DefinitionReader, _ place: Int) {
    let name = reader.skip("constraint") ? reader.name() ?? "" : ""
    if reader.skip("primary", "key") {
      markKey(place, reader.names())
    } else if reader.skip("foreign", "key") {
      let columns = reader.names()
      if reader.skip("references") { readReference(&reader, place, columns, name: name) }
    } else if reader.skip("unique") {
      reader.skipAll(["nulls", "not", "distinct"])
      addUniqueKey(reader.names(), place)
    } else if reader.skip("check") {
      catalog.relations[place].checks.append(reader.parenthesized())
    }
    guard !name.isEmpty else { return }
    catalog.objects.append(
      Catalog.Object(
        kind: .constraint, schema: catalog.relations[place].schema, name: name, relation: catalog.relations[place].oid))
  }

  private mutating func readReference(
    _ reader: inout DefinitionReader, _ place: Int, _ columns: [String], name: String
  ) {
    guard let path = reader.path(), let target = self.place(path) else { return }
    var targetColumns = reader.names()
    if targetColumns.isEmpty {
      targetColumns = catalog.relations[target].columns.filter(\.isPrimaryKey).map(\.name)
    }
    guard targetColumns.count == columns.count else { return }
    catalog.foreignKeys.append(
      Catalog.ForeignKey(
        name: name, from: catalog.relations[place].oid, fromColumns: columns, to: catalog.relations[target].oid,
        toColumns: targetColumns))
  }

  // MARK: ALTER

  mutating func alter(_ reader: inout DefinitionReader) {
    var owner = reader
    if owner.find(["owner"]), owner.skip("owner", "to"), let role = owner.name() { catalog.roles.append(role) }
    if reader.skip("type") { return alterType(&reader) }
    if reader.skip("database"), reader.name() != nil { return alterDatabase(&reader) }
    reader.skipAll(["foreign", "materialized"])
    guard let what = reader.word, ["table", "view", "sequence"].contains(what) else { return }
    reader.index += 1
    passExistence(&reader)
    _ = reader.skip("only")
    guard let path = reader.path(), let place = place(path) else { return }
    while !reader.isAtEnd {
      let start = reader.index
      while !reader.isAtEnd, reader.kind != .comma { reader.skipOne() }
      var action = DefinitionReader(reader.text, Array(reader.tokens[start..<min(reader.index, reader.tokens.count)]))
      alter(place, &action)
      reader.index += 1
    }
  }

  private mutating func alter(_ place: Int, _ reader: inout DefinitionReader) {
    if reader.skip("add") {
      if ["constraint", "primary", "foreign", "unique", "check", "exclude"].contains(reader.word ?? "") {
        return readConstraint(&reader, place)
      }
      _ = reader.skip("column")
      passExistence(&reader)
      readColumn(&reader, place)
    } else if reader.skip("drop") {
      guard !reader.skip("constraint") else { return }
      _ = reader.skip("column")
      passExistence(&reader)
      if let name = reader.name() { catalog.relations[place].columns.removeAll { $0.name == name } }
    } else if reader.skip("alter") {
      _ = reader.skip("column")
      if let name = reader.name() { alterColumn(place, name, &reader) }
    } else if reader.skip("rename", "to") {
      if let name = reader.name() { rename(place, to: name, schema: catalog.relations[place].schema) }
    } else if reader.skip("rename"), !reader.skip("constraint") {
      _ = reader.skip("column")
      guard let old = reader.name(), reader.skip("to"), let new = reader.name() else { return }
      for index in catalog.relations[place].columns.indices where catalog.relations[place].columns[index].name == old {
        catalog.relations[place].columns[index].name = new
      }
    } else if reader.skip("set", "schema") {
      if let schema = reader.name() { rename(place, to: catalog.relations[place].name, schema: schema) }
    } else if reader.skip("attach", "partition") {
      if let child = reader.path().flatMap({ self.place($0) }) {
        catalog.relations[child].partitionOf = catalog.relations[place].oid
      }
    } else if reader.skip("detach", "partition") {
      if let child = reader.path().flatMap({ self.place($0) }) { catalog.relations[child].partitionOf = nil }
    }
  }

  private mutating func alterColumn(_ place: Int, _ name: String, _ reader: inout DefinitionReader) {
    guard let number = catalog.relations[place].columns.firstIndex(where: { $0.name == name }) else { return }
    if reader.skip("set", "not", "null") {
      catalog.relations[place].columns[number].isNullable = false
    } else if reader.skip("drop", "not", "null") {
      catalog.relations[place].columns[number].isNullable = true
    } else if reader.skip("set", "default") {
      catalog.relations[place].columns[number].defaultExpression = reader.source(reader.index..<reader.tokens.count)
    } else if reader.skip("drop", "default") {
      catalog.relations[place].columns[number].defaultExpression = nil
    } else if reader.skip("add", "generated") {
      catalog.relations[place].columns[number].defaultExpression = "generated by default as identity"
    } else if reader.skip("type") || reader.skip("set", "data", "type") {
      let start = reader.index
      _ = reader.find(["using", "collate"])
      catalog.relations[place].columns[number].type = TypeName.canonical(reader.source(start..<reader.index))
    }
  }

  private mutating func alterType(_ reader: inout DefinitionReader) {
    guard let path = reader.path(), reader.skip("add", "value") else { return }
    passExistence(&reader)
    guard let label = reader.string() else { return }
    for index in catalog.types.indices
    where catalog.types[index].name == path.name && catalog.types[index].schema == schema(of: path) {
      catalog.types[index].labels.append(label)
    }
  }

  private mutating func alterDatabase(_ reader: inout DefinitionReader) {
    guard reader.skip("set", "search_path") else { return }
    reader.index += 1
    var path: [String] = []
    while let name = reader.string() ?? reader.name() {
      path.append(name)
      if reader.kind == .comma { reader.index += 1 }
    }
    if !path.isEmpty { catalog.searchPath = path }
  }
}
