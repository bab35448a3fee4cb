/// A branch as people write it: `TENANT`, `TENANT/BRANCH`, `TENANT/BRANCH@TIME`, where BRANCH may end with `^parent`.
package struct BranchAddress: Sendable, Hashable {
  package var tenant: String
  /// Nil for the tenant's default branch, which is meant only where nothing else was written.
  package var branch: String?
  /// How many parents up from there.
  package var parents: Int
  /// As typed behind `@`.
  package var moment: String?

  /// `text` names the tenant too.
  package init(_ text: String) throws(PlatformError) {
    let slash = text.firstIndex(of: "/") ?? text.firstIndex(of: "@") ?? text.endIndex
    let tenant = String(text[..<slash])
    guard !tenant.isEmpty else { throw .invalid(field: "branch", reason: "\"\(text)\" names no tenant: TENANT/BRANCH") }
    let rest = slash < text.endIndex && text[slash] == "/" ? text[text.index(after: slash)...] : text[slash...]
    self.init(tenant: tenant, branch: String(rest), relativeTo: nil)
  }

  /// `branch` is what stands behind the tenant; `^parent` and `^self` alone start at `context`.
  package init(tenant: String, branch text: String, relativeTo context: String?) {
    self.tenant = tenant
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    moment = parts.count > 1 ? String(parts[1]) : nil
    var name = parts[0]
    parents = 0
    while name.hasSuffix(Self.up) {
      name = name.dropLast(Self.up.count)
      parents += 1
    }
    if name.isEmpty || name == Self.this {
      branch = parents > 0 || !name.isEmpty ? context : nil
    } else {
      branch = String(name)
    }
  }

  private static let up = "^parent"
  private static let this = "^self"
}

extension Provider {
  /// The tenant, branch and moment that an address means. Names are matched exactly.
  package func find(_ address: BranchAddress, _ call: Call) throws(PlatformError) -> (branch: Branch, point: Point) {
    let tenant = try tenant(named: address.tenant, call)
    var branch =
      if let name = address.branch {
        try self.branch(named: name, of: tenant, call)
      } else {
        try defaultBranch(of: tenant, call)
      }
    if address.parents > 0 {
      let all = try branches(of: tenant, call)
      for _ in 0..<address.parents {
        let parent = all.first { $0.id == branch.parentID } ?? all.first { $0.name == branch.parent }
        guard let parent else { throw .notFound(.branch, name: "parent of \(branch.name)") }
        branch = parent
      }
    }
    guard let moment = address.moment else { return (branch, .head) }
    return (branch, try MomentText.past(moment, now: MomentText.now))
  }
}
