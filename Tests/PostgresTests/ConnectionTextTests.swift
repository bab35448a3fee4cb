import Database
import Postgres
import TestSupport
import Testing

@Suite struct ConnectionTextTests {
  @Test func `What libpq reads is left as it is`() throws {
    let text = try ConnectionText(
      "postgresql://ada:p%40s@db.example.com:5433/app?sslmode=verify-full&application_name=x")
    #expect(text.settings["password"] == "p@s" && text.settings["port"] == "5433" && text.remarks.isEmpty)
    #expect(try ConnectionText("host=/tmp dbname=x").settings["dbname"] == "x")
  }

  @Test func `Parameters of other drivers are translated, or left out and told`() throws {
    let uri =
      "postgresql://ada:secret@h/app?pgbouncer=true&schema=my%20app&connection_limit=5&pool_timeout=0&sslmode=no-verify"
    let text = try ConnectionText(uri)
    #expect(text.isPooled)
    #expect(text.settings["options"] == #"-c search_path=my\ app"# && text.settings["sslmode"] == "require")
    #expect(text.remarks.count == 5 && text.remarks.contains("connection_limit is not PostgreSQL's and was left out"))
    #expect(!text.remarks.joined().contains("secret"))
  }

  @Test(arguments: [
    "jdbc:postgresql://h/app?user=ada&password=p%26q&currentSchema=x&ssl=true&ApplicationName=tool",
    "postgresql+asyncpg://ada:p%26q@h/app?application_name=tool&ssl=1",
    "postgres://ada:p%26q@h/app?application_name=tool&sslmode=require",
  ])
  func `Schemes of other tools are understood`(uri: String) throws {
    let settings = try ConnectionText(uri).settings
    #expect(settings["user"] == "ada" && settings["password"] == "p&q" && settings["dbname"] == "app")
    #expect(settings["application_name"] == "tool" && settings["sslmode"] == "require")
  }

  @Test(arguments: [
    ("postgresql://u@ep-cool-1-pooler.eu-central-1.aws.neon.tech/db", true),
    ("postgresql://u@ep-cool-1.eu-central-1.aws.neon.tech/db", false),
    ("postgresql://u@aws-0-eu.pooler.supabase.com:6543/postgres", true),
    ("postgresql://u@aws-0-eu.pooler.supabase.com:5432/postgres", false),
    ("postgresql://u@x.db.ondigitalocean.com:25061/pool", true), ("postgresql://u@localhost:6543/x", false),
  ])
  func `Addresses of pools are known`(uri: String, isPooled: Bool) throws {
    #expect(try ConnectionText(uri).isPooled == isPooled)
  }

  @Test func `What asks for more safety than libpq has is refused`() throws {
    guard ConnectionSettings.libraryVersion < 160_000 else { return }
    #expect(throws: ServerError.self) { try ConnectionText("postgresql://u@h/db?require_auth=scram-sha-256") }
  }

  @Test func `An unreadable string repeats no secret`() {
    #expect { try ConnectionText("postgresql://ada:topsecret@[h/db") } throws: { error in
      !((error as? ServerError)?.message.contains("topsecret") ?? true)
    }
  }

  @Test func `Describing settings in any way shows no secret`() throws {
    let text = try ConnectionText("postgresql://ada:topsecret@h/db")
    #expect(!"\(text)".contains("topsecret") && !String(reflecting: text).contains("topsecret"))
  }

  @Test func `Settings of the string reach the server's session`() throws {
    let server = try PrivateServer.shared.get()
    let host = try #require(try server.settings()["host"])
    let port = try server.settings()["port"] ?? "5432"
    let user = try #require(try server.settings()["user"])
    let escaped = host.map { $0 == "/" ? "%2F" : String($0) }.joined()
    let text = try ConnectionText(
      "postgres://\(user)@\(escaped):\(port)/postgres?schema=pg_catalog&statement_timeout=4321&pool_size=9")
    let rows = try Connection(text.settings).execute(
      "SELECT pg_catalog.current_setting('search_path'), pg_catalog.current_setting('statement_timeout')")
    #expect(rows.text(row: 0, column: 0) == "pg_catalog" && rows.text(row: 0, column: 1) == "4321ms")
  }
}
