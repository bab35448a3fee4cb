import Glibc
package import Postgres

/// Which authorities a server's certificate may be signed by.
package enum RootCertificates: Sendable, Hashable {
  /// Those that the system trusts.
  case system
  /// Path of a PEM file.
  case file(String)

  private static let bundles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  /// The file of the system's authorities: `SSL_CERT_FILE`, else where distributions put it.
  package static func systemFile(environment: (String) -> String?) -> String? {
    if let named = environment("SSL_CERT_FILE"), !named.isEmpty { return named }
    return bundles.first { access($0, R_OK) == 0 }
  }

  /// What libpq's `sslrootcert` is to be; versions before 16 do not know `system`.
  package func keyword(environment: (String) -> String?) -> String? {
    switch self {
    case .file(let path): path
    case .system:
      Self.systemFile(environment: environment) ?? (ConnectionSettings.libraryVersion >= 160_000 ? "system" : nil)
    }
  }
}

extension ConnectionSettings {
  /// The same place, its server made to prove who it is. A weaker mode that came along is not kept.
  package func verified(
    by roots: RootCertificates, environment: (String) -> String?
  ) throws(PlatformError) -> ConnectionSettings {
    guard let file = roots.keyword(environment: environment) else {
      throw .unavailable(
        "no file of trusted certificates was found, so the server could not prove who it is; SSL_CERT_FILE names one")
    }
    return with("sslmode", "verify-full").with("sslrootcert", file)
  }
}
