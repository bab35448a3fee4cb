import Platform
import Synchronization

/// Supabase's management interface in memory: projects come up after they have been asked for twice.
package final class SupabaseStub: Sendable {
  private struct State {
    var projects: [JSON] = []
    var branches: [JSON] = []
    var asked: [String: Int] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  package let server: StubServer

  package init() {
    let handler = StubHandler()
    server = StubServer { handler($0) }
    handler.set { [unowned self] request in answer(request) }
  }

  package var projectNames: [String] { state.withLock { $0.projects.compactMap { $0["name"]?.text } } }
  package var branchNames: [String] { state.withLock { $0.branches.compactMap { $0["name"]?.text } } }

  @discardableResult
  package func addProject(_ name: String, status: String = "ACTIVE_HEALTHY") -> String {
    state.withLock { Self.project(name, status, &$0)["ref"]?.text ?? "" }
  }

  private static func ref(_ state: inout State) -> String {
    defer { state.next += 1 }
    let letter = String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(state.next % 26)))
    return String(repeating: letter, count: 20)
  }

  private static func project(_ name: String, _ status: String, _ state: inout State) -> JSON {
    let ref = ref(&state)
    let project: JSON = [
      "id": JSON.text(ref), "ref": JSON.text(ref), "name": JSON.text(name), "organization_slug": "team",
      "region": "eu-central-1", "created_at": JSON.text(InternetTime.text(InternetTime.now)),
      "status": JSON.text(status), "database": ["host": JSON.text("db.\(ref).supabase.co"), "version": "17.4.1.1"],
    ]
    state.projects.append(project)
    return project
  }

  private func answer(_ request: StubRequest) -> StubAnswer {
    guard request.headers["authorization"] == "Bearer sbp_key" else {
      return StubAnswer(401, ["message": "Unauthorized"])
    }
    let path = Array(request.path.dropFirst())
    return state.withLock { state in
      switch (request.method, path.first ?? "", path.count) {
      case ("GET", "organizations", 1): return StubAnswer([["id": "o1", "slug": "team", "name": "Team"]])
      case ("GET", "projects", 1): return StubAnswer(.list(state.projects))
      case ("POST", "projects", 1):
        return StubAnswer(201, Self.project(request.body["name"]?.text ?? "", "UNKNOWN", &state))
      case (_, "projects", 2...): return project(path[1], Array(path.dropFirst(2)), request, &state)
      case (_, "branches", 2...): return branch(path[1], path.count > 2 ? path[2] : "", request, &state)
      default: return StubAnswer(404, ["message": "Not found"])
      }
    }
  }

  private func project(_ ref: String, _ path: [String], _ request: StubRequest, _ state: inout State) -> StubAnswer {
    let word = path.joined(separator: "/")
    switch (request.method, word) {
    case ("GET", ""):
      state.asked[ref, default: 0] += 1
      let project = state.projects.first { $0["ref"]?.text == ref } ?? ["ref": JSON.text(ref), "name": "branch"]
      return StubAnswer(project.with("status", state.asked[ref, default: 0] > 1 ? "ACTIVE_HEALTHY" : "COMING_UP"))
    case ("DELETE", ""):
      state.projects.removeAll { $0["ref"]?.text == ref }
      return StubAnswer(["id": 1, "ref": JSON.text(ref), "name": "x"])
    case ("GET", "branches"): return StubAnswer(.list(state.branches))
    case ("POST", "branches"): return createBranch(ref, request, &state)
    case ("POST", "cli/login-role"):
      return StubAnswer(201, ["role": "cli_login_postgres", "password": "temporary-1", "ttl_seconds": 300])
    case ("GET", "config/database/pooler"):
      return StubAnswer([
        ["database_type": "PRIMARY", "db_host": "pooler.example.com", "db_port": 6543, "db_name": "postgres"]
      ])
    case ("POST", "database/query"), ("POST", "database/query/read-only"):
      return StubAnswer(201, [["a": 1, "b": "x"], ["a": .null, "b": "y", "c": true]])
    case ("GET", "config/disk/util"):
      return StubAnswer(["timestamp": "", "metrics": ["fs_size_bytes": 8000, "fs_used_bytes": 1000]])
    case ("POST", "pause"), ("POST", "restore"): return StubAnswer(200, text: "", type: "text/plain")
    case (_, let other) where other.hasPrefix("actions/"):
      return StubAnswer(["id": "r", "run_steps": [["name": "seed", "status": "EXITED"]]])
    default: return StubAnswer(404, ["message": "Not found"])
    }
  }

  private func createBranch(_ ref: String, _ request: StubRequest, _ state: inout State) -> StubAnswer {
    let name = request.body["branch_name"]?.text ?? ""
    if state.branches.contains(where: { $0["name"]?.text == name }) {
      return StubAnswer(400, ["message": "A branch with this name already exists"])
    }
    let branch: JSON = [
      "id": "uuid", "name": JSON.text(name), "project_ref": JSON.text(Self.ref(&state)),
      "parent_project_ref": JSON.text(ref), "is_default": false, "persistent": false, "status": "CREATING_PROJECT",
      "with_data": request.body["with_data"] ?? false, "created_at": JSON.text(InternetTime.text(InternetTime.now)),
    ]
    state.branches.append(branch)
    return StubAnswer(201, branch)
  }

  private func branch(_ ref: String, _ word: String, _ request: StubRequest, _ state: inout State) -> StubAnswer {
    guard state.branches.contains(where: { $0["project_ref"]?.text == ref }) else {
      return StubAnswer(404, ["message": "Branch not found"])
    }
    switch (request.method, word) {
    case ("DELETE", ""):
      state.branches.removeAll { $0["project_ref"]?.text == ref }
      return StubAnswer(["message": "ok"])
    case ("PATCH", ""):
      let place = state.branches.firstIndex { $0["project_ref"]?.text == ref } ?? 0
      state.branches[place] = state.branches[place].with("name", request.body["branch_name"] ?? "")
      return StubAnswer(state.branches[place])
    case ("POST", "restore"): return StubAnswer(["message": "Branch restoration initiated"])
    case ("POST", "reset"): return StubAnswer(201, ["workflow_run_id": "run1", "message": "ok"])
    case ("GET", "diff"): return StubAnswer(200, text: "create table t ();\n")
    default: return StubAnswer(404, ["message": "Not found"])
    }
  }
}
