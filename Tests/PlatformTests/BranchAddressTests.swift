import Testing

@testable import Platform

@Suite struct BranchAddressTests {
  @Test(
    arguments: [
      ("acme", "acme", nil, 0, nil), ("acme/dev", "acme", "dev", 0, nil),
      ("acme/feature/x", "acme", "feature/x", 0, nil), ("acme/dev@-2h", "acme", "dev", 0, "-2h"),
      ("acme@2026-01-01", "acme", nil, 0, "2026-01-01"), ("acme/dev^parent", "acme", "dev", 1, nil),
      ("acme/dev^parent^parent@0/16B3748", "acme", "dev", 2, "0/16B3748"),
    ] as [(String, String, String?, Int, String?)])
  func `an address names tenant, branch, parents and moment`(
    text: String, tenant: String, branch: String?, parents: Int, moment: String?
  ) throws {
    let address = try BranchAddress(text)
    #expect(address.tenant == tenant && address.branch == branch)
    #expect(address.parents == parents && address.moment == moment)
  }

  @Test func `parent and self alone are those of the branch at hand`() throws {
    let parent = BranchAddress(tenant: "acme", branch: "^parent@-1d", relativeTo: "dev")
    #expect(parent.branch == "dev" && parent.parents == 1 && parent.moment == "-1d")
    let own = BranchAddress(tenant: "acme", branch: "^self@-1d", relativeTo: "dev")
    #expect(own.branch == "dev" && own.parents == 0)
    #expect(throws: PlatformError.self) { try BranchAddress("/dev") }
  }

  @Test func `moments are read in every usual form`() throws {
    let now = 1_800_000_000.0
    #expect(try MomentText.past("-90m", now: now) == .time(now - 5400))
    #expect(try MomentText.past("1.5h", now: now) == .time(now - 5400))
    #expect(try MomentText.past("0/16B3748", now: now) == .lsn(0x16B_3748))
    #expect(try MomentText.past("2026-11-21T10:00:00Z", now: now) == .time(1_795_255_200))
    #expect(try MomentText.past("2026-11-21 12:00:00.5+02:00", now: now) == .time(1_795_255_200.5))
    #expect(try MomentText.expiry("never", now: now) == nil)
    #expect(try MomentText.expiry("7d", now: now) == now + 604_800)
    #expect(try MomentText.expiry("2030-01-01T00:00:00Z", now: now) == 1_893_456_000)
    for wrong in ["", "yesterday", "2026-13-01", "2026-02-30", "5x", "x/y", "2026-11-21T25:00", "9999999d"] {
      #expect(throws: PlatformError.self, "\(wrong)") { try MomentText.past(wrong, now: now) }
    }
    #expect(throws: PlatformError.self) { try MomentText.past("2040-01-01", now: now) }
    #expect(throws: PlatformError.self) { try MomentText.expiry("2020-01-01", now: now) }
    #expect(throws: PlatformError.self) { try MomentText.expiry("0s", now: now) }
  }
}
