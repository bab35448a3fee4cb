/// A tenant with made-up data: the same statements give the same rows on every machine.
package struct DemoTenant: Sendable {
  /// One part of the load; all parts run in one transaction.
  struct Step: Sendable {
    /// What a progress line says, such as `loading users`.
    let title: String
    let sql: String
  }

  /// How many rows there are, and which of the endless possible data sets is taken.
  struct Shape: Sendable {
    var seed: Int
    var users: Int
    var instances: Int
    /// Instances that report usage, and for how many days.
    var measured: Int
    var days: Int
    var logs: Int
    var events: Int
    var transactions: Int
    var invoices: Int
    var backups: Int
    var tickets: Int
  }

  package let name: String
  package let plan: String
  let shape: Shape
  /// What makes this tenant's schema differ from the others', run last.
  let drift: [Step]

  /// Rows are made as of this moment, so that they are the same on every day.
  static let present = "2026-06-30 18:00:00+00"

  package static let acme = DemoTenant(
    name: "acme", plan: "enterprise",
    shape: Shape(
      seed: 1, users: 5_000, instances: 4_000, measured: 800, days: 100, logs: 50_000, events: 12_000,
      transactions: 10_500,
      invoices: 9_000, backups: 7_000, tickets: 3_000),
    drift: [])

  package static let globex = DemoTenant(
    name: "globex", plan: "pro",
    shape: Shape(
      seed: 2, users: 1_800, instances: 1_200, measured: 300, days: 60, logs: 9_000, events: 3_000, transactions: 2_900,
      invoices: 2_500, backups: 1_500, tickets: 800),
    drift: driftSteps)

  package static let all = [acme, globex]

  var steps: [Step] {
    let parts: [[Step]] = [
      prelude, typeSteps, tableSteps, accountSteps, instanceSteps, activitySteps, billingSteps, supportSteps,
      constraintSteps,
      functionSteps, viewSteps, securitySteps, commentSteps, drift, closing,
    ]
    return parts.flatMap { $0 }
  }

  /// `pick(i, salt, n)` is a number from 0 to n - 1 that looks random and depends on nothing but its arguments and the seed.
  private var prelude: [Step] {
    [
      Step(
        title: "preparing",
        sql: """
          SET LOCAL synchronous_commit = off;
          SET LOCAL maintenance_work_mem = '128MB';
          SET LOCAL work_mem = '64MB';
          SET LOCAL TimeZone = 'UTC';
          SET LOCAL client_min_messages = warning;
          CREATE FUNCTION pg_temp.pick(i bigint, salt integer, n integer) RETURNS integer
          LANGUAGE sql IMMUTABLE PARALLEL SAFE
          RETURN ((hashint8extended(i, salt + 1000 * \(shape.seed)) & 2147483647) % n)::integer;
          CREATE FUNCTION pg_temp.present() RETURNS timestamptz
          LANGUAGE sql IMMUTABLE PARALLEL SAFE
          RETURN timestamptz '\(Self.present)';
          """)
    ]
  }

  private var closing: [Step] {
    [
      Step(
        title: "gathering statistics",
        sql: """
          REFRESH MATERIALIZED VIEW reporting.monthly_revenue;
          ANALYZE plans, users, subscriptions, shared_servers, instances, instance_members, instance_usage, instance_logs,
            instance_events, backups, invoices, invoice_lines, transactions, support_tickets, reporting.monthly_revenue;
          """)
    ]
  }
}
