import Database
import SQLText

/// Moving through the tree, and what one can do with what it shows.
enum CatalogCommands {
  static let all: [Command] = [
    .change("tree.up", "Go one row up in the tree") { $0.browser.move(by: -1) },
    .change("tree.down", "Go one row down in the tree") { $0.browser.move(by: 1) },
    .change("tree.pageUp", "Go one page up in the tree") { $0.browser.move(by: -$0.browser.height) },
    .change("tree.pageDown", "Go one page down in the tree") { $0.browser.move(by: $0.browser.height) },
    .change("tree.first", "Go to the first row of the tree") { $0.browser.move(by: -$0.browser.rows.count) },
    .change("tree.last", "Go to the last row of the tree") { $0.browser.move(by: $0.browser.rows.count) },
    .change("tree.open", "Open the row of the tree") { $0.browser.setOpen(true) },
    .change("tree.close", "Close the row of the tree, or go to what holds it") { $0.browser.setOpen(false) },
    .change("tree.toggle", "Open or close the row of the tree") { $0.browser.toggle() },
    .change("tree.insertName", "Insert the name into the editor") { state in
      guard let name = state.nameInTree else { return state.remark("this row has no name to insert", .warning) }
      state.editor.insertText(name)
      state.focus = .editor
    },
    .change("tree.describe", "Describe the table: its columns, keys, checks, indexes") { state in
      guard let relation = state.browser.relation else { return state.remark("this row is no table", .warning) }
      state.describe(relation)
    },
    Command("tree.preview", "Show rows of the table", unavailable: QueryCommands.busy) { state in
      guard let relation = state.browser.relation else {
        state.remark("this row is no table", .warning)
        return []
      }
      let name = state.name(of: relation)
      return state.run([Run.Piece(text: "select * from \(name) limit 1000", offset: nil)])
    },
  ]
}

extension State {
  /// A relation as a statement needs it: with its schema when the name alone means none or another one.
  func name(of relation: Catalog.Relation) -> String {
    let name = Quoting.identifier(relation.name)
    return completion.index.finds(relation) ? name : "\(Quoting.identifier(relation.schema)).\(name)"
  }

  /// A name as a statement needs it: the schema only when the search_path does not find it.
  fileprivate func qualified(_ schema: String, _ name: String) -> String {
    let isVisible = browser.catalog?.searchPath.contains(schema) ?? false
    return (isVisible ? "" : Quoting.identifier(schema) + ".") + Quoting.identifier(name)
  }

  fileprivate var nameInTree: String? {
    guard let catalog = browser.catalog else { return nil }
    switch browser.row?.node {
    case .schema(let name): return Quoting.identifier(name)
    case .relation: return browser.relation.map(name(of:))
    case .column(_, let index): return browser.relation.map { Quoting.identifier($0.columns[index].name) }
    case .function(let schema, let index): return qualified(schema, catalog.functions[index].name)
    case .type(let schema, let index): return qualified(schema, catalog.types[index].name)
    case .group, nil: return nil
    }
  }
}
