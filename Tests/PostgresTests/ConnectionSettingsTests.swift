import Database
import Postgres
import Testing

@Suite struct ConnectionSettingsTests {
  @Test(arguments: [
    "postgresql://jo:s3cret%40@db.example:5433/shop?sslmode=require",
    "host=db.example port=5433 dbname=shop user=jo password=s3cret@ sslmode=require",
  ])
  func `A URI and a keyword text mean the same`(text: String) throws {
    let settings = try ConnectionSettings(conninfo: text)
    #expect(
      settings.keywords == [
        "host": "db.example", "port": "5433", "dbname": "shop", "user": "jo", "password": "s3cret@",
        "sslmode": "require",
      ])
  }

  @Test func `Neither description nor the plain URI names a password`() {
    let settings = ConnectionSettings(keywords: [
      "user": "jo", "password": "s3cret", "sslpassword": "k3y", "dbname": "d",
    ])
    for text in [settings.description, settings.uri(withSecrets: false)] {
      #expect(!text.contains("s3cret") && !text.contains("k3y"), "\(text)")
    }
  }

  @Test func `A URI with secrets reads back the same`() throws {
    let settings = ConnectionSettings(keywords: [
      "host": "/tmp/a b", "port": "5433", "user": "jo/é", "password": "p:@/?#%", "dbname": "d&b", "options": "-c a=b",
    ])
    #expect(try ConnectionSettings(conninfo: settings.uri(withSecrets: true)) == settings)
  }

  @Test(arguments: [
    "postgresql://jo:s3cret@[::1/shop", "postgresql://jo:s3%zzcret@host/d", "user=jo password='s3cret",
    "password=s3cret nonsense", "postgresql://jo:s3cret@host/d?nope=1", "password = x s3cret",
    "host=h pasword=s3cret", "postgres://jo@h/d?pass=s3cret&sslmode",
  ])
  func `The error of an unreadable text never repeats a password`(text: String) throws {
    let error = try #require(throws: ServerError.self) { try ConnectionSettings(conninfo: text) }
    #expect(!"\(error)".contains("s3"), "\(error)")
    #expect(!error.message.isEmpty)
  }
}
