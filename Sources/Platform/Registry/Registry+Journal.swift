extension Registry {
  /// Waits for the tenant's turn: one change of a tenant at a time, over all processes. The server frees it when the session ends.
  func lockTenant(_ name: String, _ call: Call) throws(PlatformError) {
    if try tryLockTenant(name) { return }
    let by = try pending(tenant: name).first?.kind.rawValue ?? "another change"
    call.progress("waiting for \(by) of \(name)")
    let isLocked = try MonotonicTime.wait(seconds: Self.patience) { () throws(PlatformError) -> Bool in
      try call.cancellation.check()
      return try tryLockTenant(name)
    }
    guard isLocked else { throw .busy(subject: "tenant \"\(name)\"", by: by) }
  }

  private static let patience = 30.0

  func tryLockTenant(_ name: String) throws(PlatformError) -> Bool {
    let lock = "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('perch tenant ' || $1, 0))"
    return try session.run(lock, [name]).first?.isTrue(0) ?? false
  }

  /// What was begun and not finished, oldest first; of all tenants without a name.
  func pending(tenant: String? = nil) throws(PlatformError) -> [JournalEntry] {
    try session.run(
      """
      SELECT id, kind, tenant, branch, step, detail FROM public.operations
      WHERE state = 'pending' AND tenant = coalesce($1, tenant) ORDER BY id
      """, [tenant]
    ).compactMap(JournalEntry.init)
  }

  func begin(
    _ kind: Operation.Kind, tenant: String, branch: String? = nil, detail: String? = nil
  ) throws(PlatformError) -> JournalEntry {
    let row = try session.run(
      """
      INSERT INTO public.operations (kind, tenant, branch, detail) VALUES ($1, $2, $3, $4)
      RETURNING id, kind, tenant, branch, step, detail
      """,
      [kind.rawValue, tenant, branch, detail]
    ).first
    guard let entry = row.flatMap(JournalEntry.init) else {
      throw .operationFailed(operation: kind.rawValue, reason: "no journal entry")
    }
    return entry
  }

  /// Records that the operation is about to do the step, or has done it when it is part of the same transaction.
  func mark(_ entry: JournalEntry, step: JournalEntry.Step) throws(PlatformError) {
    try session.run("UPDATE public.operations SET step = $2 WHERE id = $1", [String(entry.id), step.rawValue])
  }

  func finish(_ entry: JournalEntry, error: PlatformError? = nil) throws(PlatformError) {
    try session.run(
      """
      UPDATE public.operations SET state = $2, error = $3, finished_at = now() WHERE id = $1
      """, [String(entry.id), error.map { $0 == .cancelled ? "cancelled" : "failed" } ?? "succeeded", error?.message])
    try session.run(
      "INSERT INTO public.audit (action, tenant, branch, outcome) VALUES ($1, $2, $3, $4)",
      [entry.kind.rawValue, entry.tenant, entry.branch, error.map { "failed: \($0.message)" } ?? "succeeded"])
  }

  /// The latest operations, newest first.
  func operations(limit: Int) throws(PlatformError) -> [Operation] {
    let rows = try session.run(
      "SELECT id, kind, tenant, branch, state, error FROM public.operations ORDER BY id DESC LIMIT \(limit)")
    return rows.map { row in
      let subject = row[3].map { "\(row.text(2)) ▸ \($0)" } ?? row.text(2)
      return Operation(
        id: row.text(0), action: row.text(1), subject: subject,
        state: Operation.State(registry: row.text(4), error: row[5]))
    }
  }
}

/// One operation as the journal keeps it.
struct JournalEntry {
  /// How far it came; what must be undone depends on it.
  enum Step: String {
    case begun
    /// Creating or dropping the database: it may exist or not.
    case database
    /// Filling the database by dump or demo load.
    case content
    /// Past this point the operation is finished, not undone.
    case swapped
  }

  let id: Int64
  let kind: Operation.Kind
  let tenant: String
  let branch: String?
  let step: Step
  /// What finishing or undoing needs beside the names.
  let detail: String?

  /// From the columns id, kind, tenant, branch, step, detail; nil for kinds of another version.
  init?(_ row: Rows.Row) {
    guard let id = Int64(row.text(0)), let kind = Operation.Kind(rawValue: row.text(1)),
      let step = Step(rawValue: row.text(4))
    else {
      return nil
    }
    self.id = id
    self.kind = kind
    tenant = row.text(2)
    branch = row[3]
    self.step = step
    detail = row[5]
  }
}

extension Operation.State {
  fileprivate init(registry word: String, error: String?) {
    switch word {
    case "pending": self = .pending
    case "succeeded": self = .succeeded
    case "failed": self = .failed(error ?? "")
    case "cancelled": self = .cancelled
    default: self = .unknown(word)
    }
  }
}
