/// One page of a list.
struct Page<Item> {
  var items: [Item]
  /// What the request for the next page has in its query; nil behind the last page.
  var next: [(name: String, value: String)]?
}

extension PlatformClient {
  /// Reads a list to its end. Pages may overlap when the list changes meanwhile: what is met again counts once.
  func all<Item>(
    _ request: PlatformRequest, _ call: Call, id: (Item) -> String,
    page decode: (PlatformReply) throws(JSONPlace.Problem) -> Page<Item>
  ) throws(PlatformError) -> [Item] {
    var items: [Item] = []
    var seen: Set<String> = []
    var asked: Set<String> = []
    var current = request
    while true {
      let reply = try send(current, call)
      let page = try self.decode { () throws(JSONPlace.Problem) in try decode(reply) }
      for item in page.items where seen.insert(id(item)).inserted { items.append(item) }
      // A cursor that comes again would lead in a circle.
      guard let next = page.next, asked.insert(next.map { "\($0.name)=\($0.value)" }.joined(separator: "&")).inserted
      else { return items }
      current = request
      current.query.removeAll { item in next.contains { $0.name == item.name } }
      current.query += next
    }
  }
}
