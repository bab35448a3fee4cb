package import Platform
import Synchronization

/// Neon in memory: projects with branches, computes, databases and operations that end after they have been asked for twice.
package final class NeonStub: Sendable {
  struct State {
    var projects: [JSON] = []
    var deletedProjects: [JSON] = []
    var branches: [String: [JSON]] = [:]
    var computes: [String: [JSON]] = [:]
    var operations: [String: (json: JSON, asked: Int)] = [:]
    var snapshots: [JSON] = []
    var next = 1
  }

  let state = Mutex(State())
  /// At most so many items a page; the last of a page comes again on the next.
  let pageSize: Int
  package let server: StubServer
  static let day = "2026-11-20T08:00:00Z"

  package init(pageSize: Int = 400) {
    self.pageSize = pageSize
    let handler = StubHandler()
    server = StubServer { handler($0) }
    handler.set { [unowned self] request in answer(request) }
  }

  package var address: String { server.address + "/api/v2" }

  /// A project with its first branch, without a request.
  @discardableResult
  package func addProject(_ name: String) -> String {
    state.withLock { state in
      let project = state.project(name)
      return project["id"]?.text ?? ""
    }
  }

  @discardableResult
  package func addBranch(_ name: String, project: String, parent: String) -> String {
    state.withLock { state in state.branch(name, project: project, parent: parent, members: [])["id"]?.text ?? "" }
  }

  package func branchNames(_ project: String) -> [String] {
    state.withLock { ($0.branches[project] ?? []).compactMap { $0["name"]?.text } }
  }

  package var projectNames: [String] { state.withLock { $0.projects.compactMap { $0["name"]?.text } } }

  package func set(_ name: String, _ value: JSON, ofBranch id: String, project: String) {
    state.withLock { state in
      state.branches[project] = state.branches[project]?.map { $0["id"]?.text == id ? $0.with(name, value) : $0 }
    }
  }
}
