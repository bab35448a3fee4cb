package import Database

/// A connection string as people and their tools write it: libpq's own forms, and URIs of other drivers and ORMs.
package struct ConnectionText: Sendable, Hashable {
  package var settings: ConnectionSettings
  /// What was translated or left out, a sentence each, without secrets.
  package var remarks: [String]
  /// Whether the text says, or its host tells, that a pool gives each transaction another session.
  package var isPooled: Bool

  /// Fails with libpq's reason, or with ours for what cannot be left out safely.
  package init(_ text: String) throws(ServerError) {
    var uri = ForeignURI(text)
    if uri == nil {
      settings = try ConnectionSettings(conninfo: text)
    } else {
      try uri?.translate()
      settings = try ConnectionSettings(conninfo: uri?.text ?? text)
      for (keyword, value) in uri?.settings ?? [:] where settings[keyword] == nil { settings[keyword] = value }
      if let options = uri?.options, !options.isEmpty {
        settings["options"] = ([settings["options"]].compactMap { $0 } + options).joined(separator: " ")
      }
    }
    remarks = uri?.remarks ?? []
    isPooled = uri?.isPooled == true || Self.isPool(settings)
  }

  /// Addresses that hosted platforms give their transaction pools.
  private static func isPool(_ settings: ConnectionSettings) -> Bool {
    let host = settings["host"] ?? ""
    let label = host.prefix { $0 != "." }
    if host.hasSuffix(".neon.tech") { return label.hasSuffix("-pooler") }
    if host.hasSuffix(".pooler.supabase.com") || host.hasSuffix(".supabase.co") { return settings["port"] == "6543" }
    return host.hasSuffix(".db.ondigitalocean.com") && settings["port"] == "25061"
  }
}
