package import Platform

extension NeonStub.State {
  mutating func id(_ prefix: String) -> String {
    defer { next += 1 }
    return "\(prefix)-\(next)"
  }

  mutating func project(_ name: String) -> JSON {
    let id = id("proj")
    let project: JSON = [
      "id": JSON.text(id), "name": JSON.text(name), "region_id": "aws-eu-central-1", "pg_version": 17,
      "created_at": JSON.text(InternetTime.text(InternetTime.now)), "compute_time_seconds": 360,
      "settings": ["quota": ["compute_time_seconds": 3600]], "unheard_of": [1, 2],
    ]
    projects.append(project)
    let branch = branch("main", project: id, parent: nil, members: [("default", true)])
    compute(id, branch: branch["id"]?.text ?? "")
    return project
  }

  mutating func branch(_ name: String, project: String, parent: String?, members: [(String, JSON)]) -> JSON {
    var branch: JSON = [
      "id": JSON.text(id("br")), "project_id": JSON.text(project), "name": JSON.text(name), "current_state": "ready",
      "default": false, "protected": false, "created_at": JSON.text(InternetTime.text(InternetTime.now)),
      "logical_size": 4096,
    ]
    if let parent { branch = branch.with("parent_id", JSON.text(parent)) }
    for (name, value) in members { branch = branch.with(name, value) }
    branches[project, default: []].append(branch)
    return branch
  }

  mutating func compute(_ project: String, branch: String) {
    let id = id("ep")
    computes[project, default: []].append([
      "id": JSON.text(id), "project_id": JSON.text(project), "branch_id": JSON.text(branch), "type": "read_write",
      "current_state": "idle", "host": JSON.text("\(id).eu-central-1.aws.neon.tech"), "suspend_timeout_seconds": 0,
    ])
  }

  mutating func operation(_ action: String, project: String) -> JSON {
    let operation: JSON = [
      "id": JSON.text(id("op")), "project_id": JSON.text(project), "action": JSON.text(action), "status": "scheduling",
    ]
    operations[operation["id"]?.text ?? ""] = (operation, 0)
    return operation
  }
}

extension JSON {
  /// The object with a member set.
  package func with(_ name: String, _ value: JSON) -> JSON {
    guard case .object(let members) = self else { return .object([Member(name, value)]) }
    return .object(members.filter { $0.name != name } + [Member(name, value)])
  }
}
