import Workbench

/// `perch queries …`
enum QueriesCommand {
  static func run(_ words: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(words, valued: ["--format"])
    let library = QueryLibrary(configDirectory: try Paths(environment: environment).config)
    let queries = try library.all().sorted { $0.title < $1.title }
    switch arguments.words.first ?? "list" {
    case "list":
      var listing = Listing("folder", "name", "description", "parameters", "file")
      for query in queries {
        listing.add(
          .text(query.folder), .text(query.name), .text(query.summary),
          .text(query.parameters.map(\.name).joined(separator: " ")), .text(query.path))
      }
      try listing.print(json: try arguments.wantsJSON)
      return 0
    case "show":
      let name = try arguments.word(1, "the query's name")
      guard
        let query = queries.first(where: { $0.name == name || $0.title == name || "\($0.folder)/\($0.name)" == name })
      else { throw UnknownName(message: "there is no saved query \"\(name)\"; perch queries list shows them") }
      return try Perch.say(query.text)
    case let verb: throw UsageError(message: "queries: unknown word \"\(verb)\"; there are list, show")
    }
  }
}
