package import Database
import HTTP
import Postgres

extension NeonProvider {
  /// Runs a statement at the branch's HTTP address: typed rows, one transaction, no session. A fallback for networks that close port 5432.
  package func query(_ query: HTTPQuery, _ call: Call) throws(PlatformError) -> ResultSet {
    let login = try login(query.target, call)
    let host = login.settings["host"] ?? ""
    let address: HTTPAddress
    do throws(HTTPAddress.Problem) {
      let named = environment("NEON_SQL_BASE_URL").flatMap { $0.isEmpty ? nil : $0 }
      address = try HTTPAddress(named ?? "https://api" + host.drop { $0 != "." })
    } catch {
      throw .invalid(field: "address", reason: error.message)
    }
    var service = Service(
      name: "neon", address: address, key: "", keyName: "", budget: RateBudget(perMinute: 600, perSecond: 30))
    service.policy = RetryPolicy(refusals: [429])
    service.refine = Self.statementError
    let sql = PlatformClient(service, environment: environment)
    return try Self.rows(sql, sql.send(Self.request(query, login), call))
  }

  private static func request(_ query: HTTPQuery, _ login: Login) -> PlatformRequest {
    var request = PlatformRequest(.post, ["sql"], "running the statement over HTTP")
    let uri = login.settings.with("sslrootcert", nil).with("connect_timeout", nil).uri(withSecrets: true)
    request.headers = [
      ("Neon-Connection-String", uri), ("Neon-Raw-Text-Output", "true"), ("Neon-Array-Mode", "true"),
      ("Neon-Batch-Read-Only", query.isReadOnly ? "true" : "false"),
    ]
    let parameters = query.parameters.map { $0.map { JSON.text($0) } ?? .null }
    request.body = ["queries": [["query": JSON(query.statement), "params": .list(parameters)]]]
    // A statement that only reads may arrive twice.
    request.isRepeatable = query.isReadOnly
    return request
  }

  /// What PostgreSQL itself reports comes as 400 with its SQLSTATE.
  private static let statementError: @Sendable (ProviderFailure, PlatformRequest) -> PlatformError? = { failure, _ in
    guard failure.status == 400, failure.code.utf8.count == 5 else { return nil }
    return .server(ServerError(sqlState: failure.code, message: failure.message))
  }

  private static func rows(_ client: PlatformClient, _ reply: PlatformReply) throws(PlatformError) -> ResultSet {
    try client.decode { () throws(JSONPlace.Problem) in
      guard let result = try reply.json.list("results").first else { return ResultSet(columns: []) }
      let columns = try result.map("fields") { (field) throws(JSONPlace.Problem) in
        Column(
          name: try field.text("name"), typeOID: UInt32(clamping: field.optionalInteger("dataTypeID") ?? 25),
          typeModifier: Int32(clamping: field.optionalInteger("dataTypeModifier") ?? -1),
          tableOID: UInt32(clamping: field.optionalInteger("tableID") ?? 0),
          tableColumn: Int16(clamping: field.optionalInteger("columnID") ?? 0))
      }
      var builder = RowBatch.Builder(columnCount: columns.count)
      for row in result.optionalList("rows") {
        let cells = try row.elements()
        guard cells.count == columns.count else {
          throw JSONPlace.Problem(path: row.path, reason: "it has \(cells.count) cells for \(columns.count) columns")
        }
        if cells.isEmpty { builder.appendEmptyRow() }
        for cell in cells { builder.append(cell.value) }
      }
      var rows = ResultSet(columns: columns)
      rows.append(builder.finish())
      return rows
    }
  }
}

extension RowBatch.Builder {
  /// A cell as text: JSON's null is NULL, anything but a text is written as JSON.
  mutating func append(_ value: JSON) {
    switch value {
    case .null: appendNull()
    case .text(let text): append(text)
    default: append(String(decoding: value.bytes, as: UTF8.self))
    }
  }
}
