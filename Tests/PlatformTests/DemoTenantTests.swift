import Glibc
import Synchronization
import Testing

@testable import Platform

@Suite struct DemoTenantTests {
  @Test func `the demo tenants have the same rows everywhere`() throws {
    let fixture = try PlatformFixture()
    let told = Mutex<[String]>([])
    try fixture.platform.loadDemoTenants(Call { text in told.withLock { $0.append(text) } })
    #expect(told.withLock { $0.contains("acme: loading 5000 users") })
    #expect(try fixture.platform.tenants().map(\.name) == ["acme", "globex"])
    #expect(try fixture.platform.tenants().allSatisfy { $0.state == .ready })
    let counts = """
      select string_agg(c, ' ' order by c) from (select relname || '=' || (xpath('/row/n/text()', query_to_xml(
      'select count(*) as n from public.' || relname, false, true, '')))[1]::text as c from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition) as x
      """
    #expect(
      try fixture.value("acme", counts)
        == """
        backups=7000 instance_events=12000 instance_logs=50000 instance_members=11917 instance_usage=80000 instances=4000 \
        invoice_lines=18111 invoices=9000 plans=6 shared_servers=12 subscriptions=6000 support_tickets=3000 transactions=10500 users=5000
        """)
    let sums = "select sum(total) || ' ' || md5(string_agg(number, ',' order by id)) from invoices"
    #expect(try fixture.value("acme", sums) == "26315467.07 658b6cef4aba3f6ca186bb8440a0eaa3")
    #expect(
      try fixture.value("globex", "select count(*) || ' ' || (select count(*) from coupons) from users") == "1800 3")
    #expect(try fixture.value("acme", "select count(*) from reporting.monthly_revenue") != "0")
    #expect(
      try fixture.value(
        "acme",
        "select count(*) from invoices i where total <> (select sum(amount) from invoice_lines where invoice_id = i.id)"
      ) == "0")
  }

  @Test func `an owner's rows are hidden from a role that is nobody`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.loadDemoTenant(.globex)
    let hidden = "set role perch_guest; set app.user_id = '7'; select count(*) || ' ' || min(id) from users"
    _ = try fixture.home.psql("create role perch_guest; grant select on users to perch_guest", database: "globex")
    #expect(try fixture.home.psql(hidden, database: "globex").hasSuffix("1 7"))
  }

  @Test func `a load that was cut off is done again, a deleted demo is not`() throws {
    let fixture = try PlatformFixture()
    do {
      try fixture.platform.createTenant("globex", plan: "pro", detail: "demo", Call())
      let registry = try fixture.platform.registry()
      _ = try registry.begin(.loadDemo, tenant: "globex")
    }
    #expect(try fixture.platform.branches(of: "globex").first?.state == .busy("loading"))
    try fixture.platform.start()
    try fixture.platform.loadDemoTenant(.globex)
    #expect(try fixture.value("globex", "select count(*) from users") == "1800")
    try fixture.platform.deleteTenant("globex")
    try fixture.platform.loadDemoTenant(.globex)
    #expect(try fixture.platform.tenants() == [])
  }
}
