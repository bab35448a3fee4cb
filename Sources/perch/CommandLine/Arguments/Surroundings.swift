import Glibc
import Postgres

/// The environment's variables, with `.env.local` and `.env` of the working directory behind it for the few names that Perch takes from there.
struct Surroundings: Sendable {
  private static let addresses: Set<String> = ["DATABASE_URL", "DIRECT_DATABASE_URL", "PERCH_PLATFORM_URL"]
  private static let keys: Set<String> = [
    "NEON_API_KEY", "SUPABASE_ACCESS_TOKEN", "DIGITALOCEAN_TOKEN", "PERCH_API_KEY",
  ]

  private let fromFiles: [String: String]
  /// What was not taken from the files, a sentence each.
  let remarks: [String]

  /// Reads the files of a directory.
  init(directory: String = ".") {
    let files = [".env.local", ".env"].map {
      EnvironmentFile.read(directory == "." ? $0 : directory + "/" + $0, names: Self.addresses.union(Self.keys))
    }
    var values = files[1].values.merging(files[0].values) { _, local in local }
    // Whoever wrote the files must not get a key that comes from elsewhere.
    if Perch.isSet("PERCH_API_KEY") || values["PERCH_API_KEY"] == nil { values["PERCH_PLATFORM_URL"] = nil }
    fromFiles = values
    remarks = files.flatMap(\.remarks)
  }

  subscript(name: String) -> String? {
    if let value = environment(name), !value.isEmpty { return value }
    return fromFiles[name]
  }

  /// Whether the value comes from a file of the directory: its author may not be the user.
  func isFromFile(_ name: String) -> Bool { !Perch.isSet(name) && fromFiles[name] != nil }
}

extension Perch {
  static func isSet(_ name: String) -> Bool { environment(name).map { !$0.isEmpty } ?? false }
}
