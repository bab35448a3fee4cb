import Platform
import Synchronization

extension NeonStub {
  func answer(_ request: StubRequest) -> StubAnswer {
    // Statements over HTTP carry the connection's address in place of the key.
    if request.path == ["sql"] { return Self.rows(request) }
    guard request.headers["authorization"] == "Bearer napi_key" else {
      return Self.error(401, "authentication failed")
    }
    let path = Array(request.path.dropFirst(2))
    return state.withLock { state in
      switch (request.method, path.first ?? "", path.count) {
      case ("GET", "auth", 1): return StubAnswer(["account_id": "user-1", "auth_method": "api_key_user"])
      case ("GET", "projects", 1): return page(state.projects, "projects", "cursor", request)
      case ("POST", "projects", 1): return create(request, &state)
      case ("GET", "consumption_history", 3): return Self.consumption(request)
      case (_, "projects", 2...): return project(path[1], Array(path.dropFirst(2)), request, &state)
      default: return Self.error(404, "not found")
      }
    }
  }

  private func page(_ items: [JSON], _ name: String, _ cursor: String, _ request: StubRequest) -> StubAnswer {
    let start = request.query["cursor"].flatMap { Int($0) } ?? 0
    let limit = min(pageSize, request.query["limit"].flatMap { Int($0) } ?? 10)
    let part = Array(items.dropFirst(start).prefix(limit))
    let end = start + part.count
    var pagination = JSON.object([])
    // Overlapping: the last item of this page is the first of the next.
    if end < items.count { pagination = pagination.with(cursor, JSON.text(String(limit > 1 ? end - 1 : end))) }
    return StubAnswer(JSON.object([.init(name, .list(part)), .init("pagination", pagination)]))
  }

  private func create(_ request: StubRequest, _ state: inout State) -> StubAnswer {
    let name = request.body["project"]?["name"]?.text ?? ""
    let project = state.project(name)
    let id = project["id"]?.text ?? ""
    let operation = state.operation("create_timeline", project: id)
    return StubAnswer(
      201,
      [
        "project": project, "branch": state.branches[id]?.first ?? .null, "operations": [operation],
        "connection_uris": [],
      ])
  }

  private func project(_ id: String, _ path: [String], _ request: StubRequest, _ state: inout State) -> StubAnswer {
    if request.method == "POST", path == ["recover"] { return recover(id, &state) }
    guard let project = state.projects.first(where: { $0["id"]?.text == id }) else {
      return Self.error(404, "project not found")
    }
    switch (request.method, path.first ?? "", path.count) {
    case ("GET", "", 0): return StubAnswer(["project": project])
    case ("DELETE", "", 0):
      if state.branches[id]?.contains(where: { $0["protected"] == true }) == true {
        return Self.error(400, "project has protected branches")
      }
      state.projects.removeAll { $0["id"]?.text == id }
      state.deletedProjects.append(project)
      return StubAnswer(["project": project])
    case ("GET", "branches", 1): return page(state.branches[id] ?? [], "branches", "next", request)
    case ("POST", "branches", 1): return createBranch(id, request, &state)
    case (_, "branches", 2...): return branch(id, path[1], Array(path.dropFirst(2)), request, &state)
    case ("GET", "endpoints", 1): return StubAnswer(["endpoints": .list(state.computes[id] ?? [])])
    case ("POST", "endpoints", 3): return compute(id, path[1], path[2], &state)
    case ("GET", "operations", 2): return operation(path[1], &state)
    case ("GET", "operations", 1): return StubAnswer(["operations": .list(state.operations.values.map(\.json))])
    case ("GET", "connection_uri", 1): return connection(request, state, project: id)
    case ("GET", "snapshots", 1): return StubAnswer(["snapshots": .list(state.snapshots)])
    case ("DELETE", "snapshots", 2):
      state.snapshots.removeAll { $0["id"]?.text == path[1] }
      return StubAnswer(["operations": []])
    case ("POST", "snapshots", 3):
      let name = request.body["name"]?.text ?? "restored"
      let branch = state.branch(name, project: id, parent: nil, members: [("init_source", "snapshot")])
      return StubAnswer(["branch": branch, "operations": [state.operation("restore_snapshot", project: id)]])
    default: return Self.error(404, "not found")
    }
  }

  private func recover(_ id: String, _ state: inout State) -> StubAnswer {
    guard let place = state.deletedProjects.firstIndex(where: { $0["id"]?.text == id }) else {
      return Self.error(404, "project not found")
    }
    let project = state.deletedProjects.remove(at: place)
    state.projects.append(project)
    return StubAnswer(["project": project])
  }

  private func createBranch(_ project: String, _ request: StubRequest, _ state: inout State) -> StubAnswer {
    let wanted = request.body["branch"] ?? .null
    let name = wanted["name"]?.text ?? "unnamed"
    if state.branches[project]?.contains(where: { $0["name"]?.text == name }) == true {
      return Self.error(409, "branch already exists")
    }
    let parent = wanted["parent_id"]?.text ?? state.branches[project]?.first?["id"]?.text ?? ""
    guard state.branches[project]?.contains(where: { $0["id"]?.text == parent }) == true else {
      return Self.error(404, "parent branch not found")
    }
    var members: [(String, JSON)] = []
    for name in ["expires_at", "init_source", "protected", "parent_lsn", "parent_timestamp"] {
      if let value = wanted[name] { members.append((name, value)) }
    }
    let branch = state.branch(name, project: project, parent: parent, members: members)
    if request.body["endpoints"] != nil { state.compute(project, branch: branch["id"]?.text ?? "") }
    let operation = state.operation("create_branch", project: project)
    return StubAnswer(201, ["branch": branch, "endpoints": [], "operations": [operation]])
  }

