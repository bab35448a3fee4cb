import Database
import SQLText
import TestSupport
import Workbench

extension Fuzz {
  /// Completion answers anywhere, from a place that is not behind the cursor, the same each time.
  static let completion = Subject(name: "completion") { seed in
    var mutator = SQLMutator(seed: seed)
    let text = mutator.text()
    let cursor = mutator.place(in: text)
    let completion = engine.complete(text: text, cursor: cursor, limit: 50)
    if completion.replaceFrom > cursor || completion.replaceFrom < 0 {
      return Fault(
        claim: "what is replaced starts at \(completion.replaceFrom), before the cursor at \(cursor)", text: text)
    }
    if completion.items.count > 50 { return Fault(claim: "no more than 50 items", text: text) }
    if completion.items.contains(where: \.insert.isEmpty) {
      return Fault(claim: "each item inserts something", text: text)
    }
    return nil
  }

  private static let engine: CompletionEngine = {
    var catalog = Catalog(database: "shop", searchPath: ["public"])
    let columns = { (names: [String]) in names.map { Catalog.Attribute(name: $0, type: "text") } }
    catalog.relations = [
      Catalog.Relation(
        oid: 1, schema: "public", name: "orders", columns: columns(["id", "customer_id", "total", "note"])),
      Catalog.Relation(
        oid: 2, schema: "public", name: "customers", columns: columns(["id", "name", "parent", "Größe", "select"])),
      Catalog.Relation(oid: 3, schema: "other", name: "Quoted \"name\"", columns: columns(["a", "b"])),
    ]
    return CompletionEngine(catalog)
  }()
}
