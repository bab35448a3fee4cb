/// How often what a catalog lists was used lately, by its places there: a list asks for thousands.
struct CatalogUses: Sendable {
  private var relations: [Int] = []
  private var functions: [Int] = []

  init() {}

  init(_ uses: NameUses, _ index: NameIndex) {
    guard !uses.isEmpty else { return }
    relations = Array(repeating: 0, count: index.relationCount)
    functions = Array(repeating: 0, count: index.functionCount)
    for name in uses.names {
      let weight = uses.weight(name)
      for place in index.relationPlaces(named: name) { relations[place] = weight }
      for place in index.functionPlaces(named: name) { functions[place] = weight }
    }
  }

  func relation(_ place: Int) -> Int { relations.isEmpty ? 0 : relations[place] }

  func function(_ place: Int) -> Int { functions.isEmpty ? 0 : functions[place] }
}
