import HTTP

/// What the user's settings say of one platform; the environment wins over them.
package struct PlatformSettings: Sendable, Hashable {
  /// A command of the shell that prints the key.
  package var tokenCommand: String?
  /// The organization, or DigitalOcean's cluster, that new tenants belong to.
  package var organization: String?
  package var address: String?

  package init() {}

  /// From the keys of `[platform.NAME]`.
  package init(_ values: [String: String]) {
    tokenCommand = values["token-command"]
    organization = values["organization"]
    address = values["address"]
  }
}

/// The platforms behind HTTP, by the words for `--platform`.
package enum Platforms: String, Sendable, CaseIterable {
  case neon
  case supabase
  case digitalocean
  case platform

  /// All words for `--platform`, the local one first.
  package static var names: [String] { ["local"] + allCases.map(\.rawValue) }

  /// The environment's variable that holds the key.
  package var keyName: String {
    switch self {
    case .neon: "NEON_API_KEY"
    case .supabase: "SUPABASE_ACCESS_TOKEN"
    case .digitalocean: "DIGITALOCEAN_TOKEN"
    case .platform: "PERCH_API_KEY"
    }
  }

  private var addressName: String {
    switch self {
    case .neon: "NEON_BASE_URL"
    case .supabase: "SUPABASE_BASE_URL"
    case .digitalocean: "DIGITALOCEAN_BASE_URL"
    case .platform: "PERCH_PLATFORM_URL"
    }
  }

  private var organizationName: String {
    switch self {
    case .neon: "NEON_ORG_ID"
    case .supabase: "SUPABASE_ORG"
    case .digitalocean: "DIGITALOCEAN_CLUSTER"
    case .platform: ""
    }
  }

  private var usualAddress: String? {
    switch self {
    case .neon: NeonProvider.address
    case .supabase: SupabaseProvider.address
    case .digitalocean: DigitalOceanProvider.address
    case .platform: nil
    }
  }

  /// Whether the environment or the settings hold what is needed to ask it.
  package func isConfigured(_ settings: PlatformSettings, environment: (String) -> String?) -> Bool {
    let hasKey = Self.value(keyName, environment) != nil || settings.tokenCommand != nil
    let hasAddress = Self.value(addressName, environment) != nil || settings.address != nil || usualAddress != nil
    return hasKey && hasAddress
  }

  /// The platform, ready to be asked; `cache` is a directory for what can be fetched again. Runs the settings' command for the key when the
  /// environment has none, so it may wait.
  package func provider(
    _ settings: PlatformSettings, cache: String, environment: @escaping @Sendable (String) -> String?
  ) throws(PlatformError) -> any Provider {
    let address = try address(settings, environment)
    let key = try key(settings, environment)
    let organization = Self.value(organizationName, environment) ?? settings.organization
    switch self {
    case .neon:
      return NeonProvider(address: address, key: key, organization: organization, environment: environment)
    case .supabase:
      return SupabaseProvider(address: address, key: key, organization: organization, environment: environment)
    case .digitalocean:
      return DigitalOceanProvider(
        address: address, key: key, cluster: organization, certificates: cache + "/certificates",
        environment: environment)
    case .platform: return TeamProvider(address: address, key: key, environment: environment)
    }
  }

  private func address(
    _ settings: PlatformSettings, _ environment: (String) -> String?
  ) throws(PlatformError) -> HTTPAddress {
    guard let text = Self.value(addressName, environment) ?? settings.address ?? usualAddress else {
      throw .invalid(field: addressName, reason: "it must hold the address of the platform")
    }
    do throws(HTTPAddress.Problem) {
      return try HTTPAddress(text)
    } catch {
      throw .invalid(field: addressName, reason: error.message)
    }
  }

  private func key(
    _ settings: PlatformSettings, _ environment: (String) -> String?
  ) throws(PlatformError) -> String {
    let key: String
    if let given = Self.value(keyName, environment) {
      key = given
    } else if let command = settings.tokenCommand {
      key = try TokenCommand.run(command)
    } else {
      throw .unauthenticated(
        "\(rawValue) needs a key: put one into \(keyName), or a command that prints it into token-command of "
          + "[platform.\(rawValue)] in config.toml")
    }
    // It becomes a header's value.
    guard key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .unauthenticated("the key of \(rawValue) holds characters that no key has")
    }
    return key
  }

  private static func value(_ name: String, _ environment: (String) -> String?) -> String? {
    guard !name.isEmpty, let value = environment(name) else { return nil }
    let trimmed = value.drop { $0 == " " || $0 == "\n" }
    return trimmed.isEmpty ? nil : String(trimmed.prefix { $0 != "\n" && $0 != "\r" })
  }
}
