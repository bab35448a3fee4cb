import Database
import Testing

struct CatalogFileTests {
  private static let catalog: Catalog = {
    var catalog = Catalog(database: "shop", searchPath: ["app", "public"])
    catalog.schemas = [Catalog.Schema(name: "app", comment: "ä"), Catalog.Schema(name: "public")]
    var view = Catalog.Relation(
      oid: 4_000_000_000, schema: "app", name: "Odd \"name", kind: .view,
      columns: [
        Catalog.Attribute(
          name: "id", type: "bigint", isNullable: false, isPrimaryKey: true, defaultExpression: "1", comment: "key"),
        Catalog.Attribute(name: "id2", type: "bigint"),
      ], estimatedRows: 5_000_000_000, comment: "")
    view.definition = "select 1"
    view.uniqueKeys = [["id2"], ["id", "id2"]]
    view.checks = ["id > 0"]
    var partition = Catalog.Relation(oid: 2, schema: "public", name: "part")
    partition.partitionOf = 1
    catalog.relations = [view, Catalog.Relation(oid: 1, schema: "public", name: "empty", kind: .sequence), partition]
    catalog.foreignKeys = [
      Catalog.ForeignKey(name: "f", from: 1, fromColumns: ["a", "b"], to: 2, toColumns: ["c", "d"])
    ]
    catalog.functions = [Catalog.Function(schema: "s", name: "f", arguments: "a int", result: "int", kind: .window)]
    catalog.functions[0].volatility = .stable
    catalog.functions[0].triggerRelations = [1, 4_000_000_000]
    catalog.types = [Catalog.TypeEntry(schema: "s", name: "t", kind: .enumeration, labels: ["x", "y"])]
    catalog.types[0].check = "value > 0"
    catalog.roles = ["ada"]
    catalog.settings = [Catalog.Setting(name: "jit", values: ["on", "off"], summary: "whether")]
    catalog.extensions = ["citext"]
    catalog.objects = [
      Catalog.Object(kind: .index, schema: "s", name: "i", relation: 1),
      Catalog.Object(kind: .tablespace, name: "fast"),
    ]
    catalog.isComplete = true
    return catalog
  }()

  @Test func `A catalog comes back as it was kept`() throws {
    let read = try #require(CatalogFile.decode(CatalogFile.encode(Self.catalog)))
    #expect(read.database == Self.catalog.database)
    #expect(read.searchPath == Self.catalog.searchPath)
    #expect(read.schemas == Self.catalog.schemas)
    #expect(read.relations == Self.catalog.relations)
    #expect(read.foreignKeys == Self.catalog.foreignKeys)
    #expect(read.functions == Self.catalog.functions)
    #expect(read.types == Self.catalog.types)
    #expect(read.roles == Self.catalog.roles)
    #expect(read.settings == Self.catalog.settings)
    #expect(read.extensions == Self.catalog.extensions)
    #expect(read.objects == Self.catalog.objects)
    #expect(read.isComplete)
  }

  @Test func `A file that was cut, changed or made longer is not read`() {
    let bytes = CatalogFile.encode(Self.catalog)
    for length in 0..<bytes.count { #expect(CatalogFile.decode(Array(bytes[..<length])) == nil) }
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x10
      #expect(CatalogFile.decode(changed) == nil, "byte \(place)")
    }
    #expect(CatalogFile.decode(bytes + [0]) == nil)
  }
}
