import Testing
import Workbench

@testable import Platform

@Suite struct StarterQueriesTests {
  /// The extension is not part of every server.
  private static let unavailable: Set<String> = ["Statements by total time"]

  @Test func `every starter query runs on the demo tenant`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.loadDemoTenant(.acme)
    for query in EmbeddedQueries.all where !Self.unavailable.contains(query.name) {
      #expect(throws: Never.self, "\(query.name)") { _ = try fixture.home.psql(query.sql, database: "acme") }
    }
  }
}
