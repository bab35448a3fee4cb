import Platform

/// `perch tenants members TENANT [add|role MEMBER ROLE | remove MEMBER]`
enum MemberVerb {
  @Sendable static func run(_ command: PlatformCommand) throws {
    let tenant = try command.tenant()
    if command.words.count > 1 { try change(tenant, command) }
    var listing = Listing("name", "role", "since")
    for member in try command.provider.members(of: tenant, command.call) {
      listing.add(.text(member.name), .text(member.role), .time(member.since))
    }
    try command.print(listing)
  }

  private static func change(_ tenant: Tenant, _ command: PlatformCommand) throws {
    let (verb, words) = (command.words[1], Array(command.words.dropFirst(2)))
    guard let name = words.first else { throw UsageError(message: "tenants members: \(verb) needs a MEMBER") }
    let level = words.count > 1 ? try MemberLevel.named(words[1]) : nil
    let isMember = try command.provider.members(of: tenant, command.call).contains { $0.name == name }
    switch verb {
    case "add":
      guard !isMember else { throw UsageError(message: "\"\(name)\" is a member already; role changes the level") }
      try command.provider.setMember(name, level: level ?? .developer, of: tenant, command.call)
    case "role":
      guard let level else { throw UsageError(message: "tenants members: role needs a MEMBER and a ROLE") }
      guard isMember else { throw UsageError(message: "\"\(name)\" is no member; add lets it in") }
      try command.provider.setMember(name, level: level, of: tenant, command.call)
    case "remove":
      guard words.count == 1 else { throw UsageError(message: "tenants members: remove takes a MEMBER alone") }
      try command.provider.setMember(name, level: nil, of: tenant, command.call)
    default: throw UsageError(message: "tenants members: unknown word \"\(verb)\"; there are add, role, remove")
    }
  }
}
