package import Database
import HTTP

extension SupabaseProvider {
  /// Runs a statement at the management interface: no types (all is text), no session. A fallback for networks that close PostgreSQL's ports.
  package func query(_ query: HTTPQuery, _ call: Call) throws(PlatformError) -> ResultSet {
    let path = project(query.target.branch.id) + ["database", "query"] + (query.isReadOnly ? ["read-only"] : [])
    var request = PlatformRequest(.post, path, "running the statement over HTTP")
    var members = [JSON.Member("query", JSON(query.statement))]
    if !query.parameters.isEmpty {
      members.append(.init("parameters", .list(query.parameters.map { $0.map { JSON.text($0) } ?? .null })))
    }
    request.body = .object(members)
    request.isRepeatable = query.isReadOnly
    let reply = try client.send(request.missing(.branch, query.target.branch.name), call)
    guard case .list(let rows) = reply.body else { return ResultSet(columns: []) }
    return ResultSet(objects: rows)
  }
}

extension ResultSet {
  /// Rows that came as objects: columns in the order they are first met, all as text.
  init(objects rows: [JSON]) {
    var names: [String] = []
    var places: [String: Int] = [:]
    for case .object(let members) in rows {
      for member in members where places[member.name] == nil {
        places[member.name] = names.count
        names.append(member.name)
      }
    }
    self.init(columns: names.map { Column(name: $0) })
    var builder = RowBatch.Builder(columnCount: names.count)
    for row in rows {
      guard !names.isEmpty else {
        builder.appendEmptyRow()
        continue
      }
      for name in names { builder.append(row[name] ?? .null) }
    }
    append(builder.finish())
  }
}
