import HTTP

/// One page of a list.
struct Page<Item> {
  var items: [Item]
  /// What the request for the next page has in its query; nil behind the last page.
  var next: [(name: String, value: String)]?
}

extension PlatformClient {
  /// Seconds for all pages of a list together.
  static let listingPatience = 60.0
  /// So many pages in a row that bring nothing new are a list without an end.
  private static let idlePages = 3

  /// Reads a list to its end. Pages may overlap when the list changes meanwhile: what is met again counts once. A list without an end is
  /// an error: what it left out would seem not to exist.
  func all<Item>(
    _ request: PlatformRequest, _ call: Call, id: (Item) -> String,
    page decode: (PlatformReply) throws(JSONPlace.Problem) -> Page<Item>
  ) throws(PlatformError) -> [Item] {
    let call = call.bounded(by: Self.listingPatience)
    var items: [Item] = []
    var seen: Set<String> = []
    var asked: Set<String> = []
    var idle = 0
    var current = request
    while true {
      let reply = try send(current, call)
      let page = try self.decode { () throws(JSONPlace.Problem) in try decode(reply) }
      let before = items.count
      for item in page.items where seen.insert(id(item)).inserted { items.append(item) }
      idle = items.count > before ? 0 : idle + 1
      guard let next = page.next else { return items }
      let isNew = asked.insert(next.map { "\($0.name)=\($0.value)" }.joined(separator: "&")).inserted
      guard isNew, idle < Self.idlePages else { throw endless(request) }
      current = request
      current.query.removeAll { item in next.contains { $0.name == item.name } }
      current.query += next
    }
  }

  /// Reads a list whose pages are places in it: when something before a page goes away meanwhile, the next page begins too late. Such a
  /// list of several pages is read until two readings tell the same.
  func allByPlace<Item>(
    _ request: PlatformRequest, _ call: Call, id: (Item) -> String,
    page decode: (PlatformReply) throws(JSONPlace.Problem) -> Page<Item>
  ) throws(PlatformError) -> [Item] {
    let call = call.bounded(by: Self.listingPatience)
    var before: Set<String>?
    while true {
      var pages = 0
      let items = try all(request, call, id: id) { (reply) throws(JSONPlace.Problem) in
        pages += 1
        return try decode(reply)
      }
      let ids = Set(items.map(id))
      if pages == 1 || ids == before { return items }
      before = ids
    }
  }

  private func endless(_ request: PlatformRequest) -> PlatformError {
    .undecodable(
      host: service.address.host, place: "its pages",
      reason: "they lead in a circle, so \(request.operation) has no end", requestID: nil)
  }
}
