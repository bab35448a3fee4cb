/// The saved queries that are part of the binary: a starter set for those who run a platform. The generated names of embedded files cannot
/// be listed at run time, so they are listed here; a test compares the list with the folder.
package enum EmbeddedQueries {
  package static let all: [SavedQuery] = [
    query("blocked_sessions", PackageResources.blocked_sessions_sql),
    query("connections", PackageResources.connections_sql),
    query("database_sizes", PackageResources.database_sizes_sql),
    query("failed_payments", PackageResources.failed_payments_sql),
    query("foreign_keys_without_index", PackageResources.foreign_keys_without_index_sql),
    query("growth_of_instances", PackageResources.growth_of_instances_sql),
    query("locks", PackageResources.locks_sql),
    query("long_transactions", PackageResources.long_transactions_sql),
    query("overdue_invoices", PackageResources.overdue_invoices_sql),
    query("request_quotas", PackageResources.request_quotas_sql),
    query("revenue_by_month", PackageResources.revenue_by_month_sql),
    query("revenue_by_plan", PackageResources.revenue_by_plan_sql),
    query("running_statements", PackageResources.running_statements_sql),
    query("sequential_scans", PackageResources.sequential_scans_sql),
    query("server_capacity", PackageResources.server_capacity_sql),
    query("slow_statements", PackageResources.slow_statements_sql),
    query("storage_quotas", PackageResources.storage_quotas_sql),
    query("table_bloat", PackageResources.table_bloat_sql),
    query("table_sizes", PackageResources.table_sizes_sql),
    query("unused_indexes", PackageResources.unused_indexes_sql),
    query("usage_by_day", PackageResources.usage_by_day_sql),
    query("wraparound", PackageResources.wraparound_sql),
  ]

  private static func query(_ name: String, _ bytes: [UInt8]) -> SavedQuery {
    SavedQuery(text: String(decoding: bytes, as: UTF8.self), fileName: name, folder: "")
  }
}