  private func branch(
    _ project: String, _ id: String, _ path: [String], _ request: StubRequest, _ state: inout State
  ) -> StubAnswer {
    guard let place = state.branches[project]?.firstIndex(where: { $0["id"]?.text == id }),
      let branch = state.branches[project]?[place]
    else { return Self.error(404, "branch not found") }
    switch (request.method, path.first ?? "", path.count) {
    case ("DELETE", "", 0):
      let isParent = state.branches[project]?.contains { $0["parent_id"]?.text == id } == true
      if isParent || branch["protected"] == true || branch["default"] == true {
        return Self.error(422, "branch cannot be deleted")
      }
      state.branches[project]?.remove(at: place)
      return StubAnswer(["branch": branch, "operations": [state.operation("delete_timeline", project: project)]])
    case ("PATCH", "", 0):
      var changed = branch
      if case .object(let members)? = request.body["branch"] {
        for member in members { changed = changed.with(member.name, member.value) }
      }
      state.branches[project]?[place] = changed
      return StubAnswer(["branch": changed, "operations": []])
    case ("POST", "restore", 1), ("POST", "set_as_default", 1), ("POST", "recover", 1):
      return StubAnswer(["branch": branch, "operations": [state.operation("restore", project: project)]])
    case ("GET", "endpoints", 1):
      return StubAnswer(["endpoints": .list((state.computes[project] ?? []).filter { $0["branch_id"]?.text == id })])
    case ("GET", "databases", 1):
      return StubAnswer([
        "databases": [
          [
            "id": 1, "branch_id": JSON.text(id), "name": "app", "owner_name": "app_owner", "created_at": "",
            "updated_at": "",
          ]
        ]
      ])
    case ("POST", "databases", 1), ("DELETE", "databases", 2), ("POST", "roles", 1), ("DELETE", "roles", 2),
      ("POST", "roles", 3):
      return StubAnswer(["operations": [state.operation("apply_config", project: project)]])
    case ("GET", "roles", 1): return StubAnswer(["roles": [["branch_id": JSON.text(id), "name": "app_owner"]]])
    case ("GET", "schema", 1): return StubAnswer(["sql": "CREATE TABLE t (a int);"])
    case ("GET", "compare_schema", 1): return StubAnswer(["diff": "+CREATE TABLE t (a int);"])
    case ("POST", "snapshot", 1):
      let snapshot: JSON = [
        "id": "snap-1", "name": JSON.text(request.query["name"] ?? ""), "created_at": JSON.text(Self.day),
      ]
      state.snapshots.append(snapshot)
      return StubAnswer(["snapshot": snapshot, "operations": []])
    default: return Self.error(404, "not found")
    }
  }

  private func compute(_ project: String, _ id: String, _ word: String, _ state: inout State) -> StubAnswer {
    guard let place = state.computes[project]?.firstIndex(where: { $0["id"]?.text == id }) else {
      return Self.error(404, "endpoint not found")
    }
    let raw: JSON = word == "suspend" ? "idle" : "active"
    let compute = (state.computes[project]?[place] ?? .null).with("current_state", raw)
    state.computes[project]?[place] = compute
    return StubAnswer(["endpoint": compute, "operations": [state.operation("\(word)_compute", project: project)]])
  }

  private func operation(_ id: String, _ state: inout State) -> StubAnswer {
    guard var found = state.operations[id] else { return Self.error(404, "operation not found") }
    found.asked += 1
    found.json = found.json.with("status", found.asked > 1 ? "finished" : "running")
    state.operations[id] = found
    return StubAnswer(["operation": found.json])
  }

  private func connection(_ request: StubRequest, _ state: State, project: String) -> StubAnswer {
    let compute = state.computes[project]?.first { $0["branch_id"]?.text == request.query["branch_id"] }
    let parts = (compute?["host"]?.text ?? "").split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let role = request.query["role_name"], let database = request.query["database_name"] else {
      return Self.error(404, "no endpoint")
    }
    let host = parts[0] + (request.query["pooled"] == "true" ? "-pooler." : ".") + parts[1]
    let uri = "postgresql://\(role):npg_secret%2F1@\(host)/\(database)?sslmode=require&channel_binding=require"
    return StubAnswer(["uri": JSON.text(uri)])
  }

  /// One row that tells what was asked.
  private static func rows(_ request: StubRequest) -> StubAnswer {
    guard request.headers["neon-connection-string"]?.hasPrefix("postgresql://") == true,
      case .list(let queries)? = request.body["queries"], let query = queries.first?["query"]
    else { return error(400, "no connection string") }
    return StubAnswer([
      "results": [
        [
          "fields": [["name": "asked", "dataTypeID": 25], ["name": "read_only", "dataTypeID": 25]],
          "rows": [[query, JSON.text(request.headers["neon-batch-read-only"] ?? "")]], "command": "SELECT",
          "rowCount": 1,
        ]
      ]
    ])
  }

  private static func consumption(_ request: StubRequest) -> StubAnswer {
    guard request.query["org_id"] == "org-1", let project = request.query["project_ids"] else {
      return error(400, "org_id is required")
    }
    let part: JSON = ["metrics": [["metric_name": "compute_unit_seconds", "value": 1800]]]
    return StubAnswer([
      "projects": [["project_id": JSON.text(project), "periods": [["consumption": [part, part]]]]], "pagination": [:],
    ])
  }

  static func error(_ status: Int, _ message: String) -> StubAnswer {
    StubAnswer(status, ["message": JSON.text(message), "code": "", "request_id": "neon-request-1"])
  }
}
