import HTTP

extension NeonProvider {
  /// What the project used in the present billing period, with its quotas.
  package func usage(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [UsageFigure] {
    let request = PlatformRequest(.get, project(tenant.id), "reading the usage of \"\(tenant.name)\"")
      .missing(.tenant, tenant.name)
    let reply = try client.send(request, call)
    let project = try client.decode { () throws(JSONPlace.Problem) in try reply.json.member("project") }
    let quota = project.optional("settings")?.optional("quota")
    let units: KeyValuePairs<String, UsageFigure.Unit> = [
      "compute_time_seconds": .seconds, "active_time_seconds": .seconds, "written_data_bytes": .bytes,
      "data_transfer_bytes": .bytes, "data_storage_bytes_hour": .byteHours, "synthetic_storage_size": .bytes,
    ]
    return units.compactMap { name, unit in
      guard let value = project.optionalDouble(name) else { return nil }
      // A quota of 0 is none.
      let limit = quota?.optionalDouble(name).flatMap { $0 > 0 ? $0 : nil }
      return UsageFigure(name, value, unit, limit: limit)
    }
  }

  package func usage(of tenant: Tenant, since: Double, _ call: Call) throws(PlatformError) -> [UsageFigure] {
    guard let organization = organization ?? tenant.organization else {
      throw .invalid(field: "NEON_ORG_ID", reason: "it must name the organization whose consumption is asked for")
    }
    let found = try consumption(
      organization: organization, project: tenant.id, metrics: Self.metrics, from: since, to: InternetTime.now, call)
    return found[tenant.id] ?? []
  }

  private static let metrics = [
    "compute_unit_seconds", "root_branch_bytes_month", "child_branch_bytes_month", "instant_restore_bytes_month",
    "public_network_transfer_bytes", "private_network_transfer_bytes", "extra_branches_month",
  ]

  /// What the organization's projects used, by project and metric, added up over the time; some plans have no such history.
  /// Times in seconds since 1970; a project alone where it is named.
  package func consumption(
    organization: String, project: String? = nil, metrics: [String], from: Double, to: Double, _ call: Call
  ) throws(PlatformError) -> [String: [UsageFigure]] {
    let days = (to - from) / 86_400
    let request = PlatformRequest(.get, ["consumption_history", "v2", "projects"], "reading the consumption")
      .with(query: [
        "from": InternetTime.text(from), "to": InternetTime.text(to),
        "granularity": days <= 7 ? "hourly" : days <= 60 ? "daily" : "monthly", "org_id": organization,
        "metrics": metrics.joined(separator: ","), "project_ids": project, "limit": "100",
      ])
    let found = try client.all(request, call, id: \(project: String, figures: [UsageFigure]).project) {
      (reply) throws(JSONPlace.Problem) in
      let items = try reply.json.map("projects") { (place) throws(JSONPlace.Problem) in
        (project: try place.text("project_id"), figures: Self.sum(place))
      }
      let cursor = reply.json.optional("pagination")?.optionalText("cursor")
      return Page(items: items, next: items.isEmpty ? nil : cursor.map { [("cursor", $0)] })
    }
    return Dictionary(found.map { ($0.project, $0.figures) }, uniquingKeysWith: { first, _ in first })
  }

  private static func sum(_ project: JSONPlace) -> [UsageFigure] {
    var sums: [String: Double] = [:]
    for period in project.optionalList("periods") {
      for part in period.optionalList("consumption") {
        for metric in part.optionalList("metrics") {
          guard let name = metric.optionalText("metric_name") else { continue }
          sums[name, default: 0] += metric.optionalDouble("value") ?? 0
        }
      }
    }
    return sums.sorted { $0.key < $1.key }.map { name, value in
      let unit: UsageFigure.Unit =
        name.contains("byte_hour") || name.contains("bytes_hour")
        ? .byteHours
        : name.contains("bytes") ? .bytes : name.contains("seconds") ? .seconds : .count
      return UsageFigure(name, value, unit)
    }
  }
}
